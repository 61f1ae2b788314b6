import type { Command } from '../../campaign/line/commands.ts';
import { CHANNELS, ENTERERS, type Entry } from '../../campaign/line/facts.ts';
import type { Instant } from '../../campaign/time/instant.ts';
import { type SendingHours, hourReceived } from '../../campaign/time/sendingHours.ts';
import type { LineUpdate } from '../contract.ts';
import { args, codes, count, digest, flag, id, moment, nothingElse, oneOf, optional } from '../guards.ts';

/** What a bare date means, and what time it is: known only once the line is open; the validator takes any. */
export interface Defaults {
  readonly now: Instant;
  readonly sending: Pick<SendingHours, 'at' | 'until'>;
}

export const ENTRY = ['channel', 'receivedAt', 'enteredBy'];
const TASK = ['unit', 'task'];

/** Every argument an update knows. */
const PARAMETERS: Readonly<Record<LineUpdate, readonly string[]>> = {
  acknowledge: ['unit', ...ENTRY],
  submitReport: [...TASK, 'report', 'nil', 'flags', 'disagreed', ...ENTRY],
  noteReceived: [...TASK, 'number', ...ENTRY],
  withdrawReport: [...TASK, ...ENTRY],
  reviewReport: [...TASK, 'verdict', 'version', 'text', 'due'],
  requestExtension: [...TASK, 'until', 'why', ...ENTRY],
  decideExtension: [...TASK, 'grant', 'until', 'text'],
  delegate: ['unit', 'contact', ...ENTRY],
  exempt: [...TASK, 'why'],
  suspend: [...TASK, 'why'],
  resume: TASK,
  release: [...TASK, 'slot'],
  remind: [...TASK, 'enteredBy'],
  quarantineFile: [...TASK, 'file', 'lift', 'why', 'by'],
  purgeFile: [...TASK, 'file', 'why', 'by'],
  cancel: [],
};

/** The command that an update asks for. Throws `Malformed` for what is not of its shape; says nothing of sense. */
export function readCommand(update: LineUpdate, input: unknown, defaults: Defaults): Command {
  const from = args(input);
  nothingElse(from, PARAMETERS[update]);
  return commandOf(update, from, defaults);
}

function commandOf(update: LineUpdate, from: ReturnType<typeof args>, defaults: Defaults): Command {
  const of = () => ({ unit: id(from, 'unit'), task: id(from, 'task') });
  const entry = () => readEntry(from, defaults);
  const by = () => (from['by'] === undefined ? 'organiser' : oneOf(from, 'by', ENTERERS));
  const due = (source: typeof from, name: string) => moment(source, name, defaults.sending.until);
  switch (update) {
    case 'acknowledge': return { command: update, unit: id(from, 'unit'), entry: entry() };
    case 'submitReport':
      return {
        command: update, ...of(), report: digest(from, 'report'), nil: from['nil'] === undefined ? false : flag(from, 'nil'), flags: codes(from, 'flags'),
        ...optional(from, 'disagreed', flag), entry: entry(),
      };
    case 'noteReceived': return { command: update, ...of(), ...optional(from, 'number', digest), entry: entry() };
    case 'withdrawReport': return { command: update, ...of(), entry: entry() };
    case 'reviewReport':
      return {
        command: update, ...of(), verdict: oneOf(from, 'verdict', ['accept', 'return'] as const),
        ...optional(from, 'version', count), ...optional(from, 'text', digest), ...optional(from, 'due', due),
      };
    case 'requestExtension':
      return { command: update, ...of(), until: due(from, 'until'), ...optional(from, 'why', digest), entry: entry() };
    case 'decideExtension':
      return { command: update, ...of(), grant: flag(from, 'grant'), ...optional(from, 'until', due), ...optional(from, 'text', digest) };
    case 'delegate': return { command: update, unit: id(from, 'unit'), contact: digest(from, 'contact'), entry: entry() };
    case 'exempt': return { command: update, unit: id(from, 'unit'), ...optional(from, 'task', id), ...optional(from, 'why', digest) };
    case 'suspend': return { command: update, unit: id(from, 'unit'), ...optional(from, 'task', id), ...optional(from, 'why', digest) };
    case 'resume': return { command: update, unit: id(from, 'unit'), ...optional(from, 'task', id) };
    case 'release': return { command: update, ...of(), ...optional(from, 'slot', slot) };
    case 'remind': return { command: update, ...of(), by: from['enteredBy'] === undefined ? 'organiser' : oneOf(from, 'enteredBy', ['lead', 'organiser'] as const) };
    case 'quarantineFile':
      return { command: update, ...of(), file: digest(from, 'file'), lift: from['lift'] === undefined ? false : flag(from, 'lift'), ...optional(from, 'why', digest), by: by() };
    case 'purgeFile': return { command: update, ...of(), file: digest(from, 'file'), why: digest(from, 'why'), by: by() };
    case 'cancel': return { command: update };
  }
}

/** How a command came; left out: by the portal, now, entered by the organiser. */
export function readEntry(from: ReturnType<typeof args>, defaults: Defaults): Entry {
  return {
    channel: from['channel'] === undefined ? 'portal' : oneOf(from, 'channel', CHANNELS),
    receivedAt: from['receivedAt'] === undefined ? defaults.now : moment(from, 'receivedAt', hourReceived(defaults.sending)),
    enteredBy: from['enteredBy'] === undefined ? 'organiser' : oneOf(from, 'enteredBy', ENTERERS),
  };
}

function slot(from: Parameters<typeof id>[0], name: string): string {
  return oneOf(from, name, Array.from({ length: 99 }, (_, n) => `T+${String(n + 1)}`));
}

/** What the Web UI and the CLI show beside each update. */
export const DESCRIPTIONS: Readonly<Record<LineUpdate, string>> = {
  acknowledge: '确认已阅：{"unit"}',
  submitReport: '报送材料：{"unit","task","report":摘要值,"nil","flags"}（材料先入存储，请用门户或 campaign report）',
  noteReceived: '已收到原件，停止提醒：{"unit","task","channel","receivedAt"}',
  withdrawReport: '审核前撤回：{"unit","task"}',
  reviewReport: '审核：{"unit","task","verdict":"accept"|"return","due","text":摘要值}',
  requestExtension: '申请延期：{"unit","task","until"}',
  decideExtension: '答复延期：{"unit","task","grant":true|false,"until":"2024-10-25"}',
  delegate: '转办，更换联络员：{"unit","contact":摘要值}',
  exempt: '免报：{"unit","task"}（不写 task 即全部）',
  suspend: '中止：{"unit","task"}（不写 task 即全部）',
  resume: '恢复，期限按中止的工作日顺延：{"unit","task"}',
  release: '批准向分管领导提请：{"unit","task"}',
  remind: '提醒，在限额之内加发一封：{"unit","task","enteredBy":"lead"|"organiser"}',
  quarantineFile: '在流水中登记附件已隔离或解除（请用 campaign quarantine，它同时停止读取）：{"unit","task","file":摘要值,"lift"}',
  purgeFile: '在流水中登记附件已清除（请用 campaign purge，它同时删除文件）：{"unit","task","file":摘要值,"why":摘要值}',
  cancel: '取消本报送线',
};
