import type { Instant } from '../time/instant.ts';
import { type UnitCall, callsIn } from './calls.ts';
import { type DailyAhead, dailyAhead } from './dailyAhead.ts';
import { type Figures, type TaskOutcome, outcome } from './outcome.ts';
import { type LinePlan, keyOf, ruleOf } from './plan.ts';
import type { LineState, TaskState } from './state.ts';
import { type Waiting, waitingIn } from './waiting.ts';
import { type UnitWord, wordsOf } from './words.ts';

/** One task, and what a person who looks at it needs besides. */
export interface TaskStanding extends TaskOutcome {
  readonly title: string;
  readonly versions: number;
  /** Of an accepted one: the digest of its content. */
  readonly report?: string;
  /** A proposal or countersignature that says no. */
  readonly disagreed?: true;
  readonly flags?: readonly string[];
  /** Open, and nobody is chased: it is suspended, or its original is there and not keyed in yet. */
  readonly rests?: 'suspended' | 'original';
}

/** How a line stands: everything that follows from plan, state and instant alone. */
export interface Standing {
  readonly figures: Figures;
  readonly tasks: readonly TaskStanding[];
  readonly waiting: readonly Waiting[];
  readonly calls: readonly UnitCall[];
  readonly ahead: readonly DailyAhead[];
  readonly units: readonly UnitWord[];
}

/** Whether its time has passed and it is still asked for. */
export function isOverdue({ state, rests, due }: TaskStanding, now: Instant): boolean {
  return state === 'open' && rests === undefined && due < now;
}

/** How the line stands at `now`. */
export function standingOf(plan: LinePlan, state: LineState, now: Instant): Standing {
  const { tasks, figures } = outcome(plan, state, now);
  return {
    figures, waiting: waitingIn(plan, state, now), calls: callsIn(plan, state, now), ahead: dailyAhead(plan, state, now), units: wordsOf(plan, state, now),
    tasks: plan.tasks.map((task, index) => {
      const own = state.tasks[keyOf(task)];
      return {
        ...(tasks[index] ?? { unit: task.unit, task: task.task, due: task.due, state: 'open', late: false, level: null }),
        title: ruleOf(plan, task).title, versions: own?.versions ?? 0,
        ...(own?.status === 'accepted' && own.report !== undefined ? { report: own.report } : {}),
        ...(own?.disagreed === true ? { disagreed: true as const } : {}),
        ...flagsOf(own), ...restsOf(own),
      };
    }),
  };
}

/** What somebody should look at in the version that stands. */
function flagsOf(own: TaskState | undefined): { readonly flags?: readonly string[] } {
  const stands = own?.status === 'submitted' || own?.status === 'accepted';
  return stands && own.flags !== undefined && own.flags.length > 0 ? { flags: own.flags } : {};
}

function restsOf(own: TaskState | undefined): Pick<TaskStanding, 'rests'> {
  if (own?.status !== 'open') return {};
  if (own.suspended !== undefined) return { rests: 'suspended' };
  return own.original === undefined ? {} : { rests: 'original' };
}
