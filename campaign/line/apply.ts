import { addSeconds, earlier, later } from '../time/instant.ts';
import type { Fact, FactOf } from './facts.ts';
import { recordDeferred, recordHanded, recordPassed, recordRefused, recordSent, recordStruck } from './applyLetters.ts';
import { amended, exempted } from './applyAmend.ts';
import { unitOf } from './plan.ts';
import { withRemoval } from './removals.ts';
import { type Answer, type LineState, type TaskState, type UnitState, change, changeEach, isChased } from './state.ts';

/** The slot of the assignment. */
const ASSIGN = 'assign';

/** What a fact makes of a line's state. Pure; refused commands change nothing. */
export function apply(state: LineState, fact: Fact): LineState {
  switch (fact.fact) {
    case 'acknowledged': return word(state, fact.unit, fact.at);
    case 'reportSubmitted': return submitted(state, fact);
    case 'originalReceived':
      return answer(word(change(state, fact.key, (task) => ({
        ...task, original: earlier(fact.entry.receivedAt, task.original ?? fact.entry.receivedAt), receipts: task.receipts + 1,
      })), unitOf(fact.key), fact.at), fact.key, fact.at, (task) => ({
        slot: `receipt.${String(task.receipts)}`, kind: 'receipt', to: 'contact',
      }));
    case 'reportWithdrawn':
      return change(state, fact.key, (task) => ({ ...reopened(task), since: fact.at }));
    case 'reportAccepted':
      return answer(change(state, fact.key, (task) => ({ ...withoutOriginal(task), status: 'accepted', reviewedAt: fact.at })),
        fact.key, fact.at, () => ({
          slot: `accepted.${String(fact.version)}`, kind: 'accepted', to: 'contact', version: fact.version, ...optional('text', fact.text),
        }));
    case 'reportReturned':
      return answer(change(state, fact.key, (task) => ({
        ...reopened(withoutOriginal(task)), returned: task.returned + 1, reviewedAt: fact.at,
      })), fact.key, fact.at, () => ({
        slot: `returned.${String(fact.version)}`, kind: 'returned', to: 'contact', version: fact.version, text: fact.text,
      }));
    case 'extensionRequested':
      return word(change(state, fact.key, (task) => ({
        ...task, requests: task.requests + 1,
        asked: { until: fact.until, number: task.requests + 1, at: fact.at, ...optional('why', fact.why) },
      })), unitOf(fact.key), fact.at);
    case 'extensionDecided':
      return answer(change(state, fact.key, ({ asked: _, ...task }) => task), fact.key, fact.at, (task) => ({
        slot: `extension.${String(task.round)}.${String(task.requests)}`, kind: 'extension', to: 'contact', granted: fact.granted, ...optional('text', fact.text),
      }));
    case 'dueMoved': return dueMoved(state, fact);
    case 'delegated': return delegated(state, fact);
    case 'exempted': return exempted(state, fact);
    case 'amended': return amended(state, fact);
    case 'suspended': return change(state, fact.key, (task) => ({ ...task, suspended: fact.at }));
    case 'resumed': return change(state, fact.key, ({ suspended: _, ...task }) => task);
    case 'reminderAsked': return change(state, fact.key, (task) => ({ ...task, byHand: [...task.byHand ?? [], fact.at] }));
    case 'released':
      return change(state, fact.key, (task) => ({ ...task, released: { ...task.released, [fact.slot]: fact.at } }));
    case 'fileQuarantined': return withRemoval(state, fact.file, { quarantined: fact.at });
    case 'quarantineLifted': return withRemoval(state, fact.file, undefined);
    case 'filePurged': return withRemoval(state, fact.file, { purged: fact.at });
    case 'settled': return change(state, fact.key, (task) => ({ ...task, status: 'accepted', reviewedAt: fact.at }));
    case 'cancelled': return { ...state, cancelled: fact.at };
    case 'refused': return state;
    case 'letterSent': return recordSent(state, fact);
    case 'letterRefused': return recordRefused(state, fact);
    case 'lettersDeferred': return recordDeferred(state, fact);
    case 'handedToOffice': return recordHanded(state, fact);
    case 'stepsMissed': return recordPassed(state, fact.steps, 'missed');
    case 'stepsStruck': return recordStruck(state, fact);
    case 'stepsLapsed': return recordPassed(state, fact.steps, 'lapsed');
  }
}

