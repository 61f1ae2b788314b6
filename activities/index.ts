import { heartbeat } from '@temporalio/activity';
import type { Activities } from '../workflows/contract.ts';
import { archiveWriter } from './documents/archive.ts';
import { consolidator } from './documents/consolidate.ts';
import { type LetterDeps, letterSender } from './letters/sendLetters.ts';
import { recordKeeper } from './records.ts';

interface ActivityDeps extends LetterDeps {
  /** Where archives are written. */
  readonly archiveFolder: string;
}

/** Seconds between signs of life: on a timer, never per letter; silent batches were retried while they were still sending. */
const HEARTBEAT_MS = 2_000;

/** Everything that touches the world. */
export function createActivities(deps: ActivityDeps): Activities {
  return {
    ...recordKeeper(deps.store, deps.plans),
    sendLetters: alive(letterSender(deps)),
    consolidate: alive(consolidator(deps)),
    writeArchive: alive(archiveWriter(deps)),
  };
}

function alive<I, O>(work: (input: I) => Promise<O>): (input: I) => Promise<O> {
  return async (input) => {
    const timer = setInterval(() => { heartbeat(); }, HEARTBEAT_MS);
    try {
      return await work(input);
    } finally {
      clearInterval(timer);
    }
  };
}
