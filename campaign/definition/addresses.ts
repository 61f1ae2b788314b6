import type { Finding, Path } from './problem.ts';
import { pathText } from './problem.ts';
import { entriesOf, isRecord, type Raw } from './raw.ts';

type Address = { readonly path: Path; readonly mail: string; readonly line: string };

/**
 * An address belongs to one line (office and head to the organiser's), so that whoever answers is known and nobody gets
 * two letters at one moment. Within one line it may repeat. Upper and lower case are the same address.
 */
export function sharedAddresses(raw: Raw): Finding[] {
  const firsts = new Map<string, Address>();
  return addressesOf(raw).flatMap((address) => {
    const first = firsts.get(address.mail.toLowerCase());
    if (first === undefined) firsts.set(address.mail.toLowerCase(), address);
    if (first === undefined || first.line === address.line) return [];
    return [{
      path: address.path,
      message: `邮箱“${address.mail}”同时属于两条报送线：${first.line} 与 ${address.line}`,
      remedy: `一个邮箱只能属于一条报送线（组织方办公室和局领导的邮箱属于组织方）；${pathText(first.path)} 已使用，请换一个`,
    }];
  });
}

function addressesOf(raw: Raw): Address[] {
  const organiser = isRecord(raw.organiser) ? raw.organiser : {};
  const all = [...mailOf(organiser, ['organiser'], 'organiser'), ...mailOf(organiser.head, ['organiser', 'head'], 'organiser')];
  for (const { path, raw: participant } of entriesOf(raw, 'participants')) {
    const line = typeof participant.id === 'string' ? participant.id : pathText(path);
    const contacts = [...entriesOf(participant, 'contacts', path)];
    for (const unit of entriesOf(participant, 'units', path)) contacts.push(...entriesOf(unit.raw, 'contacts', unit.path));
    all.push(...contacts.flatMap((contact) => mailOf(contact.raw, contact.path, line)));
    all.push(...mailOf(participant.superior, [...path, 'superior'], line));
  }
  return all;
}

function mailOf(holder: unknown, path: Path, line: string): Address[] {
  return isRecord(holder) && typeof holder.mail === 'string' ? [{ path: [...path, 'mail'], mail: holder.mail, line }] : [];
}
