import type { CampaignPlan } from '../../campaign/definition/plan.ts';
import { silentSteps } from '../../campaign/definition/planLetters.ts';
import { compare } from '../../campaign/line/compare.ts';
import { type Instant, at, dayOf, timeOf } from '../../campaign/time/instant.ts';
import { shift } from '../../campaign/time/workingDays.ts';
import { type Act, isDecision } from './script/act.ts';
import { OUTLOOK } from './script/hours.ts';
import type { SimulatedLine } from './simulate.ts';
import type { Moment } from './timeline.ts';

/** A command is an update, its answer a letter: two wakings of the line. */
const ACT = 2;
/** Notice and summary go to everybody, the latter just before months without anything, which pass in no time. */
const DECISION = 20;
const TO_EVERYBODY = 1.5;
/** A further letter in a batch, against waking the line. */
const LETTER = 0.2;

/** When a rehearsal of this script wakes which lines: what the timeline gives room to. */
export function loadOf(plan: CampaignPlan, acts: readonly Act[], simulated: readonly SimulatedLine[]): Moment[] {
  const mornings = simulated.flatMap(({ line, facts }) => {
    const letters = facts.filter(({ fact }) => fact === 'letterSent' || fact === 'handedToOffice');
    return [...Map.groupBy(letters, (fact) => fact.at)].map(([when, sent]) => ({ at: when, line, load: 1 + LETTER * (sent.length - 1) }));
  }).filter((moment) => isMorning(plan, moment.at)); // in the afternoon: answers, which the acts count
  // Also where everybody should have answered: if somebody did not, the letters must find room.
  const planned = [...new Set(plan.lines.flatMap(silentSteps).map((step) => step.at))].map((when) => ({ at: when, load: 0 }));
  return [
    ...mornings, ...planned, ...outlooks(plan, mornings), ...ends(plan),
    ...acts.map((act) => (isDecision(act) || act.deed.do === 'amend' ? { at: act.at, load: DECISION + TO_EVERYBODY * plan.lines.length } : { at: act.at, line: act.line, load: ACT })),
  ].sort((a, b) => compare(a.at, b.at));
}

function isMorning({ sending }: CampaignPlan, when: Instant): boolean {
  return timeOf(when) <= sending.digest;
}

/** Tomorrow's list leaves on the working day before letters; its room is that of any moment. */
function outlooks({ calendar, sending }: CampaignPlan, mornings: readonly Moment[]): Moment[] {
  if (OUTLOOK >= sending.until) return [];
  return [...new Set(mornings.map((moment) => dayOf(moment.at)))].flatMap((on) => {
    const before = shift(calendar, on, -1);
    return before === undefined ? [] : [{ at: at(before, OUTLOOK), load: 0 }];
  });
}

/** Closing and archiving: every line works, and stores its record. Starting has its own time before the first moment. */
function ends({ phases, lines }: CampaignPlan): Moment[] {
  const [first] = phases;
  const loads = new Map([['close', 2], ['archive', 1]]);
  return phases.map(({ name, at: when }) => ({ at: when, load: name === first?.name ? 0.5 * lines.length : (loads.get(name) ?? 0) * lines.length }));
}
