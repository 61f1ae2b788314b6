import { expect } from 'vitest';
import { parseDefinition } from '../../../campaign/definition/parse.ts';
import type { Problem } from '../../../campaign/definition/problem.ts';
import { LADDERS, OFFICE, OWN } from './common.ts';

/** A small definition with everything in it; the tests change one thing at a time. */
export const example = `id: quality-month-2024
title: 2024年全国“质量月”活动
theme: 加强质量支撑 共建质量强国
phases: { planning: 2024-07-01, activities: 2024-09-02, summarisation: 2024-10-08, close: 2024-11-01, archive: 2024-11-29 }
calendar: { workingDays: [], holidays: [] }
${OFFICE}
${LADDERS}
${OWN}
clauses:
  - { id: "2.1", title: 扎实推进《纲要》贯彻落实 }
  - { id: "3.5", title: 推动重点领域质量提升 }
kinds:
  enforcement: { evidence: { figures: [检查家次, 案件数], cases: 0 } }
  publication: { evidence: { links: 1, publishedOn: required, files: 0 } }
tasks:
  - { id: countersign, title: 会签, form: countersign, for: departments, assign: 2024-07-15, due: 2024-07-24, source: inferred }
  - { id: notice, title: 印发通知, form: confirm, for: organiser, settledBy: issueNotice, assign: 2024-07-15, due: 2024-07-26 }
  - { id: action-report, title: 重点活动情况, each: action, for: leads, assign: 2024-09-02, due: { afterEvent: 5, latest: 2024-10-18 }, source: inferred }
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5,
      evidence: { narrative: 0, cases: 0, photos: 0, videos: 0 }, declarations: [voluntary, noFees, frugal, secrecyReviewed] }
participants:
  - { id: mot, name: 交通运输部, kind: department, relation: peer, contacts: [{ role: 联络员, mail: mot@departments.test, phone: "010-0001" }] }
  - { id: mwr, name: 水利部, kind: department, relation: peer, contacts: [{ mail: mwr@departments.test }] }
  - { id: sd, name: 山东省, fullName: 山东省市场监督管理局, kind: region, relation: guided, contacts: [{ mail: sd@regions.test }],
      superior: { title: 分管局领导, mail: sd-leader@regions.test }, units: [{ id: sd.jinan, name: 济南市市场监管局, contacts: [{ mail: jinan@regions.test }] }] }
actions:
  - { id: "5.5", clause: "3.5", title: 重大水利工程建设质量提升行动, kind: enforcement, lead: mwr, co: [], partners: [], eventOn: 2024-09-20, source: inferred }
`;

/** The same in the three files of a campaign's folder. */
export const exampleFiles = [
  { name: 'actions.yaml', text: example.slice(example.indexOf("actions:\n")) },
  { name: 'campaign.yaml', text: example.slice(0, example.indexOf("participants:\n")) },
  { name: 'participants.yaml', text: example.slice(example.indexOf("participants:\n"), example.indexOf("actions:\n")) },
];

/** The example with texts replaced, each at its first place; it must be there. */
export function edited(...changes: (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the example does not contain ${from}`);
    return text.replace(from, () => to);
  }, example);
}

export function problemsOf(text: string): readonly Problem[] {
  return parseDefinition([{ name: 'campaign.yaml', text }]).problems;
}

/** Line and column of the first place of `needle` after `after`, counted by hand and not by the YAML package. */
export function placeOf(text: string, needle: string, after = ''): { line: number; column: number } {
  const offset = text.indexOf(needle, text.indexOf(after) + after.length);
  if (offset < 0) throw new Error(`the text does not contain ${needle}`);
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** The text has exactly this one mistake, at the first place of `at` (after `after`). */
export function expectOne(text: string, place: { at: string; after?: string }, problem: Partial<Problem>): void {
  expect(problemsOf(text)).toEqual([expect.objectContaining({ file: 'campaign.yaml', ...placeOf(text, place.at, place.after), ...problem })]);
}
