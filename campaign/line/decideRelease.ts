import type { Instant } from '../time/instant.ts';
import type { CommandOf } from './commands.ts';
import type { Fact } from './facts.ts';
import type { LinePlan } from './plan.ts';
import { lapsesAt, leavesAt, releasableFrom } from './release.ts';
import { Refusal, findTask } from './requests.ts';
import { chinese } from './refusals.ts';
import { schedule } from './schedule.ts';
import { type LineState, isChased } from './state.ts';

/** A person lets an escalation go to the superior: from the overdue letter on, until it lapses. */
export function release(plan: LinePlan, state: LineState, command: CommandOf<'release'>, now: Instant): readonly Fact[] {
  const { key, task, own } = findTask(plan, state, command);
  if (!isChased(own)) throw new Refusal(chinese.notOverdue(key));
  const steps = schedule(plan, task, own);
  const waiting = steps.filter(({ release: waits, slot }) => waits === true && !own.done.includes(slot)
    && (command.slot === undefined || slot === command.slot));
  const isOpen = (step: (typeof waiting)[number]): boolean => own.released[step.slot] === undefined
    && !own.lapsed.includes(step.slot) && now <= lapsesAt(plan, step) && leavesAt(plan, step, now, steps) !== undefined;
  const step = waiting.find(isOpen) ?? waiting.at(-1);
  if (step === undefined) throw new Refusal(chinese.nothingToRelease(key));
  const first = releasableFrom(steps, own.due);
  if (now < first) throw new Refusal(chinese.releaseTooEarly(key, first));
  if (own.released[step.slot] !== undefined) throw new Refusal(chinese.releasedAlready(key));
  if (!isOpen(step)) throw new Refusal(chinese.releaseLapsed(key, lapsesAt(plan, step)));
  return [{ fact: 'released', at: now, key, slot: step.slot }];
}