function submitted(state: LineState, fact: FactOf<'reportSubmitted'>): LineState {
  const settled = change(state, fact.key, (task) => ({
    // The paper is still there if what was keyed in is withdrawn to be keyed in anew.
    ...(fact.settles ? withoutOriginal(task) : task),
    status: fact.settles ? 'accepted' : 'submitted',
    versions: fact.version,
    receipts: task.receipts + 1,
    report: fact.report,
    nil: fact.nil,
    flags: fact.flags,
    disagreed: fact.disagreed,
    submittedAt: fact.at,
    first: task.first ?? {
      receivedAt: earlier(fact.entry.receivedAt, task.original ?? fact.entry.receivedAt), late: fact.late, nil: fact.nil,
      onPaper: task.original !== undefined || (fact.entry.enteredBy !== 'contact' && fact.entry.channel !== 'portal'),
    },
  }));
  return answer(word(settled, unitOf(fact.key), fact.at), fact.key, fact.at, (task) => ({
    slot: `receipt.${String(task.receipts)}`, kind: 'receipt', to: 'contact', version: fact.version,
  }));
}

/** A new address: nothing is known of it. What the old one refused to be asked for, the new contact is asked for, if it is not too late. */
function delegated(state: LineState, fact: FactOf<'delegated'>): LineState {
  const { refusing: _, retry: __, ...unit }: UnitState = state.units[fact.unit] ?? {};
  const unasked = Object.entries(state.tasks).flatMap(([key, { assigned, done }]) => (
    unitOf(key) === fact.unit && assigned === undefined && done.includes(ASSIGN) ? [{ key }] : []));
  const reopened = changeEach(state, unasked, (task) => ({ ...task, done: task.done.filter((slot) => slot !== ASSIGN) }));
  return word({ ...reopened, units: { ...state.units, [fact.unit]: { ...unit, contact: fact.contact } } }, fact.unit, fact.at);
}

/** A new round: what was owed by the calendar is void, what is owed as an answer stays. */
function dueMoved(state: LineState, fact: FactOf<'dueMoved'>): LineState {
  const moved = change(state, fact.key, (task) => {
    const { level: _, suspended, byHand: __, ...rest } = task;
    return {
      ...rest,
      // Only asking for more ends a suspension by itself: the unit has reported, suspended or not.
      ...(suspended === undefined || fact.by === 'return' ? {} : { suspended }),
      ...(fact.by === 'amend' ? {} : { granted: fact.due }),
      due: fact.due, round: fact.round, since: fact.at, remindersOnly: fact.remindersOnly,
      done: [], missed: [], lapsed: [], released: {},
    };
  });
  if ((fact.by !== 'amend' && fact.by !== 'resume') || fact.silent === true) return moved;
  const task = moved.tasks[fact.key];
  if (task === undefined || !isChased(task)) return moved;
  return answer(moved, fact.key, fact.at, () => ({ slot: `changed.${String(fact.round)}`, kind: 'changed', to: 'contact' }), fact.by === 'amend');
}

function withoutOriginal({ original: _, ...task }: TaskState): TaskState {
  return task;
}

function reopened(task: TaskState): TaskState {
  const { submittedAt: _, ...rest } = task;
  return { ...rest, status: 'open' };
}

/** Any word from the unit acknowledges what was assigned so far. */
function word(state: LineState, unit: string, at: Fact['at']): LineState {
  return { ...state, units: { ...state.units, [unit]: { ...state.units[unit], acknowledged: at } } };
}

/**
 * Owes a letter. Its instant rises strictly over the line, so that no two answers share a Message-ID; but what one amended plan
 * changes is told `together`, in one letter: it is no receipt, and a recipient's letters have rising instants anyway.
 */
function answer(
  state: LineState, key: string, at: Fact['at'], write: (task: TaskState) => Omit<Answer, 'at'>, together = false,
): LineState {
  const when = state.lastAnswer === undefined || together ? at : later(at, addSeconds(state.lastAnswer, 1));
  return change({ ...state, lastAnswer: later(state.lastAnswer ?? when, when) }, key, (task) => ({
    ...task, answers: [...task.answers, { ...write(task), at: when }],
  }));
}

function optional<K extends string>(name: K, value: string | undefined): Partial<Record<K, string>> {
  const made: Partial<Record<K, string>> = {};
  if (value !== undefined) made[name] = value;
  return made;
}
