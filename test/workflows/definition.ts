import type { SourceFile } from '../../campaign/definition/sources.ts';
import { checkDefinition } from '../../campaign/definition/check.ts';
import { officialYear } from '../../campaign/definition/calendarData.ts';
import type { Compiled } from '../../campaign/definition/compile/compile.ts';
import { LADDERS, OFFICE, OWN } from '../campaign/definition/common.ts';

/** A definition and what it compiles to. */
export interface Defined {
  readonly files: readonly SourceFile[];
  readonly compiled: Compiled;
}

/** A peer, a region with one city and a superior, and a department of our own; one summary, and the organiser's notice. */
export const PARTICIPANTS = `
  - { id: mot, name: 交通运输部, kind: department, relation: peer, contacts: [{ role: 联络员, mail: mot@departments.test, phone: "010-0001" }] }
  - { id: sd, name: 山东省, fullName: 山东省市场监督管理局, kind: region, relation: guided, contacts: [{ mail: sd@regions.test }],
      superior: { title: 分管局领导, mail: sd-leader@regions.test }, units: [{ id: sd.jinan, name: 济南市市场监管局, contacts: [{ mail: jinan@regions.test }] }] }
  - { id: samr, name: 执法稽查局, kind: department, relation: own, contacts: [{ mail: zf@samr.test }],
      superior: { title: 分管司领导, mail: zf-leader@samr.test } }`;

/** The same without anybody subordinate: four letters at a moment less. */
export const PEERS = `
  - { id: mot, name: 交通运输部, kind: department, relation: peer, contacts: [{ mail: mot@departments.test }] }
  - { id: mwr, name: 水利部, kind: department, relation: peer, contacts: [{ mail: mwr@departments.test }] }`;

export const TASKS = `
  - { id: notice, title: 印发通知, form: confirm, for: organiser, settledBy: issueNotice, assign: 2024-09-03, due: 2024-09-11 }
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5 }`;

/** Nothing of the organiser's own: only the participants get letters. */
export const SUMMARY = `
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5 }`;

export interface Shape {
  readonly participants?: string;
  readonly tasks?: string;
  readonly theme?: string;
}

/** A campaign of two months with few participants. */
export function definition(id: string, { participants = PARTICIPANTS, tasks = TASKS, theme = '加强质量支撑 共建质量强国' }: Shape = {}): Defined {
  const text = `id: ${id}
title: 2024年全国“质量月”活动
theme: ${theme}
phases: { planning: 2024-09-02, activities: 2024-09-09, summarisation: 2024-10-08, close: 2024-11-01, archive: 2024-11-08 }
${OFFICE}
${LADDERS}
${OWN}
clauses:
  - { id: "2.1", title: 扎实推进《纲要》贯彻落实 }
kinds: {}
tasks:${tasks}
participants:${participants}
actions: []
`;
  const files = [{ name: 'campaign.yaml', text }];
  const checked = checkDefinition(files, officialYear);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems, null, 2));
  return { files, compiled: checked.compiled };
}
