import { type Day, type Instant, at, dayOf, earlier, later } from '../time/instant.ts';
import { earliestSending } from '../time/sendingHours.ts';
import { nextComfortableDay, shift } from '../time/workingDays.ts';
import { compare } from './compare.ts';
import type { ItemKind, Level } from './letter.ts';
import { type Escalation, type LinePlan, ORGANISER, type TaskPlan, keyOf, ruleOf, slotOf } from './plan.ts';
import { type Recipient, contactOf, isDigest, isSubordinate, sameRecipient, superiorOf } from './recipients.ts';
import { askSlot, lapsesAt } from './release.ts';
import type { TaskState } from './state.ts';

/** 节点: one dated thing to do about a task. Derived from plan and state, never stored. */
export interface Step {
  readonly key: string;
  readonly unit: string;
  readonly task: string;
  readonly round: number;
  readonly slot: string;
  readonly kind: ItemKind;
  readonly to: Recipient;
  /** Due in [at, until); missed afterwards. */
  readonly at: Instant;
  readonly until: Instant;
  readonly level?: Level;
  /** Waits for a person. */
  readonly release?: boolean;
}

type Draft = Omit<Step, 'key' | 'unit' | 'task' | 'round' | 'until'>;

interface Scheduled {
  readonly plan: LinePlan;
  readonly task: TaskPlan;
  readonly steps: readonly Step[];
}

// Plans and states never change, and a line with 200 units looks at all its tasks several times on each wake.
const known = new WeakMap<TaskState, Scheduled>();

/** Every step of the task's present round, in order of time; questions follow what they ask for. The ladder's rules are DESIGN §5 "Days" and "Windows". */
export function schedule(plan: LinePlan, task: TaskPlan, state: TaskState): readonly Step[] {
  const before = known.get(state);
  if (before?.plan === plan && before.task === task) return before.steps;
  const steps = derive(plan, task, state);
  known.set(state, { plan, task, steps });
  return steps;
}

function derive(plan: LinePlan, task: TaskPlan, state: TaskState): Step[] {
  const drafts = [...assignment(plan, task, state), ...ladder(plan, task, state), ...byHand(plan, task, state), ...review(plan, task, state)]
    .filter((draft) => draft.at < plan.close)
    .sort((a, b) => compare(a.at, b.at));
  return drafts
    .filter((draft, index) => !isOvertaken(draft, drafts.slice(index + 1)))
    .map((draft, index, standing) => ({
      ...draft, key: keyOf(task), unit: task.unit, task: task.task, round: state.round,
      until: windowEnd(plan, state, draft, standing.slice(index + 1)),
    }))
    .flatMap((step): Step[] => (step.release === true ? [step, ask(plan, step)].filter(({ at: when }) => when < plan.close) : [step]));
}

/** The office is asked for a release at that day's digest, as long as it would still count. */
function ask(plan: LinePlan, { level: _, release: __, ...step }: Step): Step {
  return {
    ...step, slot: askSlot(step.slot), kind: 'call', to: { unit: ORGANISER, role: 'office' },
    at: at(dayOf(step.at), plan.sending.digest), until: earlier(step.until, lapsesAt(plan, step)),
  };
}

/** `T+n` counts working days from the due day. Undefined beyond the resolved calendar. */
function offsetDay(plan: LinePlan, due: Instant, offset: number): Day | undefined {
  return shift(plan.calendar, dayOf(due), offset);
}

function assignment(plan: LinePlan, task: TaskPlan, state: TaskState): Draft[] {
  const opened = state.since;
  const drafts: Draft[] = [];
  if (opened === undefined || task.assign > opened) {
    drafts.push({ slot: 'assign', kind: 'assign', to: contactOf(plan, task.unit), at: task.assign });
  }
  if (state.remindersOnly !== true && !isSubordinate(plan, task.unit) && plan.line !== ORGANISER) {
    const on = shift(plan.calendar, dayOf(task.assign), ruleOf(plan, task).acknowledge);
    const when = on === undefined ? undefined : at(on, plan.sending.digest);
    if (when !== undefined && when < state.due && when > start(task, state)) {
      drafts.push({
        slot: 'unacknowledged', kind: 'unacknowledged', to: { unit: ORGANISER, role: 'office' }, at: when,
      });
    }
  }
  return drafts;
}

