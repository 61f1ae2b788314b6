import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import { keyOf } from '../../../campaign/line/plan.ts';
import type { Day, Instant } from '../../../campaign/time/instant.ts';
import type { Act } from '../script/act.ts';
import type { Behaviour, Casting } from '../script/casting.ts';
import type { Revision } from './amendments.ts';

/** Mail server or worker is away; nominal instants. */
export interface Outage {
  readonly who: 'mail' | 'worker';
  readonly from: Instant;
  readonly until: Instant;
}

/** What is known of a bad month before anybody acts in it. */
export interface Month {
  /** The last plan: what an amendment removed is in it too. */
  readonly plan: CampaignPlan;
  readonly revisions: readonly Revision[];
  readonly outages: readonly Outage[];
  /** Working days from the activities' beginning to the close on which nothing is away. */
  readonly quiet: readonly Day[];
  readonly seed: number;
}

/** One thing that goes wrong in a bad month; pure, from plan and seed. It does as many of these as it needs. */
export interface Trouble {
  /** For people. */
  readonly name: string;
  /** Who behaves otherwise than was dealt: by the key of the task. */
  readonly parts?: (month: Month, casting: Casting) => ReadonlyMap<string, Behaviour>;
  /** Whether a script has it. */
  readonly happened: (acts: readonly Act[], month: Month) => boolean;
  /** What people do then instead of all these acts. */
  readonly direct?: (month: Month, casting: Casting, acts: readonly Act[]) => readonly Act[];
}

/** The casting after all troubles; later ones win. Units that say nothing at all any more are silent. */
export function recast(month: Month, dealt: Casting, troubles: readonly Trouble[]): Casting {
  return troubles.reduce((casting, { parts }) => {
    if (parts === undefined) return casting;
    const behaviours = new Map([...casting.behaviours, ...parts(month, casting)]);
    const below = month.plan.lines.flatMap(({ line, tasks }) => tasks.filter(({ unit }) => unit !== line));
    const isSilent = (unit: string): boolean => below.every((task) => task.unit !== unit || behaviours.get(keyOf(task)) === 'never');
    return { ...casting, behaviours, silent: [...new Set([...casting.silent, ...below.map(({ unit }) => unit).filter(isSilent)])] };
  }, dealt);
}
