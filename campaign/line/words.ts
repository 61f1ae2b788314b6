import type { Instant } from '../time/instant.ts';
import { type LinePlan, keyOf } from './plan.ts';
import type { LineState } from './state.ts';

/** What is known of one unit besides its tasks. */
export interface UnitWord {
  readonly unit: string;
  /** It has said something since the last thing was assigned to it. */
  readonly acknowledged: boolean;
  readonly lastWord?: Instant;
  /** Its address refuses mail. */
  readonly refusing?: true;
  /** The card of its contact if that was delegated: digest in the store. */
  readonly contact?: string;
}

/** Who has said something, of all units that are asked for anything. */
export function wordsOf(plan: LinePlan, state: LineState, now: Instant): UnitWord[] {
  const tasks = Map.groupBy(plan.tasks.filter((task) => state.tasks[keyOf(task)]?.removed !== true), ({ unit }) => unit);
  return plan.units.filter(({ removed }) => removed !== true).map(({ id }): UnitWord => {
    const { acknowledged: lastWord, refusing, contact } = state.units[id] ?? {};
    return {
      unit: id,
      acknowledged: lastWord !== undefined && (tasks.get(id) ?? []).every(({ assign }) => assign > now || assign <= lastWord),
      ...(lastWord === undefined ? {} : { lastWord }), ...(refusing === undefined ? {} : { refusing: true }), ...(contact === undefined ? {} : { contact }),
    };
  });
}
