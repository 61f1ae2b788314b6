import type { Command } from '../../../campaign/line/commands.ts';
import type { Entry } from '../../../campaign/line/facts.ts';
import { ORGANISER } from '../../../campaign/line/plan.ts';
import type { Act } from './act.ts';

/** Stands for a text in the store: the rules look only at whether there is one. */
const TEXT = '';
/** Stands for the file that a report has. */
const FILE = 'f'.repeat(64);

/** What the line `line` is asked by this act; undefined if the act is not for it. */
export function commandOf(act: Act, line: string): Command | undefined {
  const { deed } = act;
  if (deed.do === 'issueNotice' || deed.do === 'approveSummary') return line === ORGANISER ? { command: 'settle', by: deed.do } : undefined;
  if (deed.do === 'amend' || deed.do === 'recordConcern' || deed.do === 'answerConcern' || act.line !== line) return undefined;
  const { unit } = deed;
  const entry = (more: Partial<Entry> = {}): Entry => ({ channel: 'portal', receivedAt: act.receivedAt ?? act.at, enteredBy: 'contact', ...more });
  switch (deed.do) {
    case 'acknowledge': return { command: 'acknowledge', unit, entry: entry() };
    case 'delegate': return { command: 'delegate', unit, contact: TEXT, entry: entry() };
    case 'report': return {
      command: 'submitReport', unit, task: deed.task, report: TEXT, nil: deed.quality === 'nil', flags: [], disagreed: deed.quality === 'disagreed',
      entry: entry({ channel: deed.channel, enteredBy: deed.enteredBy }),
    };
    case 'received': return { command: 'noteReceived', unit, task: deed.task, entry: entry({ channel: deed.channel, enteredBy: 'organiser' }) };
    case 'withdraw': return { command: 'withdrawReport', unit, task: deed.task, entry: entry() };
    case 'review': return deed.accept
      ? { command: 'reviewReport', unit, task: deed.task, verdict: 'accept' }
      : { command: 'reviewReport', unit, task: deed.task, verdict: 'return', text: TEXT, due: deed.due };
    case 'requestExtension': return { command: 'requestExtension', unit, task: deed.task, until: deed.until, why: TEXT, entry: entry() };
    case 'decideExtension': return { command: 'decideExtension', unit, task: deed.task, grant: deed.grant, text: TEXT };
    case 'exempt': return { command: 'exempt', unit, task: deed.task, why: TEXT };
    case 'suspendAll': return { command: 'suspend', unit, why: TEXT };
    case 'resumeAll': return { command: 'resume', unit };
    case 'quarantineFile': return { command: 'quarantineFile', unit, task: deed.task, file: FILE, lift: false, by: 'organiser' };
    case 'purgeFile': return { command: 'purgeFile', unit, task: deed.task, file: FILE, why: TEXT, by: 'organiser' };
    case 'suspend': return { command: 'suspend', unit, task: deed.task, why: TEXT };
    case 'resume': return { command: 'resume', unit, task: deed.task };
    case 'release': return { command: 'release', unit, task: deed.task, slot: deed.slot };
  }
}
