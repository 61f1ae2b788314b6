import type { Instant } from '../time/instant.ts';
import type { CommandOf } from './commands.ts';
import type { Fact } from './facts.ts';
import type { LinePlan } from './plan.ts';
import { chinese } from './refusals.ts';
import { Refusal, findTask } from './requests.ts';
import type { LineState, Removal } from './state.ts';

/** So many files a line remembers; what fell out of its memory is still in the journal and barred in the store. */
export const REMEMBERED = 200;

/** 隔离 an attached file, or the end of it. Which files a report has only the store knows: the facade has looked there. */
export function quarantine(plan: LinePlan, state: LineState, command: CommandOf<'quarantineFile'>, now: Instant): readonly Fact[] {
  const { key, known } = attached(plan, state, command);
  const { file, lift, by } = command;
  const why = command.why === undefined ? {} : { why: command.why };
  if (lift && known.quarantined === undefined) throw new Refusal(chinese.notQuarantined(key));
  if (!lift && known.quarantined !== undefined) throw new Refusal(chinese.quarantinedAlready(key, known.quarantined));
  return [{ fact: lift ? 'quarantineLifted' : 'fileQuarantined', at: now, key, file, ...why, by }];
}

/** 清除 an attached file for good. */
export function purge(plan: LinePlan, state: LineState, command: CommandOf<'purgeFile'>, now: Instant): readonly Fact[] {
  const { key } = attached(plan, state, command);
  return [{ fact: 'filePurged', at: now, key, file: command.file, why: command.why, by: command.by }];
}

function attached(plan: LinePlan, state: LineState, command: CommandOf<'quarantineFile' | 'purgeFile'>): { key: string; known: Removal } {
  const { key, own } = findTask(plan, state, command);
  if (own.versions === 0) throw new Refusal(chinese.nothingAttached(key));
  const known = state.removals?.[command.file] ?? {};
  if (known.purged !== undefined) throw new Refusal(chinese.purgedAlready(key, known.purged));
  return { key, known };
}

/** Remembers what became of a file as the latest of all; `undefined` forgets it. */
export function withRemoval(state: LineState, file: string, removal: Removal | undefined): LineState {
  const others = Object.entries(state.removals ?? {}).filter(([known]) => known !== file);
  const all = removal === undefined ? others : [...others, [file, removal] as const];
  return { ...state, removals: Object.fromEntries(all.slice(-REMEMBERED)) };
}
