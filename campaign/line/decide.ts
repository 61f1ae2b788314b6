import { type Instant, earlier } from '../time/instant.ts';
import type { Command, CommandOf } from './commands.ts';
import { checkedDue, dueIfResumed, extend, refuseExtension, requestExtension, resumed } from './decideDue.ts';
import type { Fact } from './facts.ts';
import { type LinePlan, ORGANISER, keyOf, ruleOf } from './plan.ts';
import { Refusal, findTask, requireSubmitted, requireUnit, unreported } from './requests.ts';
import { isSubordinate } from './recipients.ts';
import { chinese } from './refusals.ts';
import { release } from './decideRelease.ts';
import { remind } from './decideRemind.ts';
import { purge, quarantine } from './removals.ts';
import type { LineState } from './state.ts';

/**
 * The only place that says yes or no to a command. Total: what cannot be done comes back as one fact `refused`,
 * whose `why` is a sentence in Chinese quoting known ids, dates and numbers only.
 * `now` is the instant of entry.
 */
export function decide(plan: LinePlan, state: LineState, command: Command, now: Instant): readonly Fact[] {
  try {
    if (state.cancelled !== undefined) throw new Refusal(chinese.cancelled(state.cancelled));
    if (now >= plan.close) throw new Refusal(chinese.closed(plan.name, plan.close));
    if ('entry' in command && command.entry.receivedAt > now) throw new Refusal(chinese.future(command.entry.receivedAt, now));
    return answer(plan, state, command, now);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [{ fact: 'refused', at: now, command: command.command, why: error.message, ...knownKey(state, command) }];
  }
}

/** The task a command names, if there is one: an unknown name may be anything and has no place in a history. */
function knownKey(state: LineState, command: Command): { key?: string } {
  if (!('task' in command)) return {};
  const key = `${command.unit}/${command.task}`;
  return state.tasks[key] === undefined ? {} : { key };
}

function answer(plan: LinePlan, state: LineState, command: Command, now: Instant): readonly Fact[] {
  switch (command.command) {
    case 'acknowledge':
      requireUnit(plan, command.unit);
      return [{ fact: 'acknowledged', at: now, unit: command.unit, entry: command.entry }];
    case 'submitReport': return submit(plan, state, command, now);
    case 'noteReceived': {
      const { key, own } = findTask(plan, state, command);
      if (own.status !== 'open') throw new Refusal(chinese.alreadyReported(key, own.versions));
      return [{
        fact: 'originalReceived', at: now, key, entry: command.entry,
        ...(command.number === undefined ? {} : { number: command.number }),
      }];
    }
    case 'withdrawReport': {
      const { key, own } = requireSubmitted(plan, state, command, { none: chinese.nothingToWithdraw, decided: chinese.reviewedBefore });
      return [{ fact: 'reportWithdrawn', at: now, key, version: own.versions, entry: command.entry }];
    }
    case 'reviewReport': return review(plan, state, command, now);
    case 'requestExtension': return requestExtension(plan, state, command, now);
    case 'decideExtension':
      return command.grant ? extend(plan, state, command, now) : refuseExtension(plan, state, command, now);
    case 'delegate':
      requireUnit(plan, command.unit);
      return [{ fact: 'delegated', at: now, unit: command.unit, contact: command.contact, entry: command.entry }];
    case 'exempt':
      return unreported(plan, state, command).map(({ key }): Fact => ({
        fact: 'exempted', at: now, key, ...(command.why === undefined ? {} : { why: command.why }),
      }));
    case 'suspend': {
      const running = unreported(plan, state, command).filter(({ own }) => own.suspended === undefined);
      if (running.length === 0) throw new Refusal(chinese.suspendedAlready(command.unit));
      return running.map(({ key }): Fact => ({
        fact: 'suspended', at: now, key, ...(command.why === undefined ? {} : { why: command.why }),
      }));
    }
    case 'resume': {
      const resting = unreported(plan, state, command).filter(({ own }) => own.suspended !== undefined);
      if (resting.length === 0) throw new Refusal(chinese.notSuspended(command.unit));
      return resting.flatMap((found) => resumed(plan, found, now));
    }
    case 'remind': return remind(plan, state, command, now);
    case 'release': return release(plan, state, command, now);
    case 'quarantineFile': return quarantine(plan, state, command, now);
    case 'purgeFile': return purge(plan, state, command, now);
    case 'settle':
      return plan.tasks.filter((task) => ruleOf(plan, task).settledBy === command.by && state.tasks[keyOf(task)]?.status === 'open')
        .map((task): Fact => ({ fact: 'settled', at: now, key: keyOf(task) }));
    case 'cancel': return [{ fact: 'cancelled', at: now }];
  }
}

function submit(plan: LinePlan, state: LineState, command: CommandOf<'submitReport'>, now: Instant): readonly Fact[] {
  const { key, own, task } = findTask(plan, state, command);
  const rule = ruleOf(plan, task);
  if (rule.settledBy !== undefined) throw new Refusal(chinese.settledElsewhere(key, rule.settledBy));
  if (own.status === 'exempt') throw new Refusal(chinese.exempt(key));
  if (own.status === 'accepted') throw new Refusal(chinese.alreadyAccepted(key, own.reviewedAt ?? now));
  const disagreed = command.disagreed === true;
  const { receivedAt } = command.entry;
  // Keyed in after its original came on paper: that is when it reached us.
  const received = own.original === undefined ? receivedAt : earlier(own.original, receivedAt);
  return [{
    fact: 'reportSubmitted', at: now, key, version: own.versions + 1, report: command.report, nil: command.nil,
    late: received > (dueIfResumed(plan, own, received) ?? plan.close), disagreed, flags: command.flags, entry: command.entry,
    settles: !disagreed && (settlesAtOnce(rule.form) || plan.line === ORGANISER),
  }];
}

/** Confirmations and agreed countersignatures need no review; a proposal does. */
function settlesAtOnce(form: string): boolean {
  return form === 'confirm' || form === 'countersign';
}

function review(plan: LinePlan, state: LineState, command: CommandOf<'reviewReport'>, now: Instant): readonly Fact[] {
  const { key, own, task } = requireSubmitted(plan, state, command);
  const version = own.versions;
  if (command.version !== undefined && command.version !== version) {
    throw new Refusal(chinese.newerVersion(key, command.version, version));
  }
  const text = command.text === undefined ? {} : { text: command.text };
  if (command.verdict === 'accept') return [{ fact: 'reportAccepted', at: now, key, version, ...text }];
  if (command.text === undefined) throw new Refusal(chinese.returnNeedsText(key));
  const due = checkedDue(plan, command.due, now, key);
  return [
    { fact: 'reportReturned', at: now, key, version, text: command.text },
    {
      fact: 'dueMoved', at: now, key, due, round: own.round + 1, by: 'return',
      remindersOnly: plan.relation === 'peer' && !isSubordinate(plan, task.unit),
    },
  ];
}
