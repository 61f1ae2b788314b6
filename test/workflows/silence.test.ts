import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planLetters } from '../../campaign/definition/planLetters.ts';
import { decoded, eventsOf, legible } from './histories.ts';
import { type World, becomes, createWorld } from './harness.ts';
import { planned } from './sink.ts';
import { quickly } from './time.ts';

const OVERDUE = '2024-10-22T09:00:00+08:00';

describe('if nobody answers, and every release is given in time', () => {
  let world: World; let campaign = '';

  const dump = async () => {
      const fs = await import('node:fs');
      let out = '';
      for (const line of ['sd', 'samr', 'mot', undefined]) { out += `== ${line}\n` + (await world.journal(line).catch((e) => [String(e)])).map((f) => JSON.stringify(f)).join('\n') + '\n'; }
      out += JSON.stringify(world.logged) + JSON.stringify(world.sink.tried.slice(-5)) + '\n'; for (const e of await eventsOf(world.client, campaign)) {
        const a = e.workflowExecutionSignaledEventAttributes; if (a) out += 'SIG ' + JSON.stringify(decoded(a.input!.payloads![0])).slice(0, 3000) + '\n';
        else if (e.workflowTaskStartedEventAttributes || e.workflowTaskCompletedEventAttributes || e.workflowTaskScheduledEventAttributes) continue;
        else out += String(e.eventType) + ' ' + legible(e).slice(0, 1500) + '\n';
      }
      fs.writeFileSync('/tmp/dump.txt', out);
      };

  beforeAll(async () => {
    world = await createWorld();
    const { compiled, sink } = world; campaign = world.campaign;
    await world.start({ timeline: quickly(compiled.plan, { room: { [OVERDUE]: 1_500 } }), renewAfter: 90 });
    const asked = (task: string) => sink.taken.some(({ kind, items }) => kind === 'overdue' && items.some((item) => `${item.unit}/${item.task}` === task));
    await becomes('the region is overdue', () => asked('sd/summary'));
    await world.campaigns.release(campaign, { unit: 'sd', task: 'summary' });
    if (process.env.DBG) setTimeout(() => void dump(), 30000);
    await world.handle().result();
    if (process.env.DBG) await dump();
  });
  afterAll(() => world.end());

  it('the mail server got exactly the letters of the plan, and tomorrow’s lists', () => {
    const { compiled: { plan, roster }, sink } = world;
    const sent = sink.taken.filter(({ kind }) => kind !== 'outlook').map(planned);
    const order = (letter: { at: string; to: string }) => `${letter.at} ${letter.to}`;
    expect(sent.sort((a, b) => (order(a) < order(b) ? -1 : 1))).toEqual(planLetters(plan, roster));
    expect(sink.taken.filter(({ kind }) => kind === 'outlook').length).toBeGreaterThan(5);
  });
});
