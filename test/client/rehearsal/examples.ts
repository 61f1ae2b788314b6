import { readFileSync } from 'node:fs';
import { officialYear } from '../../../campaign/definition/calendarData.ts';
import { checkDefinition } from '../../../campaign/definition/check.ts';
import type { Compiled } from '../../../campaign/definition/compile/compile.ts';
import { edited } from '../../campaign/definition/example.ts';

/** A definition with every relation, an organiser's task of its own, and subordinate units. */
export const small = edited(
  ['tasks:\n', `tasks:
  - { id: posters, title: 海报发布, form: confirm, for: organiser, assign: 2024-07-29, due: 2024-08-23 }
  - { id: contact, title: 联络员确认, form: confirm, for: all, assign: 2024-07-29, due: 2024-08-02,
      ladder: { reminders: [T-1], overdue: [], escalation: [{ at: T+2, level: blue, to: office }] } }
  - { id: national-summary, title: 全国总结, form: confirm, for: organiser, settledBy: approveSummary, assign: 2024-11-04, due: 2024-11-08 }
`],
  ['participants:\n', `participants:
  - { id: samr, name: 市场监管总局, kind: department, relation: own, contacts: [{ mail: samr@departments.test }],
      superior: { title: 分管总局领导, mail: samr-leader@departments.test },
      units: [{ id: samr.quality, name: 质量发展局, contacts: [{ mail: quality@departments.test }] }] }
  - { id: moe, name: 教育部, kind: department, relation: peer, contacts: [{ mail: moe@departments.test }] }
  - { id: bj, name: 北京市, kind: region, relation: guided, contacts: [{ mail: bj@regions.test }], superior: { title: 分管局领导, mail: bj-leader@regions.test } }
  - { id: tj, name: 天津市, kind: region, relation: guided, contacts: [{ mail: tj@regions.test }], superior: { title: 分管局领导, mail: tj-leader@regions.test } }
`],
);

export function compiled(text: string): Compiled {
  const checked = checkDefinition([{ name: 'campaign.yaml', text }], officialYear);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems, undefined, 2));
  return checked.compiled;
}

const folder = new URL('../../../config/campaigns/quality-month-2024/', import.meta.url);

/** The definition of the real campaign of 2024. */
export const files2024 = ['campaign.yaml', 'participants.yaml', 'actions.yaml'].map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

/** The real campaign of 2024, with its 59 participants. */
export function campaign2024(): Compiled {
  const checked = checkDefinition(files2024, officialYear);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems, undefined, 2));
  return checked.compiled;
}
