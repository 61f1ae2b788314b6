import { type Day, type Instant, dayOf, earlier, later } from '../time/instant.ts';
import { dayNumber } from '../time/workingDays.ts';
import type { DoneStep, FactOf } from './facts.ts';
import { GRAVITY, type ItemKind } from './letter.ts';
import { type LineState, type Retry, type TaskState, change, changeCorrespondent, changeEach, correspondent } from './state.ts';

/** What a contact is written about its own tasks after the assignment: any of these shows that letters arrive. */
const LATER_LETTERS: ReadonlySet<ItemKind> = new Set(['remind', 'overdue', 'returned', 'extension', 'changed', 'accepted', 'receipt']);

type Addressed = FactOf<'letterSent'> | FactOf<'letterRefused'>;

/** A letter was accepted by the recipient's mail server. */
export function recordSent(state: LineState, fact: FactOf<'letterSent'>): LineState {
  const told = fact.steps.some(({ kind }) => kind === 'escalate') ? { told: fact.on } : {};
  const chased = fact.steps.some(({ kind }) => kind === 'remind' || kind === 'overdue');
  const written = changeCorrespondent(noteWritten(state, fact, fact.on), fact, ({ refusing: _, ...known }) => (
    { ...known, ...told, ...(chased ? { chasedOn: [...(known.chasedOn ?? []).filter((on) => recent(on, fact.on)), fact.on] } : {}) }));
  return changeEach(written, fact.steps, (task, step) => (
    arrived(closed(task, step), step, fact.on, state.tasks[step.key]?.assigned !== undefined)));
}

/**
 * The address refuses: nobody was reached. A contact's steps are done with and the office is asked to call (once);
 * what a superior refuses goes to the office instead, see route.ts.
 */
export function recordRefused(state: LineState, fact: FactOf<'letterRefused'>): LineState {
  const written = noteWritten(state, fact, dayOf(fact.at));
  if (fact.role === 'superior') return changeCorrespondent(written, fact, (known) => ({ ...known, refusing: fact.at }));
  // Delegated while the letter was under way: the new address refused nothing, and gets what the old one did not take.
  if (fact.contact !== undefined && fact.contact !== (state.units[fact.unit]?.contact ?? null)) return written;
  const { refusing, refusals = 0 } = correspondent(state, fact);
  // Refused or not, it was this day's letter: what was kept apart from it does not follow at once.
  const noted = changeEach(written, fact.steps, (task, step) => ({ ...closed(task, step), ...chasedOn(step, dayOf(fact.at)) }));
  const first = fact.steps[0];
  if (refusing !== undefined || first === undefined) return noted;
  const number = refusals + 1;
  const refused = changeCorrespondent(noted, fact, (known) => ({ ...known, refusing: fact.at, refusals: number }));
  return change(refused, first.key, (task) => ({
    ...task,
    answers: [...task.answers, {
      slot: `mail.${fact.unit}.${String(number)}`, kind: 'call', at: fact.callAt, to: 'office', reason: 'mail-refused',
    }],
  }));
}

/** Letters could not be taken yet: each recipient's next try is its own. Tried at once, they were let go: nothing is in their way any more. */
export function recordDeferred(state: LineState, { at, to, retryAt, late }: FactOf<'lettersDeferred'>): LineState {
  const after = <T extends { readonly retry?: Retry }>({ retry, ...known }: T): Omit<T, 'retry'> & { readonly retry?: Retry } => (
    retryAt <= at ? known : { ...known, retry: { at: retryAt, tries: (retry?.tries ?? 0) + Number(late !== true) } });
  if (to === undefined) return after(state);
  return to.reduce((next, each) => changeCorrespondent(next, each, after), state);
}

/** Items for office or head were handed to the campaign's digest. */
export function recordHanded(state: LineState, fact: FactOf<'handedToOffice'>): LineState {
  return changeEach(state, fact.steps, (task, step) => ({ ...closed(task, step), ...risen(task, step) }));
}

/** Steps whose window passed, or whose release never came. */
export function recordPassed(
  state: LineState, passed: readonly { key: string; round: number; slot: string }[], list: 'missed' | 'lapsed',
): LineState {
  return changeEach(state, passed, (task, step) => (
    task.round === step.round ? { ...task, [list]: [...task[list], step.slot] } : task
  ));
}

/** What the organiser struck from tomorrow's list counts as missed: it is not tried again. */
export function recordStruck(state: LineState, { steps }: FactOf<'stepsStruck'>): LineState {
  return changeEach(state, steps, (task, { slot, round }) => {
    const answers = task.answers.filter((answer) => answer.slot !== slot);
    if (answers.length < task.answers.length) return { ...task, answers };
    return task.round === round ? { ...task, missed: [...task.missed, slot] } : task;
  });
}

/** The recipient's mail server answers, and a letter of this `at` is written. Receipts are told apart by their own instants. */
function noteWritten(state: LineState, fact: Addressed, on: Day): LineState {
  const { retry: all, ...served } = state;
  const line = all === undefined || all.at <= fact.at ? served : state;
  const when: Instant | undefined = fact.letter;
  // A letter the ledger knows as accepted may come back without items: the next one must not share its Message-ID.
  const isReceipt = fact.steps.length > 0 && fact.steps.every(({ kind }) => kind === 'receipt');
  return changeCorrespondent(isReceipt ? line : { ...line, batchAt: fact.at }, fact, ({ retry, ...known }) => ({
    ...known,
    // A retry still ahead belongs to another letter of the same batch.
    ...(retry === undefined || retry.at <= fact.at ? {} : { retry }),
    ...(when === undefined || isReceipt ? {} : { written: later(known.written ?? when, when) }),
    ...(isReceipt ? {} : { wroteOn: on }),
  }));
}

/** Days that five working days in a row may still reach over, whatever holidays lie between. */
const RECENT = 21;

function recent(on: Day, today: Day): boolean {
  return dayNumber(today) - dayNumber(on) <= RECENT;
}

/** Closes a step: an answer leaves the list, a step of the present round is noted. */
function closed(task: TaskState, step: DoneStep): TaskState {
  const answers = task.answers.filter((answer) => answer.slot !== step.slot);
  if (answers.length < task.answers.length) return { ...task, answers };
  return step.round === task.round ? { ...task, done: [...task.done, step.slot] } : task;
}

/** `wasAssigned`: by an earlier letter. */
function arrived(task: TaskState, step: DoneStep, on: Day, wasAssigned: boolean): TaskState {
  const { kind } = step;
  if (kind === 'assign') return { ...task, assigned: earliest(task.assigned, on) };
  if (kind === 'escalate') return { ...task, ...risen(task, step) };
  if (!LATER_LETTERS.has(kind)) return task;
  return {
    ...task, ...(wasAssigned ? { reached: earliest(task.reached, on) } : {}),
    chased: task.chased + Number(kind === 'remind' || kind === 'overdue'), ...chasedOn(step, on),
  };
}

function chasedOn({ kind }: DoneStep, on: Day): Pick<TaskState, 'overdueOn'> {
  return kind === 'overdue' ? { overdueOn: on } : {};
}

/** The highest level sent in the present round. */
function risen(task: TaskState, step: DoneStep): Pick<TaskState, 'level'> {
  if (step.level === undefined || step.round !== task.round) return {};
  return task.level === undefined || GRAVITY[task.level] < GRAVITY[step.level] ? { level: step.level } : {};
}

function earliest(known: Day | undefined, on: Day): Day {
  return known === undefined ? on : earlier(known, on);
}
