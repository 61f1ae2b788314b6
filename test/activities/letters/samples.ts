import type { CampaignPlan, Roster } from '../../../campaign/definition/plan.ts';
import type { ItemKind, Letter, LetterItem, LetterKind, Relation, Role } from '../../../campaign/line/letter.ts';
import type { Ladder, LinePlan, RulePlan } from '../../../campaign/line/plan.ts';
import { day, instant } from '../../../campaign/time/instant.ts';
import { resolveWorkingDays } from '../../../campaign/time/workingDays.ts';
import type { LetterInput } from '../../../activities/letters/input.ts';

const holidays = ['2024-09-16', '2024-09-17', '2024-10-01', '2024-10-02', '2024-10-03', '2024-10-04', '2024-10-07'];
const calendar = resolveWorkingDays(day('2024-07-01'), day('2024-12-31'), new Set(holidays), new Set(['2024-09-14', '2024-09-29', '2024-10-12']));
const sending = { at: '09:00', until: '17:30', digest: '10:00' };
const ladder: Ladder = { reminders: [-5, -1], overdue: [2], escalation: [] };

const SUMMARY: RulePlan = {
  title: '活动总结', form: 'report', source: 'stated', ladder, acknowledge: 5, review: 5,
  evidence: { narrative: 0, cases: 0, photos: 0, videos: 0 }, declarations: ['voluntary', 'noFees', 'frugal', 'secrecyReviewed'],
};
const REPORT: RulePlan = {
  title: '重点活动情况', form: 'report', source: 'inferred', ladder, acknowledge: 5, review: 5,
  evidence: { narrative: 0, figures: ['检查家次', '案件数'], cases: 0 }, declarations: ['noFees'], action: '5.5', clause: '3.5',
};
const COUNTERSIGN: RulePlan = { ...REPORT, title: '“质量月”活动通知会签', form: 'countersign', evidence: {}, declarations: [] };

/** A line whose first unit is the participant, with as many units below it as asked. */
function sampleLine(line: string, name: string, relation: Relation, below: readonly string[] = []): LinePlan {
  const units = [{ id: line, name }, ...below.map((own, index) => ({ id: `${line}.u${String(index + 1)}`, name: own }))];
  return {
    rulesVersion: 1, campaign: 'quality-month-2024', title: '2024年全国“质量月”活动', line, name, relation, revision: 1, calendar, sending,
    close: instant('2024-11-01T09:00:00+08:00'), perTask: 3, units,
    rules: { 'summary': SUMMARY, 'action-report.5.5': REPORT, 'countersign': COUNTERSIGN },
    tasks: units.flatMap(({ id }) => [
      { unit: id, task: 'summary', rule: 'summary', assign: instant('2024-09-23T09:00:00+08:00'), due: instant('2024-10-18T17:00:00+08:00') },
      { unit: id, task: 'action-report.5.5', rule: 'action-report.5.5', assign: instant('2024-09-02T09:00:00+08:00'), due: instant('2024-10-12T17:30:00+08:00') },
      { unit: id, task: 'countersign', rule: 'countersign', assign: instant('2024-07-15T09:00:00+08:00'), due: instant('2024-07-24T17:30:00+08:00') },
    ]),
  };
}

const cities = Array.from({ length: 199 }, (_, index) => `第${String(index + 1)}市市场监管局`);
const lines = [
  sampleLine('samr', '市场监管总局', 'own', ['产品质量安全监督管理司']),
  sampleLine('mot', '交通运输部', 'peer', ['长江航务管理局', '海事局']),
  sampleLine('mwr', '水利部', 'peer'),
  sampleLine('sd', '山东省', 'guided', ['济南市市场监管局', '青岛市市场监管局']),
  sampleLine('big', '广东省', 'guided', cities),
  sampleLine('organiser', '质量发展局', 'own'),
];

export const campaign: CampaignPlan = {
  rulesVersion: 1, campaign: 'quality-month-2024', title: '2024年全国“质量月”活动', theme: '加强质量支撑 共建质量强国', revision: 1, calendar, sending,
  phases: [{ name: 'planning', at: instant('2024-07-01T09:00:00+08:00') }], office: '质量发展局', clauses: [{ id: '3.5', title: '推动重点领域质量提升' }],
  actions: [{ id: '5.5', title: '重大水利工程建设质量提升行动', clause: '3.5', kind: 'enforcement', lead: 'mwr', co: [], partners: [], source: 'inferred' }],
  participants: [
    { id: 'samr', name: '市场监管总局', fullName: '国家市场监督管理总局', kind: 'department', relation: 'own' },
    { id: 'mot', name: '交通运输部', fullName: '交通运输部', kind: 'department', relation: 'peer' },
    { id: 'mwr', name: '水利部', fullName: '水利部', kind: 'department', relation: 'peer' },
    { id: 'sd', name: '山东省', fullName: '山东省市场监督管理局', kind: 'region', relation: 'guided' },
    { id: 'big', name: '广东省', fullName: '广东省市场监督管理局', kind: 'region', relation: 'guided' },
  ],
  lines,
};

export const roster: Roster = {
  contacts: {
    ...Object.fromEntries(lines.flatMap((line) => line.units.map((unit) => [unit.id, [{ role: '联络员', mail: `${unit.id}@units.test`, phone: '010-0001' }]]))),
    mot: [{ role: '联络员', mail: 'mot@departments.test', phone: '010-0012' }, { mail: 'mot2@departments.test' }, { mail: 'mot3@departments.test' }],
    mwr: [{ mail: 'mwr@departments.test' }],
  },
  superiors: { sd: { title: '分管局领导', mail: 'sd-leader@regions.test' }, samr: { title: '分管总局领导', mail: 'samr-leader@departments.test' } },
  office: { name: '质量发展局', mail: 'office@samr.test', phone: '010-0000' }, head: { title: '局领导', mail: 'head@samr.test' },
};

/** An item about a unit's summary, unless said otherwise. */
export function item(kind: ItemKind, more: Partial<LetterItem> = {}): LetterItem {
  return { unit: 'mot', task: 'summary', round: 0, slot: 'T-5', kind, due: instant('2024-10-18T17:00:00+08:00'), seen: 0, ...more };
}

/** What to write a letter from. */
export function input(kind: LetterKind, items: readonly LetterItem[], more: Partial<LetterInput> & { readonly unit?: string; readonly role?: Role; readonly as?: Role } = {}): LetterInput {
  const { unit = 'mot', role = 'contact', as = role, ...rest } = more;
  const at = instant('2024-10-12T09:00:00+08:00');
  const letter: Letter = { unit, role, as, at, kind, items };
  return {
    letter, items, plan: lines.find((line) => line.units.some(({ id }) => id === unit)), campaign, roster, texts: {},
    asOf: '2024-10-12T01:00:00.000Z', now: at, rehearsal: false, ...rest,
  };
}
