import { setTimeout as pause } from 'node:timers/promises';
import { KIND_NAMES, isLetterKind } from '../../../campaign/definition/letterNames.ts';
import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import { GRAVITY } from '../../../campaign/line/letter.ts';
import { ORGANISER, keyOf, ruleOf } from '../../../campaign/line/plan.ts';
import { type Timeline, nominalAt, realAt } from '../../../campaign/time/timeline.ts';
import type { CampaignStatus } from '../../../workflows/contract.ts';
import { deedText, phasesOf } from '../display/words.ts';
import type { Model, Tally } from '../display/model.ts';
import type { Act } from '../script/act.ts';
import type { SimulatedLine } from '../simulate.ts';
import type { Post } from './post.ts';

const SHOWN = 12;

/** What the display shows, gathered as it comes: one status query twice a second, the letters, the actors. */
interface Watch {
  model(): Model;
  done(act: Act): void;
  say(note: string | undefined): void;
  readonly nameOf: (unit: string) => string;
  readonly titleOf: (unit: string, task: string) => string;
}

interface Watched {
  readonly plan: CampaignPlan;
  readonly title: string;
  readonly timeline: Timeline;
  readonly totalMs: number;
  readonly simulated: readonly SimulatedLine[];
  readonly post: Post;
  readonly status: () => Promise<CampaignStatus>;
  readonly signal: AbortSignal;
}

export function openWatch({ plan, title, timeline, totalMs, simulated, post, status, signal }: Watched): Watch {
  const started = Date.now();
  const names = namesOf(plan);
  const titles = new Map(plan.lines.flatMap((line) => line.tasks.map((task) => [keyOf(task), ruleOf(line, task).title.split('：')[0] ?? ''])));
  const titleOf = (unit: string, task: string): string => titles.get(keyOf({ unit, task })) ?? task;
  const ahead = lettersAhead(simulated);
  const events: Model['events'][number][] = [];
  let known: CampaignStatus | undefined;
  let note: string | undefined;
  const look = async (every: number, job: () => Promise<void>): Promise<void> => {
    while (!signal.aborted) {
      await job().catch(() => undefined); // the next look may succeed; the display is no judge of the run
      await pause(every, undefined, { signal }).catch(() => undefined);
    }
  };
  void look(500, async () => { known = await status(); });
  void look(250, () => post.refresh());
  const phases = phasesOf(plan.phases.map(({ name, at }) => ({ name, part: Math.max(0, realAt(timeline, at) - started) / totalMs })));
  return {
    nameOf: (unit) => names.get(unit) ?? unit, titleOf,
    done: (act) => {
      const who = 'unit' in act.deed ? names.get(act.deed.unit) ?? act.deed.unit : plan.office;
      events.unshift({ at: act.at, who, what: deedText(act, titleOf) });
      events.splice(SHOWN);
    },
    say: (line) => { note = line; },
    model: () => {
      const now = nominalAt(timeline, Date.now());
      const letters = post.letters();
      return {
        title, now, elapsedMs: Date.now() - started, totalMs, phases, calendar: plan.calendar,
        letters: {
          sent: letters.length,
          latest: letters.slice(-SHOWN).reverse().map(({ at, unit, role, kind }) => ({ at, to: nameOf(plan, names, unit, role), kind: isLetterKind(kind) ? KIND_NAMES[kind] : kind })),
        },
        reports: talliesOf(plan, known), events, overdue: overdueOf(known), next: ahead.find(({ at }) => at > now), note,
      };
    },
  };
}

function namesOf(plan: CampaignPlan): Map<string, string> {
  return new Map(plan.lines.flatMap((line) => line.units.map(({ id, name }) => [id, name])));
}

function nameOf(plan: CampaignPlan, names: ReadonlyMap<string, string>, unit: string, role: string): string {
  if (role === 'head') return `${plan.office}（局领导）`;
  if (unit === ORGANISER) return plan.office;
  return names.get(unit) ?? unit;
}

function talliesOf({ participants }: CampaignPlan, status: CampaignStatus | undefined): Tally[] {
  return [{ kind: 'department', name: '部门' } as const, { kind: 'region', name: '地区' } as const].flatMap(({ kind, name }) => {
    const ids = new Set(participants.filter((one) => one.kind === kind).map(({ id }) => id));
    const lines = (status?.lines ?? []).filter(({ line }) => ids.has(line));
    const sum = (pick: (line: CampaignStatus['lines'][number]) => number): number => lines.reduce((total, line) => total + pick(line), 0);
    if (ids.size === 0) return [];
    return [{
      name, due: sum(({ figures }) => figures.due), onTime: sum(({ figures }) => figures.onTime),
      late: sum(({ figures }) => figures.late), exempt: sum(({ figures }) => figures.exempt),
    }];
  });
}

function overdueOf(status: CampaignStatus | undefined): Model['overdue'] {
  const gravity = (level: Model['overdue'][number]['level']): number => (level === null ? 0 : GRAVITY[level]);
  return (status?.lines ?? []).filter(({ overdue, closed }) => overdue > 0 && !closed)
    .map(({ name, overdue, level }) => ({ name, count: overdue, level }))
    .sort((a, b) => gravity(b.level) - gravity(a.level));
}

/** The moments at which letters will leave, by the rules alone. */
function lettersAhead(simulated: readonly SimulatedLine[]): { at: ReturnType<typeof nominalAt>; letters: number }[] {
  const sent = simulated.flatMap(({ facts }) => facts.filter((fact) => fact.fact === 'letterSent'
    && fact.steps.some(({ kind }) => kind === 'assign' || kind === 'remind' || kind === 'overdue' || kind === 'escalate')));
  return [...Map.groupBy(sent, ({ at }) => at)].map(([at, all]) => ({ at, letters: all.length })).sort((a, b) => (a.at < b.at ? -1 : 1));
}
