import type { Instant } from '../time/instant.ts';
import type { CommandOf } from './commands.ts';
import { lapsesAt } from './passed.ts';
import type { Fact } from './facts.ts';
import { type LinePlan, ruleOf, slotOf } from './plan.ts';
import { Refusal, findTask } from './requests.ts';
import { chinese } from './refusals.ts';
import { schedule } from './schedule.ts';
import { type LineState, isChased } from './state.ts';

/** A person lets an escalation go to the superior: from the overdue letter on, until it lapses. */
export function release(plan: LinePlan, state: LineState, command: CommandOf<'release'>, now: Instant): readonly Fact[] {
  const { key, task, own } = findTask(plan, state, command);
  if (!isChased(own)) throw new Refusal(chinese.notOverdue(key));
  const steps = schedule(plan, task, own);
  const step = steps.find((each) => each.release === true && (command.slot === undefined || each.slot === command.slot)
    && !own.done.includes(each.slot));
  if (step === undefined) throw new Refusal(chinese.nothingToRelease(key));
  const overdue = ruleOf(plan, task).ladder.overdue.map(slotOf);
  const first = steps.find((each) => overdue.includes(each.slot))?.at ?? own.due;
  if (now < first) throw new Refusal(chinese.releaseTooEarly(key, first));
  const lapse = lapsesAt(plan, step);
  if (own.lapsed.includes(step.slot) || now > lapse) throw new Refusal(chinese.releaseLapsed(key, lapse));
  if (own.released[step.slot] !== undefined) throw new Refusal(chinese.releasedAlready(key));
  return [{ fact: 'released', at: now, key, slot: step.slot }];
}
