import { putDocument } from '../activities/store/documents.ts';
import type { StoredFile } from '../activities/store/files.ts';
import { barOf } from '../activities/store/removals.ts';
import type { Contents, References } from '../activities/store/store.ts';
import { type Form, type LinePlan, type RulePlan, ruleOf } from '../campaign/line/plan.ts';
import { type Checked, checkReport } from '../campaign/summary/evidence.ts';
import { EMPTY_CONTENT, Report, type ReportContent } from '../campaign/summary/report.ts';
import type { Answer } from '../workflows/contract.ts';
import { type OfTask, ask } from './lineCommands.ts';
import { type Person, entryOf } from './person.ts';
import { type Receipt, showReceipt } from './receipt.ts';
import { Refused } from './refused.ts';
import type { Room } from './room.ts';
import { optionalText } from './texts.ts';

export interface Handed extends OfTask, Person {
  /** What was written; nothing for a nil report. */
  readonly report?: ReportContent;
  /** Stored before, by `storeFile`. */
  readonly files?: readonly StoredFile[];
  /** 零报告, with a reason or without. */
  readonly nil?: boolean;
  readonly reason?: string;
}

/**
 * 报送材料. Nothing is referenced before it is stored, and nothing about the report leaves after its receipt was shown:
 * files, then the report, then the line's fact, then the marker that letters look at, then the receipt.
 */
export async function submitReport(room: Room, campaign: string, handed: Handed): Promise<Receipt> {
  const { unit, task } = handed;
  let known: { checked: Checked; receivedAt: Receipt['receivedAt'] | undefined } | undefined;
  const answer = await ask(room, campaign, 'submitReport', handed, async (line) => {
    const rule = ruleFor(line, handed);
    const report = await contentOf(room.store, handed);
    requireAnswer(rule?.form, report, handed);
    const checked = rule === undefined ? { missing: [], flags: [] } : checkReport(rule, report);
    const entry = entryOf(handed, line.sending);
    known = { checked, receivedAt: entry.receivedAt };
    return {
      report: await putDocument(room.store, report, { guessable: true }), nil: report.nil, flags: checked.flags,
      ...(asksOpinion(rule?.form) ? { disagreed: report.answer === 'disagree' } : {}), ...entry,
    };
  });
  return showReceipt(room.store, { campaign, unit, task, answer, receivedAt: known?.receivedAt, ...known?.checked });
}

/** 已收到原件: stops the chasing before the content is keyed in. */
export async function noteReceived(
  room: Room, campaign: string, { unit, task, number, ...person }: OfTask & Person & { readonly number?: string },
): Promise<Receipt> {
  let receivedAt: Receipt['receivedAt'] | undefined;
  const answer = await ask(room, campaign, 'noteReceived', { unit, task, ...person }, async (line) => {
    const entry = entryOf(person, line.sending);
    ({ receivedAt } = entry);
    return { ...entry, ...await optionalText(room.store, 'number', number, '文号') };
  });
  return showReceipt(room.store, { campaign, unit, task, answer, receivedAt });
}

/** 审核前撤回. */
export async function withdrawReport(room: Room, campaign: string, { unit, task, ...person }: OfTask & Person): Promise<Answer> {
  return ask(room, campaign, 'withdrawReport', { unit, task, ...person }, (line) => entryOf(person, line.sending));
}

/** The rule of the task, unless the line has none of that name: then the line says so. */
function ruleFor(line: LinePlan, { unit, task }: OfTask): RulePlan | undefined {
  const planned = line.tasks.find((each) => each.unit === unit && each.task === task);
  return planned === undefined ? undefined : ruleOf(line, planned);
}

/** The content as it is stored, with its files, which are there already. @throws Refused if something is too long or missing. */
export async function contentOf(store: Contents & References, { unit, task, report = EMPTY_CONTENT, files = [], nil = false, reason }: Handed): Promise<Report> {
  for (const { digest, name } of files) {
    if (await barOf(store, digest) === 'purged') throw new Refused(`附件“${name}”已按规定清除，不能再次报送。请去掉它，或换成更正后的文件。`);
    if (!await store.has(digest)) throw new Refused(`附件“${name}”尚未保存完成。请重新上传后提交。`);
  }
  const read = Report.safeParse({ ...report, unit, task, files, nil, ...(reason === undefined ? {} : { reason }) });
  if (read.success) return read.data;
  const where = read.error.issues.map(({ path }) => path.join('.')).join('、');
  throw new Refused(`报送材料有超出限度或写法不对的内容（${where}）。请精简或改正，长文请作为附件提交。`);
}

/** A countersignature settles at once: what says neither yes nor no must not pass for a yes. */
function requireAnswer(form: Form | undefined, report: Report, { unit, task }: OfTask): void {
  if (form !== 'countersign' || report.nil || report.answer !== undefined) return;
  throw new Refused(`会签 ${unit}/${task} 未注明意见。请在文件开头写 answer: 同意（或 有修改意见、不同意）；无意见可用零报告（--nil）。`);
}

function asksOpinion(form: Form | undefined): boolean {
  return form === 'proposal' || form === 'countersign';
}
