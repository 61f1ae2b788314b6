import type { Day, Instant } from '../time/instant.ts';
import type { CallReason, ItemKind, Level, Role } from './letter.ts';
import { type LinePlan, keyOf } from './plan.ts';

/** The shape of what a line carries from run to run: see carried.ts before changing what a field means. */
export const STATE_VERSION = 1;

type TaskStatus = 'open' | 'submitted' | 'accepted' | 'exempt';

/** A letter owed because of something that happened, not because of the calendar. */
export interface Answer {
  readonly slot: string;
  readonly kind: ItemKind;
  readonly at: Instant;
  readonly to: 'contact' | 'office';
  readonly reason?: CallReason;
  readonly text?: string;
  readonly granted?: boolean;
  readonly version?: number;
}

/** What is known about the first version: it alone decides late. */
interface FirstVersion {
  readonly receivedAt: Instant;
  readonly late: boolean;
  readonly nil: boolean;
  readonly onPaper: boolean;
}

/** What happened to one task so far. Steps are derived from it, never stored. */
export interface TaskState {
  readonly due: Instant;
  /** Rises whenever the due time moves; steps of older rounds are void. */
  readonly round: number;
  /** Steps of this round not later than this are not scheduled. */
  readonly since?: Instant;
  /** The latest due time given to this unit alone (extension, return, resumption): an amended plan does not take it back. */
  readonly granted?: Instant;
  /** An amended plan dropped it, and it was not reported: exempt until a later plan asks for it again. */
  readonly removed?: true;
  /** A round opened by asking a peer to supplement has reminders only. */
  readonly remindersOnly?: boolean;
  readonly status: TaskStatus;
  /** When the first original came on paper: nothing is chased while its content is keyed in, until it is reviewed. */
  readonly original?: Instant;
  readonly suspended?: Instant;
  readonly versions: number;
  /** Receipts shown so far: versions and originals. */
  readonly receipts: number;
  readonly first?: FirstVersion;
  /** The latest version: digest of its content in the store. */
  readonly report?: string;
  readonly nil?: boolean;
  readonly flags?: readonly string[];
  /** A proposal or countersignature that says no. */
  readonly disagreed?: boolean;
  readonly submittedAt?: Instant;
  readonly reviewedAt?: Instant;
  readonly returned: number;
  readonly asked?: { readonly until: Instant; readonly why?: string; readonly number: number; readonly at?: Instant };
  /** Extension requests so far. */
  readonly requests: number;
  /** Steps of this round that were carried out, and those whose window passed. */
  readonly done: readonly string[];
  readonly missed: readonly string[];
  readonly lapsed: readonly string[];
  readonly released: Readonly<Record<string, Instant>>;
  /** When a person asked for a letter beside those of the ladder, in this round. */
  readonly byHand?: readonly Instant[];
  /** Day on which the contact's mail server accepted the assignment, and the first later letter. */
  readonly assigned?: Day;
  readonly reached?: Day;
  /** The last day on which an overdue letter left or was refused: no escalation shares it. */
  readonly overdueOn?: Day;
  /** Chasing letters accepted over all rounds (减负). */
  readonly chased: number;
  readonly level?: Level;
  readonly answers: readonly Answer[];
}

/** A mail server could not take letters yet: they are tried again then. */
export interface Retry {
  readonly at: Instant;
  readonly tries: number;
}

/** What is known of an address letters go to. */
interface Correspondent {
  /** The latest `at` of a letter to it: the next one's is later, so that no two letters share a Message-ID. */
  readonly written?: Instant;
  /** The last day on which it was told of somebody's delay: a superior is told once a day at most. */
  readonly told?: Day;
  /** The day of the last letter to it that left or was refused; and those, as far as they matter, of letters that chased. */
  readonly wroteOn?: Day;
  readonly chasedOn?: readonly Day[];
  /** It refuses mail: a contact's address since then, a superior's then at the latest. */
  readonly refusing?: Instant;
  /** How often it began to refuse. */
  readonly refusals?: number;
  /** A full mailbox is its own affair: everybody else's letters leave. */
  readonly retry?: Retry;
}

