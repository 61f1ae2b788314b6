import { CancellationScope, allHandlersFinished, condition } from '@temporalio/workflow';
import type { Clock } from './clock.ts';

/** Other plans among what came in before the opening. */
export interface Amendments {
  readonly areWaiting: () => boolean;
  /** Goes on with the next one. */
  readonly adopt: () => Promise<void>;
}

/**
 * Lets what came in before the opening be dealt with, as of then, each command by the plan of its time. `last`: what has no time of its
 * own and ends what the commands speak of.
 */
export async function catchUp(clock: Clock, { areWaiting, adopt }: Amendments, last: () => void = () => undefined): Promise<void> {
  try {
    while (clock.isCatchingUp()) {
      await condition(() => allHandlersFinished() || areWaiting());
      if (!areWaiting()) break;
      await adopt();
    }
    if (clock.isCatchingUp()) last();
  } finally {
    clock.caughtUp();
  }
}

/** Commands that come after an amendment wait for it while we catch up. Cancel in the Web UI ends the wait. */
export function inTurn(clock: Clock, isBefore: () => boolean): Promise<unknown> | undefined {
  const mayGo = () => !clock.isCatchingUp() || !isBefore();
  return mayGo() ? undefined : CancellationScope.nonCancellable(() => condition(mayGo));
}
