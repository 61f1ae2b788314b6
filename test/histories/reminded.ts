import { instant, toMillis } from '../../campaign/time/instant.ts';
import type { Timeline } from '../../campaign/time/timeline.ts';
import { becomes, createWorld } from '../workflows/harness.ts';
import { reached } from '../workflows/time.ts';
import { type Recording, ended } from './paths.ts';

const TUESDAY = '2024-10-08T14:00:00+08:00';
const WEDNESDAY = '2024-10-09T10:01:00+08:00';

function twoDays(): Timeline {
  const after = (nominal: string, ms: number) => ({ nominal: toMillis(instant(nominal)), real: Date.now() + ms });
  return { points: [after(TUESDAY, 0), after('2024-10-08T14:10:00+08:00', 8_000), after(WEDNESDAY, 9_000), after('2024-10-09T10:40:00+08:00', 60_000)] };
}

const PARTICIPANTS = `
  - { id: sd, name: 山东省, kind: region, relation: guided, contacts: [{ mail: sd@regions.test }], superior: { title: 分管局领导, mail: sd-leader@regions.test },
      units: [{ id: sd.jinan, name: 济南市, contacts: [{ mail: jinan@regions.test }] }] }`;
const TASKS = `
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5 }`;

/** A unit is asked on one day and reminded by hand on the next, then everything is cancelled. */
export const reminded: Recording = {
  name: 'a reminder by hand',
  run: async () => {
    const world = await createWorld({ participants: PARTICIPANTS, tasks: TASKS }, 'reminded');
    const { campaign, campaigns, sink } = world;
    const timeline = twoDays();
    await world.start({ timeline });
    const letters = (count: number) => becomes('it is written to', () => sink.to('jinan@regions.test').length === count);
    await letters(1);
    await reached(timeline, WEDNESDAY);
    await campaigns.remind(campaign, { unit: 'sd.jinan', task: 'summary', enteredBy: 'lead' });
    await letters(2);
    await becomes('the line knows', async () => (await world.journal('sd')).filter(({ fact }) => fact === 'letterSent').length > 2);
    await campaigns.cancel(campaign);
    await ended(world);
    return world;
  },
  paths: { 'reminded-by-hand': { path: '牵头单位加发一封提醒，随活动取消', line: 'sd', facts: ['letterSent', 'reminderAsked', 'cancelled'], runs: 1 } },
};
