import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../activities/temporary.ts';
import { LADDERS, OFFICE } from '../campaign/definition/common.ts';

/** Two participants, one of them with a city, and the least that a campaign needs. Everything lies in 2024. */
export const twoParticipants = `id: two-2024
title: 两家单位的质量月
theme: 试一试
phases: { planning: 2024-07-01, activities: 2024-09-02, summarisation: 2024-10-08, close: 2024-11-01, archive: 2024-11-29 }
${OFFICE}
${LADDERS}
  own:    { reminders: [T-1], overdue: [T+1], escalation: [] }
tasks:
  - { id: countersign, title: 会签, form: countersign, for: departments, assign: 2024-07-15, due: 2024-07-24, source: inferred }
  - { id: notice, title: 印发通知, form: confirm, for: organiser, settledBy: issueNotice, assign: 2024-07-15, due: 2024-07-26 }
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5, declarations: [noFees] }
participants:
  - { id: mot, name: 交通运输部, kind: department, relation: peer, contacts: [{ mail: mot@departments.test }] }
  - { id: sd, name: 山东省, kind: region, relation: guided, contacts: [{ mail: sd@regions.test }],
      superior: { title: 分管局领导, mail: sd-leader@regions.test }, units: [{ id: sd.jinan, name: 济南市, contacts: [{ mail: jinan@regions.test }] }] }
actions: []
`;

/** A file with a definition, in a folder that is removed after the test. */
export async function definitionFile(text: string): Promise<string> {
  const path = join(await temporaryFolder(), 'campaign.yaml');
  await writeFile(path, text);
  return path;
}
