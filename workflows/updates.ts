import { ApplicationFailure, CancellationScope, condition, currentUpdateInfo, defineUpdate, log, setHandler } from '@temporalio/workflow';
import { type Answer, MALFORMED, REFUSED, type SeenUpdate } from './contract.ts';

/** Answers of the last updates: after continue-as-new the same id enters again, and must hear the same. */
const KEPT_PER_TASK = 4;

/** What a command came to: an answer, or the sentence why not. */
export type Decided = { readonly key: string; readonly answer: Answer } | { readonly key: string; readonly refused: string };

/** Where a workflow keeps the updates it has seen. */
export interface SeenUpdates {
  readonly all: () => readonly SeenUpdate[];
  readonly keep: (seen: SeenUpdate) => void;
}

/** How many updates are kept, and of what: the last ones of each key, or of all keys of a kind (`case/…`). */
export interface Kept {
  readonly most: number;
  readonly of: (key: string) => string;
}

const OF_EACH_TASK: Kept = { most: KEPT_PER_TASK, of: (key) => key };

export function seenUpdates(carried: readonly SeenUpdate[], { most, of }: Kept = OF_EACH_TASK): SeenUpdates {
  let list: readonly SeenUpdate[] = [];
  const keep = (seen: SeenUpdate): void => {
    const alike = list.filter(({ key }) => of(key) === of(seen.key));
    const oldest = alike.length >= most ? alike[0] : undefined;
    list = [...list.filter((each) => each !== oldest), seen];
  };
  carried.forEach(keep);
  return { all: () => list, keep };
}

/**
 * What arrives before the plan is open waits for it; afterwards it acts at once. Cancel in the Web UI does not reach it: a
 * handler that is cancelled would end the whole workflow, in the middle of closing.
 */
export async function untilOpen(isOpen: () => boolean): Promise<void> {
  if (!isOpen()) await CancellationScope.nonCancellable(() => condition(isOpen));
}

/** What a handler that waited works on. */
export function opened<T>(run: T | undefined): T {
  if (run === undefined) throw new Error('the workflow is not open');
  return run;
}

/**
 * The one way an update is handled: the validator checks shape only (it is synchronous: an async one would accept
 * everything); the handler waits until the plan is open, answers an id it has seen as before, decides, answers.
 * A refusal fails the update with its sentence; so does anything unexpected, for a plain Error would leave the caller hanging.
 */
export function onUpdate(name: string, options: {
  readonly description: string;
  readonly isOpen: () => boolean;
  readonly seen: () => SeenUpdates;
  readonly check: (input: unknown) => void;
  /** Resolves when what came before it and takes longer is done; undefined if nothing is. */
  readonly turn?: (input: unknown) => Promise<unknown> | undefined;
  readonly decide: (input: unknown) => Decided;
}): void {
  setHandler(defineUpdate<Answer, [unknown]>(name), async (input: unknown) => {
    const waits = !options.isOpen();
    await untilOpen(options.isOpen);
    // After a Reset updates may come before the signals that were there first: signals that wait as well go before.
    if (waits) await condition(() => true);
    // Looked at again each time: the first of several that waited may be what the others have to wait for.
    for (let turn = waits ? options.turn?.(input) : undefined; turn !== undefined; turn = options.turn?.(input)) await turn;
    const id = currentUpdateInfo()?.id ?? '';
    const before = options.seen().all().find((each) => each.id === id);
    if (before !== undefined) return answered(before);
    try {
      const decided: SeenUpdate = { id, ...options.decide(input) };
      options.seen().keep(decided);
      return answered(decided);
    } catch (error) {
      if (error instanceof ApplicationFailure) throw error;
      log.error(`update ${name} failed unexpectedly`, { error: error instanceof Error ? error.stack ?? error.message : String(error) });
      throw failure('Unexpected', '处理时出现意外错误。请管理员查看工作进程日志，并用 status 核对是否已受理。');
    }
  }, {
    validator: (input: unknown, ...more: unknown[]) => {
      if (more.length > 0) throw failure(MALFORMED, '只接受一个参数：一个 JSON 对象。');
      options.check(input);
    },
    description: options.description,
  });
}

/** Without a stack: it would write this installation's paths into the history. */
function failure(type: string, message: string): ApplicationFailure {
  const made = ApplicationFailure.create({ type, nonRetryable: true, message });
  made.stack = '';
  return made;
}

function answered(seen: SeenUpdate): Answer {
  if (seen.answer !== undefined) return seen.answer;
  throw failure(REFUSED, seen.refused ?? '');
}
