import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { dayOf, instant } from '../../campaign/time/instant.ts';
import { TELL_SIGNAL } from '../../workflows/contract.ts';
import { type World, becomes, createWorld, linesOf } from './harness.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const [SECOND, HOUR] = [1_000, 3_600_000];
const DAYS = 21 * 24 * HOUR;

/** Real milliseconds after the start. */
const at = (seconds: number) => seconds * SECOND * inject('temporal').pace;
const [BACK, FORWARD, RIGHT] = [at(20), at(35), at(50)];

describe('the server’s clock is put back an hour, then forward three weeks, then right again', () => {
  let world: World;
  let folder: string;
  let start: number;
  /** Letters taken up to each jump, and at the end. */
  const taken: number[] = [];
  const answers: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'campaign-jumps-'));
    const { code } = await bundleWorkflowCode({ workflowsPath: path('../../workflows/index.ts'), workflowInterceptorModules: [path('jumpingClock.ts')] });
    expect(code).toContain('@@JUMPS@@');
    start = Date.now();
    const jumps = [[start + BACK, -HOUR], [start + FORWARD, DAYS], [start + RIGHT, 0]];
    const codePath = join(folder, 'workflows.js');
    await writeFile(codePath, code.replaceAll('@@JUMPS@@', JSON.stringify(jumps)));
    world = await createWorld({}, undefined, { codePath });
    // Nominal time is real time: an hour back is an hour back, and three weeks forward swallow reminders.
    await world.start({ timeline: { points: [{ nominal: Date.parse('2024-09-23T08:59:55+08:00'), real: start + 3 * SECOND }] } });
    await becomes('all have the assignment', () => ['mot@departments.test', 'sd@regions.test', 'jinan@regions.test', 'zf@samr.test']
      .every((to) => world.sink.to(to).some(({ kind }) => kind === 'assign')));
    for (const jump of [BACK, FORWARD, RIGHT]) await afterJump(jump);
  }, 300_000);
  afterAll(async () => {
    await world.end();
    await rm(folder, { recursive: true, force: true });
  });

  /** Timers of a server whose clock jumps fire at once or late; here everybody is woken. Then somebody reports. */
  async function afterJump(jump: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, start + jump + SECOND - Date.now())));
    taken.push(world.sink.taken.length);
    for (const line of linesOf(world.compiled)) await world.handle(line).signal(TELL_SIGNAL);
    const receipts = () => world.sink.to('mot@departments.test').filter(({ kind }) => kind === 'receipt').length;
    const before = receipts();
    const { at } = await world.campaigns.acknowledge(world.campaign, { unit: 'sd' });
    answers.push(at);
    await world.campaigns.report(world.campaign, { unit: 'mot', task: 'summary', nil: true });
    await becomes('the receipt left', () => receipts() > before);
    await new Promise((resolve) => setTimeout(resolve, 3 * SECOND)); // whatever else it may be tempted to send
  }

  const between = (jump: number) => world.sink.taken.slice(taken[jump], taken[jump + 1]).filter(({ kind }) => kind !== 'receipt');

  it('put back, nothing leaves but receipts; what is entered bears the time at which the clock had stood', () => {
    expect(between(0)).toEqual([]);
    expect(answers[0]! >= '2024-09-23T09:00:00+08:00').toBe(true);
  });

  it('put forward over reminders, each recipient gets one letter at most, and no superior any', () => {
    const to = between(1).map((letter) => letter.to.join());
    expect(to.length).toBeGreaterThan(0);
    expect(to).toHaveLength(new Set(to).size);
    for (const superior of ['sd-leader@regions.test', 'zf-leader@samr.test', 'head@samr.test']) expect(world.sink.to(superior), superior).toEqual([]);
    expect(dayOf(instant(answers[1]!))).toBe('2024-10-14');
  });

  it('put right again, nothing leaves but receipts, and time does not run back', () => {
    expect(world.sink.taken.slice(taken[2]).filter(({ kind }) => kind !== 'receipt')).toEqual([]);
    expect(answers).toEqual([...answers].sort());
    expect(dayOf(instant(answers[2]!))).toBe('2024-10-14');
  });

  it('no letter and no step leaves twice, journals run forwards, and every report has a receipt of its own', async () => {
    const ids = world.sink.taken.map(({ messageId }) => messageId);
    expect(ids).toHaveLength(new Set(ids).size);
    for (const line of linesOf(world.compiled)) {
      const all = await world.facts(line);
      expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort());
      const steps = all.flatMap((fact) => (fact.fact === 'letterSent' ? fact.steps.map(({ key, round, slot }) => `${key}#${String(round)}:${slot}`) : []));
      expect(steps, line).toHaveLength(new Set(steps).size);
    }
    expect(world.sink.to('mot@departments.test').filter(({ kind }) => kind === 'receipt')).toHaveLength(3);
  });
});
