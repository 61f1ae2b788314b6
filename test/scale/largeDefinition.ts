import type { SourceFile } from '../../campaign/definition/sources.ts';
import { LADDERS, OFFICE, OWN } from '../campaign/definition/common.ts';

export interface Size {
  readonly participants: number;
  /** Subordinate units of each participant. */
  readonly units: number;
}

/** A definition of the largest size we promise, like 2024's in everything else: tests and measurements use it. */
export function largeDefinition({ participants, units }: Size, id = 'large-campaign'): SourceFile[] {
  return [
    { name: 'campaign.yaml', text: rules(id) },
    { name: 'participants.yaml', text: `participants:\n${Array.from({ length: participants }, (_, n) => participant(n, units)).join('')}` },
    { name: 'actions.yaml', text: `actions:\n${Array.from({ length: Math.ceil(participants / 10) }, (_, n) => action(n)).join('')}` },
  ];
}

const RELATIONS = ['peer', 'guided', 'own'] as const;

function participant(n: number, units: number): string {
  const id = `p${String(n)}`;
  const relation = RELATIONS[n % 3] ?? 'peer';
  const superior = relation === 'peer' ? '' : `, superior: { title: 分管局领导, mail: ${id}-leader@regions.test }`;
  return `
  - { id: ${id}, name: 某某地区第${String(n)}, fullName: 某某地区第${String(n)}市场监督管理局, kind: ${relation === 'guided' ? 'region' : 'department'}, relation: ${relation},
      contacts: [{ role: 联络员, mail: ${id}@regions.test, phone: "010-${String(10_000_000 + n)}" }]${superior},
      units: [${Array.from({ length: units }, (_, unit) => `
        { id: ${id}.u${String(unit)}, name: 某某市第${String(n)}之${String(unit)}市场监督管理局, contacts: [{ mail: u${String(unit)}.${id}@units.test, phone: "0531-${String(unit)}" }] }`).join(',')}] }`;
}

function action(n: number): string {
  return `
  - { id: "5.${String(n)}", clause: "3.5", title: 第${String(n)}项质量提升行动, kind: enforcement, lead: p${String(n * 10)}, co: [], partners: [], source: inferred }`;
}

function rules(id: string): string {
  return `id: ${id}
title: 2024年全国“质量月”活动
theme: 加强质量支撑 共建质量强国
phases: { planning: 2024-07-01, activities: 2024-09-02, summarisation: 2024-10-08, close: 2024-11-01, archive: 2024-11-29 }
${OFFICE}
${LADDERS}
${OWN}
clauses:
  - { id: "3.5", title: 推动重点领域质量提升 }
kinds:
  enforcement: { evidence: { figures: [检查家次, 案件数], cases: 0 } }
tasks:
  - { id: countersign, title: 会签, form: countersign, for: departments, assign: 2024-07-15, due: 2024-07-24, source: inferred }
  - { id: notice, title: 印发通知, form: confirm, for: organiser, settledBy: issueNotice, assign: 2024-07-15, due: 2024-07-26 }
  - { id: action-report, title: 重点活动情况, each: action, for: leads, assign: 2024-09-02, due: 2024-10-10, source: inferred }
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5,
      evidence: { narrative: 0, cases: 0, photos: 0, videos: 0 }, declarations: [voluntary, noFees, frugal, secrecyReviewed] }
`;
}
