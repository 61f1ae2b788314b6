import { at, dayOf, timeOf } from '../../../campaign/time/instant.ts';
import { shift, workingDaysBetween } from '../../../campaign/time/workingDays.ts';
import type { Channel } from '../../../campaign/line/facts.ts';
import { ORGANISER } from '../../../campaign/line/plan.ts';
import type { Day, Instant } from '../../../campaign/time/instant.ts';
import type { Act, Quality } from './act.ts';
import type { Behaviour } from './casting.ts';
import { reviewed } from './reviews.ts';
import { actingDays } from './hours.ts';
import { type Stage, actOn, daysAfter } from './stage.ts';

type Play = (stage: Stage) => Act[];

const PAPER: readonly Channel[] = ['公文交换', '公文交换', 'fax', '政务微信'];

/** What each behaviour does. A play that finds no day for what it needs does less: the unit then just stays silent. */
const PLAYS: Readonly<Record<Behaviour, Play>> = {
  early: (stage) => onDay(stage, early(stage), (on) => reviewed(stage, report(stage, on, 'full'))),
  onTime: (stage) => onDay(stage, stage.inTime, (on) => reviewed(stage, report(stage, on, 'full'))),
  lastDay: (stage) => onDay(stage, stage.inTime.slice(-1), (on) => reviewed(stage, report(stage, on, 'full'))),
  late: (stage) => onDay(stage, stage.tooLate.slice(0, 4), (on) => reviewed(stage, report(stage, on, 'full'))),
  afterLadder: (stage) => onDay(stage, actingDays(stage.line, stage.ladderEnd, stage.end).slice(0, 2), (on) => reviewed(stage, report(stage, on, 'full'))),
  never: () => [],
  directed: () => [],
  nil: (stage) => onDay(stage, stage.inTime, (on) => reviewed(stage, report(stage, on, 'nil'))),
  onBehalf: (stage) => onDay(stage, stage.inTime, (on) => reviewed(stage, keyedIn(stage, on, stage.random.pick(PAPER)))),
  delegated: (stage) => onDay(stage, early(stage), (on) => {
    const handed = actOn(stage, on, { do: 'delegate', unit: stage.task.unit });
    return [handed, ...onDay(stage, daysAfter(stage, handed, stage.task.due), (next) => reviewed(stage, report(stage, next, 'full')))];
  }),
  returned: (stage) => onDay(stage, early(stage), (on) => returned(stage, report(stage, on, 'thin'))),
  withdrawn: (stage) => onDay(stage, early(stage), (on) => {
    const first = report(stage, on, 'thin');
    const { unit, task } = stage.task;
    return [first, ...onDay(stage, daysAfter(stage, first, stage.task.due).slice(0, 2), (next) => {
      const back = actOn(stage, next, { do: 'withdraw', unit, task });
      return [back, ...onDay(stage, daysAfter(stage, back).slice(0, 2), (last) => reviewed(stage, report(stage, last, 'corrected')))];
    })];
  }),
  disagreed: (stage) => onDay(stage, early(stage), (on) => {
    const first = report(stage, on, 'disagreed');
    const again = onDay(stage, daysAfter(stage, first).slice(0, 3), (next) => [report(stage, next, 'corrected')]);
    return again.length === 0 ? [report(stage, on, 'full')] : [first, ...again];
  }),
  paper: (stage) => onDay(stage, stage.inTime, (on) => {
    const channel = stage.random.pick(PAPER);
    const { unit, task } = stage.task;
    const original = actOn(stage, on, { do: 'received', unit, task, channel });
    return [original, ...onDay(stage, daysAfter(stage, original).slice(0, 3), (next) => reviewed(stage, keyedIn(stage, next, channel, original.at)))];
  }),
  extended: (stage) => extension(stage, true),
  extensionRefused: (stage) => extension(stage, false),
  exempt: (stage) => onDay(stage, stage.inTime, (on) => {
    const { unit, task } = stage.task;
    return [actOn(stage, on, { do: 'exempt', unit, task })];
  }),
  suspended: (stage) => onDay(stage, early(stage), (on) => suspended(stage, on)),
};