/** A unit, and the address of its contact. */
export interface UnitState extends Correspondent {
  /** The last word of any kind from the unit. */
  readonly acknowledged?: Instant;
  /** A delegated contact: digest of the card in the store. */
  readonly contact?: string;
}

/** Since when an attached file may not be read, or is gone. */
export interface Removal {
  readonly quarantined?: Instant;
  readonly purged?: Instant;
}

export interface LineState {
  readonly version: number;
  readonly revision: number;
  readonly tasks: Readonly<Record<string, TaskState>>;
  readonly units: Readonly<Record<string, UnitState>>;
  /** The address of the participant's superior. */
  readonly superior?: Correspondent;
  /** As older builds noted it, for the whole line: obeyed until it is over. */
  readonly retry?: Retry;
  readonly cancelled?: Instant;
  /** The latest `at` of an answer: the next one is later, so that no two letters share a Message-ID. */
  readonly lastAnswer?: Instant;
  /** When the line's last letters were decided: what comes up while they are on their way has a later moment of its own. */
  readonly batchAt?: Instant;
  /** Attached files under quarantine and purged ones, by digest; the latest only (removals.ts). */
  readonly removals?: Readonly<Record<string, Removal>>;
}

/** A line before anything happened. */
export function openLine(plan: LinePlan): LineState {
  const tasks = Object.fromEntries(plan.tasks.map((task) => [
    keyOf(task), task.removed === true ? { ...freshTask(task.due), status: 'exempt' as const, removed: true as const } : freshTask(task.due),
  ]));
  return { version: STATE_VERSION, revision: plan.revision, tasks, units: {} };
}

/** A task before anything happened. */
export function freshTask(due: Instant): TaskState {
  return {
    due, round: 0, status: 'open', versions: 0, receipts: 0, returned: 0, requests: 0,
    done: [], missed: [], lapsed: [], released: {}, chased: 0, answers: [],
  };
}

/** Whether the unit is still asked for this task: then, and only then, its ladder runs. */
export function isChased(task: TaskState): boolean {
  return task.status === 'open' && task.original === undefined && task.suspended === undefined;
}

/** Whether a step of this round was carried out, missed or lapsed already. */
export function isClosed({ slot }: { readonly slot: string }, task: TaskState): boolean {
  return task.done.includes(slot) || task.missed.includes(slot) || task.lapsed.includes(slot);
}

/** Changes one task; facts only name tasks of the plan. */
export function change(state: LineState, key: string, to: (task: TaskState) => TaskState): LineState {
  return changeEach(state, [{ key }], to);
}

/** Changes a task for each of `items`, in their order, with one copy of the line: a batch may speak of hundreds. */
export function changeEach<T extends { readonly key: string }>(
  state: LineState, items: readonly T[], to: (task: TaskState, item: T) => TaskState,
): LineState {
  const tasks = { ...state.tasks };
  for (const item of items) {
    const task = tasks[item.key];
    if (task !== undefined) tasks[item.key] = to(task, item);
  }
  return { ...state, tasks };
}

/** Whom a letter of the line went to. */
type Addressee = { readonly unit: string; readonly role: Role };

/** What is known of the address of a contact or superior. */
export function correspondent(state: LineState, { unit, role }: Addressee): Correspondent {
  return (role === 'superior' ? state.superior : state.units[unit]) ?? {};
}

/** Changes what is known of the address of a contact or superior. */
export function changeCorrespondent(
  state: LineState, { unit, role }: Addressee, to: (known: UnitState) => UnitState,
): LineState {
  if (role === 'superior') return { ...state, superior: to(state.superior ?? {}) };
  return { ...state, units: { ...state.units, [unit]: to(state.units[unit] ?? {}) } };
}
