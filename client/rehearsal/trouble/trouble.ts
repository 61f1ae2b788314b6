import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import type { Instant } from '../../../campaign/time/instant.ts';
import type { Act } from '../script/act.ts';
import type { Behaviour, Casting } from '../script/casting.ts';

/** Mail server or worker is away; nominal instants. */
export interface Outage {
  readonly who: 'mail' | 'worker';
  readonly from: Instant;
  readonly until: Instant;
}

/** One thing that goes wrong in a bad month; pure, from plan and seed. It does as many of these as it needs. */
export interface Trouble {
  /** For people. */
  readonly name: string;
  /** Who behaves otherwise than was dealt: by the key of the task. */
  readonly parts?: (plan: CampaignPlan, casting: Casting, seed: number) => ReadonlyMap<string, Behaviour>;
  /** What people do besides. */
  readonly acts?: (plan: CampaignPlan, casting: Casting, seed: number) => readonly Act[];
  /** What is away, and when; `others` are away already. Undefined where the calendar has no room. */
  readonly away?: (plan: CampaignPlan, others: readonly Outage[]) => Outage | undefined;
}

/** The casting after all troubles; later ones win. Units that say nothing at all any more are silent. */
export function recast(plan: CampaignPlan, dealt: Casting, troubles: readonly Trouble[], seed: number): Casting {
  return troubles.reduce((casting, { parts }) => {
    if (parts === undefined) return casting;
    const behaviours = new Map([...casting.behaviours, ...parts(plan, casting, seed)]);
    const below = plan.lines.flatMap(({ line, tasks }) => tasks.filter(({ unit }) => unit !== line));
    const isSilent = (unit: string): boolean => below.every((task) => task.unit !== unit || behaviours.get(`${task.unit}/${task.task}`) === 'never');
    return { ...casting, behaviours, silent: [...new Set([...casting.silent, ...below.map(({ unit }) => unit).filter(isSilent)])] };
  }, dealt);
}

/** Everything that is away, one after the other. */
export function outagesOf(plan: CampaignPlan, troubles: readonly Trouble[]): Outage[] {
  return troubles.reduce<Outage[]>((found, { away }) => {
    const outage = away?.(plan, found);
    return outage === undefined ? found : [...found, outage];
  }, []).sort((a, b) => (a.from < b.from ? -1 : 1));
}