/** What happens about one task if its unit behaves like that. */
export function play(behaviour: Behaviour, stage: Stage): Act[] {
  const acts = PLAYS[behaviour](stage);
  // Without this the notice could never be issued, where a definition leaves no afternoon between assignment and due time.
  return acts.length === 0 && stage.rule.form === 'countersign' ? PLAYS.late(stage) : acts;
}

/** A full report on that day, and its review. */
export function reported(stage: Stage, on: Day): Act[] {
  return reviewed(stage, report(stage, on, 'full'));
}

function onDay(stage: Stage, days: readonly Day[], then: (on: Day) => Act[]): Act[] {
  return days.length === 0 ? [] : then(stage.random.pick(days));
}

/** The first half of the days to answer in time: there is room for what follows. */
function early({ inTime }: Stage): Day[] {
  return inTime.slice(0, Math.ceil(inTime.length / 2));
}

function report(stage: Stage, on: Day, quality: Quality): Act {
  const { unit, task } = stage.task;
  const channel = stage.random.chance(0.8) ? 'portal' : 'mail';
  const enteredBy = unit === ORGANISER ? 'organiser' : 'contact';
  return actOn(stage, on, { do: 'report', unit, task, quality, channel, enteredBy });
}

/** 代录: the organiser enters what came on paper. */
function keyedIn(stage: Stage, on: Day, channel: Channel, receivedAt?: Instant): Act {
  const { unit, task } = stage.task;
  return actOn(stage, on, { do: 'report', unit, task, quality: 'full', channel, enteredBy: 'organiser' }, receivedAt === undefined ? {} : { receivedAt });
}

function returned(stage: Stage, first: Act): Act[] {
  const { unit, task } = stage.task;
  const { calendar, sending } = stage.line;
  return [first, ...onDay(stage, daysAfter(stage, first).slice(0, 3), (on) => {
    const until = shift(calendar, on, stage.random.between(4, 6));
    if (until === undefined || at(until, sending.until) >= stage.end) return reviewed(stage, first).slice(1);
    const due = at(until, sending.until);
    const back = actOn(stage, on, { do: 'review', unit, task, accept: false, due });
    return [back, ...onDay(stage, daysAfter(stage, back, due), (next) => reviewed(stage, report(stage, next, 'corrected')))];
  })];
}

/** Asks in the last days; the answer comes on the next working day. */
function extension(stage: Stage, grant: boolean): Act[] {
  const { unit, task, due } = stage.task;
  const { calendar } = stage.line;
  const later = shift(calendar, dayOf(due), stage.random.between(3, 4));
  const until = later === undefined ? undefined : at(later, timeOf(due));
  if (until === undefined || until >= stage.end) return PLAYS.late(stage);
  return onDay(stage, stage.inTime.slice(-4, -1), (on) => {
    const asked = actOn(stage, on, { do: 'requestExtension', unit, task, until });
    return [asked, ...onDay(stage, daysAfter(stage, asked).slice(0, 1), (next) => {
      const decided = actOn(stage, next, { do: 'decideExtension', unit, task, grant });
      const days = daysAfter(stage, decided, grant ? until : stage.end).slice(0, 4);
      return [decided, ...onDay(stage, days, (last) => reviewed(stage, report(stage, last, 'full')))];
    })];
  });
}

/** 中止 for some days; resuming moves the due time by as many working days, and the report comes in time for that. */
function suspended(stage: Stage, on: Day): Act[] {
  const { unit, task, due } = stage.task;
  const { calendar } = stage.line;
  const rest = actOn(stage, on, { do: 'suspend', unit, task });
  const [again] = daysAfter(stage, rest, due).slice(2, 3);
  if (again === undefined) return PLAYS.onTime(stage);
  const moved = shift(calendar, dayOf(due), workingDaysBetween(calendar, on, again));
  if (moved === undefined || at(moved, timeOf(due)) >= stage.end) return PLAYS.onTime(stage);
  const resumed = actOn(stage, again, { do: 'resume', unit, task });
  return [rest, resumed, ...onDay(stage, daysAfter(stage, resumed, at(moved, timeOf(due))), (last) => reviewed(stage, report(stage, last, 'full')))];
}
