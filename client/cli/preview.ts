import { createComposer } from '../../activities/letters/compose.ts';
import { domainOf } from '../../activities/letters/messageId.ts';
import { previewLetter } from '../../activities/letters/preview.ts';
import { createTemplates } from '../../activities/letters/templates.ts';
import { readLetterSources } from '../../activities/letters/sources.ts';
import { urlOfLink } from '../../activities/links/link.ts';
import type { Roster } from '../../campaign/definition/plan.ts';
import type { LetterKind, Role } from '../../campaign/line/letter.ts';
import { ORGANISER } from '../../campaign/line/plan.ts';
import { loadDotEnv, readEnvironment } from '../../config/environment.ts';
import { lineOf } from '../plans.ts';
import { Refused } from '../refused.ts';
import { LETTERS, requireDefinition } from './definition.ts';
import { print, printJson } from './output.ts';

export interface PreviewChoice {
  readonly letter: LetterKind;
  readonly unit: string;
  readonly role?: Role;
  readonly html?: true;
  readonly json?: true;
}

/** Writes a letter with sample items; nothing is started or sent. */
export async function preview(path: string, { letter: kind, unit, role, html, json }: PreviewChoice): Promise<void> {
  const { compiled: { plan, roster } } = await requireDefinition(path);
  requireUnit(plan, unit);
  requireRecipient(roster, kind, unit, role);
  loadDotEnv();
  const { mailFrom, portalUrl } = readEnvironment();
  const from = mailFrom ?? `${roster.office.name} <${roster.office.mail}>`;
  const compose = createComposer({
    templates: createTemplates(await readLetterSources(LETTERS)), sender: { from, replyTo: roster.office.mail, domain: domainOf(from) },
  });
  const { envelope, mail } = previewLetter({
    compose, campaign: plan, roster, kind, unit, ...(role === undefined ? {} : { role }),
    // A sample: a real one opens something.
    ...(portalUrl === undefined || unit === ORGANISER ? {} : { link: urlOfLink(portalUrl, 'sample') }),
  });
  if (json === true) printJson({ to: envelope.to, subject: mail.subject, text: mail.text, html: mail.html });
  else if (html === true) print(mail.html);
  else print(`发给：${envelope.to.join('、')}`, `主题：${mail.subject}`, '', mail.text);
}

function requireUnit(plan: Parameters<typeof lineOf>[0], unit: string): void {
  const line = lineOf(plan, unit);
  if (line.units.some(({ id }) => id === unit)) return;
  throw new Refused(`${line.name}的报送线没有单位“${unit}”。可用的单位标识：${line.units.map(({ id }) => id).join('、')}。`);
}

function requireRecipient({ superiors }: Roster, kind: LetterKind, unit: string, role: Role | undefined): void {
  const isInternal = kind === 'digest' || kind === 'outlook';
  if (role === 'superior' && superiors[unit] === undefined && !isInternal) {
    throw new Refused(`单位 ${unit} 没有登记分管领导，不会有发给分管领导的函件。请换一个单位，或去掉 --role。`);
  }
  if ((role === 'office' || role === 'head') && !isInternal) {
    throw new Refused(`--role ${role} 只用于每日汇总（digest）和明日拟发（outlook）。请换一种函件，或去掉 --role。`);
  }
}