/** Steps not later than the assignment, or than the fact that opened the round, are not scheduled. */
function start(task: TaskPlan, state: TaskState): Instant {
  return state.since === undefined ? task.assign : later(task.assign, state.since);
}

function ladder(plan: LinePlan, task: TaskPlan, state: TaskState): Draft[] {
  const { ladder: rungs } = ruleOf(plan, task);
  const to = contactOf(plan, task.unit);
  const letters = (offsets: readonly number[], kind: 'remind' | 'overdue') =>
    offsets.flatMap((offset): Draft[] => {
      const on = offsetDay(plan, state.due, offset);
      return on === undefined ? [] : [{ slot: slotOf(offset), kind, to, at: at(on, plan.sending.at) }];
    });
  const reminders = letters(rungs.reminders, 'remind').filter((draft) => draft.at < state.due);
  const rest = state.remindersOnly === true ? [] : [
    ...letters(rungs.overdue, 'overdue'),
    ...rungs.escalation.flatMap((rung) => escalation(plan, task, state, rung)),
  ];
  return [...reminders, ...rest].filter((draft) => draft.at > start(task, state));
}

/** What a person asked for besides leaves when letters may leave, before the due time or after; a round opened since makes it void. */
function byHand(plan: LinePlan, task: TaskPlan, state: TaskState): Draft[] {
  return (state.byHand ?? []).flatMap((asked, index): Draft[] => {
    const when = asked < start(task, state) ? undefined : earliestSending(plan.calendar, plan.sending, asked);
    return when === undefined ? [] : [{ slot: handSlot(index + 1), kind: 'remind', to: contactOf(plan, task.unit), at: when }];
  });
}

/** The slot of the n-th reminder of a round that a person asked for. */
export function handSlot(n: number): string {
  return `hand.${String(n)}`;
}

function escalation(plan: LinePlan, task: TaskPlan, state: TaskState, rung: Escalation): Draft[] {
  const on = escalationDay(plan, task, state.due, rung);
  if (on === undefined) return [];
  const slot = slotOf(rung.at);
  const base = { slot, kind: 'escalate', level: rung.level } as const;
  if (isSubordinate(plan, task.unit)) {
    return [{ ...base, to: contactOf(plan, plan.line), at: at(on, plan.sending.at) }];
  }
  const to = rung.to === 'superior' ? superiorOf(plan) : { unit: ORGANISER, role: rung.to };
  const step: Draft = { ...base, to, at: at(on, isDigest(to) ? plan.sending.digest : plan.sending.at) };
  return [rung.release === true ? { ...step, release: true } : step];
}

/**
 * The day of an escalation: not on a make-up day, not on the first working day after three or more days off,
 * and never on a day on which the same task's overdue letter leaves.
 */
function escalationDay(plan: LinePlan, task: TaskPlan, due: Instant, rung: Escalation): Day | undefined {
  const on = offsetDay(plan, due, rung.at);
  if (on === undefined) return undefined;
  const overdue = ruleOf(plan, task).ladder.overdue.map((offset) => offsetDay(plan, due, offset));
  return nextComfortableDay(plan.calendar, on, (day) => !overdue.includes(day));
}

/** A report that waits too long asks for its reviewer: the participant for its units, the office for participants. */
function review(plan: LinePlan, task: TaskPlan, state: TaskState): Draft[] {
  if (state.status !== 'submitted' || state.submittedAt === undefined) return [];
  const on = shift(plan.calendar, dayOf(state.submittedAt), ruleOf(plan, task).review);
  if (on === undefined) return [];
  const slot = `review.${String(state.versions)}`;
  return isSubordinate(plan, task.unit)
    ? [{ slot, kind: 'review', to: contactOf(plan, plan.line), at: at(on, plan.sending.at) }]
    : [{ slot, kind: 'review', to: { unit: ORGANISER, role: 'office' }, at: at(on, plan.sending.digest) }];
}

/** If two steps of one task reach one recipient at one moment, only the later slot stands. */
function isOvertaken(draft: Draft, after: readonly Draft[]): boolean {
  return after.some((next) => next.at === draft.at && sameRecipient(draft.to, next.to));
}

function windowEnd(plan: LinePlan, state: TaskState, draft: Draft, after: readonly Draft[]): Instant {
  const next = after.find((other) => sameRecipient(draft.to, other.to))?.at ?? plan.close;
  return draft.kind === 'assign' || (draft.kind === 'remind' && draft.at < state.due) ? earlier(next, state.due) : next;
}
