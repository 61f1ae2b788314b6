import { createHash, randomUUID } from 'node:crypto';
import type { Draft } from '../../activities/store/drafts.ts';
import type { StoredFile } from '../../activities/store/files.ts';
import { DECLARATIONS, Day, EMPTY_CONTENT, Figure, Link, type Report, ReportContent } from '../../campaign/summary/report.ts';
import type { UnitTask } from '../units.ts';

/** A form as it was typed: every field any number of times. */
export type Fields = Readonly<Record<string, readonly string[]>>;

/** What is wrong or missing, beside the field it is about; `''` is about the whole. */
export interface Remark { readonly field: string; readonly text: string }

/** A form on its way: typed, right or wrong, with the files that were uploaded already. */
export interface ReportForm {
  /** Who sends the same form twice reports once. */
  readonly request: string;
  readonly fields: Fields;
  readonly files: readonly StoredFile[];
  /** When the draft it comes from was kept; absent if there was none. */
  readonly saved?: number;
}

/** What a form says; the content is what could be read of it. */
export interface ReadForm {
  readonly content: ReportContent;
  readonly nil: boolean;
  readonly reason?: string;
  readonly wrong: readonly Remark[];
}

/** The fields of a case. */
export const CASE_FIELDS = ['case.title', 'case.text'] as const;

/** A field's first value, without spaces around it. */
export const one = (fields: Fields, name: string): string => (fields[name]?.[0] ?? '').trim();

/** The form a person goes on with: the draft, else the latest version, else an empty one. */
export function openForm(draft: Draft | undefined, latest: Report | undefined): ReportForm {
  if (draft !== undefined) return draft;
  const request = randomUUID();
  if (latest === undefined) return { request, fields: {}, files: [] };
  return { request, files: latest.files.map(({ charset, ...file }) => ({ ...file, ...(charset === undefined ? {} : { charset }) })), fields: fieldsOf(latest) };
}

function fieldsOf(report: Report): Fields {
  return {
    narrative: [report.narrative], links: [report.links.join('\n')], publishedOn: [report.publishedOn ?? ''],
    ...Object.fromEntries(Object.entries(report.figures).map(([name, number]) => [`figures.${name}`, [String(number)]])),
    'case.title': report.cases.map(({ title }) => title), 'case.text': report.cases.map(({ text }) => text),
    declarations: DECLARATIONS.filter((each) => report.declarations[each]),
    drafter: [report.signoff?.drafter ?? ''], approver: [report.signoff?.approver ?? ''], answer: [report.answer ?? ''],
    documentNumber: [report.documentNumber ?? ''], nil: report.nil ? ['on'] : [], reason: [report.reason ?? ''],
  };
}

/** Reads what was typed. Everything that cannot be meant so is said, all at once; whatever is only missing is for `missingIn`. */
export function readForm({ rule }: Pick<UnitTask, 'rule'>, { fields, files }: ReportForm): ReadForm {
  const wrong: Remark[] = [];
  const nil = one(fields, 'nil') === 'on';
  const [reason, answer, documentNumber] = [one(fields, 'reason'), one(fields, 'answer'), one(fields, 'documentNumber')];
  const signoff = { drafter: one(fields, 'drafter'), approver: one(fields, 'approver') };
  if ((signoff.drafter === '') !== (signoff.approver === '')) wrong.push({ field: 'signoff', text: '拟稿人和审签人请一并填写，或都留空' });
  const publishedOn = one(fields, 'publishedOn').replaceAll('/', '-');
  if (publishedOn !== '' && !Day.safeParse(publishedOn).success) wrong.push({ field: 'publishedOn', text: `“${publishedOn}”不是存在的日期，请写成 2024-09-20` });
  const typed = {
    narrative: (fields['narrative']?.[0] ?? '').replaceAll('\r\n', '\n').trim(), figures: readFigures(rule.evidence.figures ?? [], fields, wrong),
    cases: readCases(fields, wrong), links: readLinks(fields, wrong),
    declarations: Object.fromEntries(DECLARATIONS.map((each) => [each, fields['declarations']?.includes(each) === true])),
    ...(publishedOn === '' || wrong.some(({ field }) => field === 'publishedOn') ? {} : { publishedOn }),
    ...(signoff.drafter === '' || signoff.approver === '' ? {} : { signoff }),
    ...(answer === '' ? {} : { answer }), ...(documentNumber === '' ? {} : { documentNumber }),
  };
  const read = ReportContent.safeParse(typed);
  if (!read.success) wrong.push(...read.error.issues.map((issue) => ({ field: String(issue.path[0]), text: '内容过长或写法不对，请精简；长文请作为附件上传' })));
  if (reason.length > 2000) wrong.push({ field: 'reason', text: '说明不超过 2000 字，请精简' });
  const content = read.success ? read.data : EMPTY_CONTENT;
  if (!nil && isBlank(content) && files.length === 0 && wrong.length === 0) {
    wrong.push({ field: '', text: '还没有填写内容。确无相关情况的，请勾选“零报告”' });
  }
  return { content, nil, ...(reason === '' ? {} : { reason }), wrong };
}

/** Nothing was written. */
export function isBlank({ narrative, figures, cases, links, answer, documentNumber }: ReportContent): boolean {
  return narrative === '' && Object.keys(figures).length === 0 && cases.length === 0 && links.length === 0 && answer === undefined && documentNumber === undefined;
}

/** Full-width digits, thousands' commas and spaces are what people type. */
function readFigures(names: readonly string[], fields: Fields, wrong: Remark[]): Record<string, number> {
  return Object.fromEntries(names.flatMap((name) => {
    const text = one(fields, `figures.${name}`).normalize('NFKC').replaceAll(/[,，\s]/g, '');
    if (text === '') return [];
    const number = /^\d{1,15}(\.\d{1,6})?$/.test(text) ? Figure.safeParse(Number(text)).data : undefined;
    if (number !== undefined) return [[name, number] as const];
    wrong.push({ field: `figures.${name}`, text: '请只填阿拉伯数字，不写单位和“约”；没有请填 0' });
    return [];
  }));
}

function readCases(fields: Fields, wrong: Remark[]): { title: string; text: string }[] {
  const [titles = [], texts = []] = CASE_FIELDS.map((name) => fields[name]);
  return texts.flatMap((given, index) => {
    const [title, text] = [(titles[index] ?? '').trim(), given.replaceAll('\r\n', '\n').trim()];
    if (title === '' && text === '') return [];
    if (title !== '') return [{ title, text }];
    wrong.push({ field: 'cases', text: `第 ${String(index + 1)} 个案例没有标题，请补上` });
    return [];
  });
}

function readLinks(fields: Fields, wrong: Remark[]): string[] {
  const lines = (fields['links']?.[0] ?? '').split(/\s+/).filter((line) => line !== '');
  const bad = lines.filter((line) => !Link.safeParse(line).success);
  if (bad.length > 0) wrong.push({ field: 'links', text: `${bad.slice(0, 3).map((line) => `“${line.slice(0, 80)}”`).join('、')}不是网址，请写以 https:// 或 http:// 开头的完整网址，每行一个` });
  return lines.filter((line) => !bad.includes(line));
}

/** The id of the request: the same form with the same content is one report, whoever clicks twice; a changed one is another. */
export function requestId({ request, files }: ReportForm, { content, nil, reason = '' }: ReadForm): string {
  const said = JSON.stringify([request, content, nil, reason, files.map(({ digest, name }) => [digest, name])]);
  return `portal-${createHash('sha256').update(said).digest('hex').slice(0, 32)}`;
}
