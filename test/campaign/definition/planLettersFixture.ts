import { checkDefinition } from '../../../campaign/definition/check.ts';
import type { OfficialCalendar } from '../../../campaign/definition/compile/calendar.ts';
import type { Compiled } from '../../../campaign/definition/compile/compile.ts';
import { type PlannedLetter, planLetters } from '../../../campaign/definition/planLetters.ts';
import type { LinePlan } from '../../../campaign/line/plan.ts';
import type { Problem } from '../../../campaign/definition/problem.ts';

/** The official calendar of 2024 as the State Council announced it; no other year is known. */
export const official: OfficialCalendar = (year) => (year !== 2024 ? undefined : {
  holidays: new Set(['2024-01-01', '2024-09-16', '2024-09-17', '2024-10-01', '2024-10-02', '2024-10-03', '2024-10-04', '2024-10-07']),
  makeUpDays: new Set(['2024-09-14', '2024-09-29', '2024-10-12']),
});

const BASE = {
  id: 'quality-month-2024', title: '2024年全国“质量月”活动', theme: '加强质量支撑 共建质量强国',
  phases: { planning: '2024-07-01', activities: '2024-09-02', summarisation: '2024-10-08', close: '2024-11-01', archive: '2024-11-29' },
  sending: { at: '09:00', until: '17:30', digest: '10:00' },
  organiser: { office: '质量发展局', mail: 'office@samr.test', phone: '010-0000', head: { title: '局领导', mail: 'head@samr.test' } },
  budget: { perTask: 3, perWeek: 3 }, acknowledge: { within: 5 }, review: { within: 5 },
  ladders: {
    peer: { reminders: ['T-5', 'T-1'], overdue: ['T+2'], escalation: [{ at: 'T+3', level: 'yellow', to: 'office' }, { at: 'T+5', level: 'red', to: 'head' }] },
    guided: { reminders: ['T-5', 'T-1'], overdue: ['T+2'], escalation: [{ at: 'T+3', level: 'yellow', to: 'office' }, { at: 'T+5', level: 'red', to: 'superior', release: true }] },
    own: { reminders: ['T-5', 'T-1'], overdue: ['T+1'], escalation: [{ at: 'T+2', level: 'blue', to: 'superior' }, { at: 'T+5', level: 'red', to: 'head' }] },
  },
  clauses: [{ id: '3.5', title: '推动重点领域质量提升' }],
  kinds: { enforcement: { evidence: { figures: ['案件数'], cases: 0 } }, publication: { evidence: { links: 1 } } },
  participants: [
    { id: 'mot', name: '交通运输部', kind: 'department', relation: 'peer', contacts: [{ mail: 'mot@departments.test' }] },
    {
      id: 'sd', name: '山东省', kind: 'region', relation: 'guided', contacts: [{ mail: 'sd@regions.test' }],
      superior: { title: '分管局领导', mail: 'sd-leader@regions.test' },
      units: [
        { id: 'sd.jinan', name: '济南市', contacts: [{ mail: 'jinan@regions.test' }] },
        { id: 'sd.qingdao', name: '青岛市', contacts: [{ mail: 'qingdao@regions.test' }] },
      ],
    },
  ],
  actions: [],
};

type Part = Record<string, unknown>;

/** One peer department, one province with two cities; `parts` are laid over it, `tasks` are its tasks. JSON is YAML. */
function textOf(tasks: readonly Part[], parts: Part): string {
  return JSON.stringify({ ...BASE, tasks, ...parts });
}

export function problemsOf(tasks: readonly Part[], parts: Part = {}): readonly Problem[] {
  return checkDefinition([{ name: 'campaign.yaml', text: textOf(tasks, parts) }], official).problems;
}

/** The plan of a sound definition; throws with its problems if it is not. */
export function compiled(tasks: readonly Part[], parts: Part = {}): Compiled {
  const checked = checkDefinition([{ name: 'campaign.yaml', text: textOf(tasks, parts) }], official);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems.map(({ path, message }) => `${path}: ${message}`), null, 1));
  return checked.compiled;
}

export function lettersOf(tasks: readonly Part[], parts: Part = {}): PlannedLetter[] {
  const { plan, roster } = compiled(tasks, parts);
  return planLetters(plan, roster);
}

export function lineNamed({ plan }: Compiled, id: string): LinePlan {
  const line = plan.lines.find((each) => each.line === id);
  if (line === undefined) throw new Error(`no line ${id}`);
  return line;
}

/** `sd.jinan/summary 2024-10-12 17:00`, in the order of the plan. */
export function duesOf(made: Compiled): string[] {
  return made.plan.lines.flatMap(({ tasks }) => tasks.map(({ unit, task, due }) => `${unit}/${task} ${due.slice(0, 16).replace('T', ' ')}`));
}

export { BASE };
