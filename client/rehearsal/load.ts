import type { CampaignPlan } from '../../campaign/definition/plan.ts';
import { silentSteps } from '../../campaign/definition/planLetters.ts';
import { type Instant, at, dayOf, timeOf } from '../../campaign/time/instant.ts';
import { shift } from '../../campaign/time/workingDays.ts';
import type { Act } from './script/act.ts';
import { OUTLOOK } from './script/hours.ts';
import type { SimulatedLine } from './simulate.ts';
import type { Moment } from './timeline.ts';

/** A command is an update, its answer a letter: two wakings of the line. */
const ACT = 2;
/** A further letter in a batch, against waking the line. */
const LETTER = 0.2;

/** When a rehearsal of this script wakes how many lines: what the timeline gives room to. */
export function loadOf(plan: CampaignPlan, acts: readonly Act[], simulated: readonly SimulatedLine[]): Moment[] {
  const wakings = simulated.flatMap(({ facts }) => {
    const letters = facts.filter(({ fact }) => fact === 'letterSent' || fact === 'handedToOffice');
    return [...Map.groupBy(letters, (fact) => fact.at)].map(([when, sent]) => ({ at: when, load: 1 + LETTER * (sent.length - 1) }));
  }).filter((moment) => isMorning(plan, moment.at)); // in the afternoon: answers, which the acts count
  const mornings = sum(wakings);
  // Also where everybody should have answered: if somebody did not, the letters must find room.
  const planned = plan.lines.flatMap(silentSteps).map((step) => ({ at: step.at, load: 0 }));
  return sum([...mornings, ...planned, ...outlooks(plan, mornings), ...ends(plan), ...acts.map((act) => ({ at: act.at, load: ACT }))]);
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

/** Starting, closing and archiving: every line works, and stores its record. */
function ends({ phases, lines }: CampaignPlan): Moment[] {
  const [first] = phases;
  const loads = new Map([['close', 2], ['archive', 1]]);
  return phases.map(({ name, at: when }) => ({ at: when, load: name === first?.name ? 2 * lines.length : (loads.get(name) ?? 0) * lines.length }));
}

function sum(moments: readonly Moment[]): Moment[] {
  return [...Map.groupBy(moments, (moment) => moment.at)]
    .map(([when, all]) => ({ at: when, load: all.reduce((total, { load }) => total + load, 0) }))
    .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}
