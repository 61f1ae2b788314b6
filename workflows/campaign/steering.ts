import { ApplicationFailure } from '@temporalio/workflow';
import type { Refusing } from '../../campaign/line/concerns.ts';
import { participantOf } from '../../campaign/line/plan.ts';
import { type Instant, fromMillis } from '../../campaign/time/instant.ts';
import { type Answer, type CampaignState, REFUSED, type SteeringUpdate } from '../contract.ts';
import { type Args, args, askedAt } from '../guards.ts';
import type { Defaults } from '../line/commandArgs.ts';
import { type Decided, onUpdate, opened } from '../updates.ts';
import { afterAmendments } from './amend.ts';
import { announceCommand } from './announcement.ts';
import { type CampaignRun, note, participantsOf, phaseStart } from './campaignRun.ts';
import { concernCommand } from './concerns.ts';
import type { CampaignFact } from './facts.ts';
import { chinese } from './refusals.ts';
import { selectCommand } from './selection.ts';

/** What a command comes to: why not, or its fact, what that changes, and what the person hears of it. */
type Steered = Refusing | {
  readonly fact: CampaignFact;
  readonly change: Partial<CampaignState>;
  readonly answer?: Partial<Answer>;
  /** Answers are remembered by it, the last few of each. */
  readonly key: string;
}

/** A command of the organiser: how its arguments are read, and what it comes to. */
export interface SteeringCommand<C> {
  readonly description: string;
  readonly read: (from: Args, defaults: Defaults) => C;
  /** The unit it speaks of: its participant must be known before the history hears of it. */
  readonly unitOf: (command: C) => string | undefined;
  readonly decide: (run: CampaignRun, command: C, now: Instant) => Steered;
}

/** Validators know neither plan nor time; they look at the shape only. */
const ANY_TIME: Defaults = { now: fromMillis(0), sending: { at: '09:00', until: '17:30' } };

export function handleSteering(current: () => CampaignRun | undefined): void {
  handle('recordConcern', concernCommand, current);
  handle('selectCase', selectCommand, current);
  handle('announce', announceCommand, current);
}

function handle<C>(update: SteeringUpdate, { description, read, unitOf, decide }: SteeringCommand<C>, current: () => CampaignRun | undefined): void {
  onUpdate(update, {
    description,
    isOpen: () => current() !== undefined,
    seen: () => opened(current()).seen,
    turn: () => afterAmendments(opened(current())),
    check: (input) => {
      askedAt(input);
      requireKnown(current(), unitOf(read(args(input), ANY_TIME)));
    },
    decide: (input) => {
      const run = opened(current());
      const now = run.clock.entered(askedAt(input));
      const command = read(args(input), { now, sending: run.head.sending });
      return settled(run, update, over(run, now) ?? decide(run, command, now), now);
    },
  });
}

function settled(run: CampaignRun, update: SteeringUpdate, steered: Steered, now: Instant): Decided {
  if ('refused' in steered) {
    note(run, { fact: 'refused', at: now, command: update, why: steered.refused });
    return { key: update, refused: steered.refused };
  }
  const { fact, change, key, answer } = steered;
  note(run, fact, change);
  return { key, answer: { at: now, facts: [fact.fact], ...answer } };
}

/** What comes after the archive has begun would be missing in it. */
function over({ state, head }: CampaignRun, now: Instant): Refusing | undefined {
  if (state.cancelled !== undefined) return { refused: chinese.cancelled(state.cancelled) };
  const end = phaseStart(head, 'archive');
  return now >= end ? { refused: chinese.archiving(end) } : undefined;
}

/** A unit nobody knows may be anything, a name even: it is refused before the history hears of it. */
function requireKnown(run: CampaignRun | undefined, unit: string | undefined): void {
  if (run === undefined || unit === undefined) return;
  const lines = participantsOf(run.head);
  if (lines.includes(participantOf(unit))) return;
  throw ApplicationFailure.create({ type: REFUSED, message: chinese.unknownUnit(lines), nonRetryable: true });
}
