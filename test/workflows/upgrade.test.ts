import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { listReceipts } from '../../activities/store/receipts.ts';
import { type PlannedLetter, planLetters } from '../../campaign/definition/planLetters.ts';
import type { Receipt } from '../../client/receipt.ts';
import { type Ended, campaign as cli } from '../client/cliProcess.ts';
import { PRESENT, readRecorded } from '../histories/recorded.ts';
import { PEERS } from './definition.ts';
import { type World, becomes, createWorld, linesOf } from './harness.ts';
import { eventsOf, historiesOf, legible } from './histories.ts';
import { HASTY, NEXT, build, bundleOf } from './nextBuild.ts';
import { planned } from './sink.ts';
import { quickly, reached } from './time.ts';

const SUMMARY = `
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00 }`;
/** The old worker goes, the new one comes. */
const DEPLOYED = '2024-09-25T12:00:00+08:00';
/** Between the two reminders: the rules are brought in, then the old worker comes back for a while. */
const AMENDED = '2024-10-14T12:00:00+08:00';

const shown = z.looseObject({ revision: z.number(), changes: z.looseObject({ rulesVersion: z.object({ from: z.number(), to: z.number() }), letters: z.array(z.looseObject({ change: z.string(), letter: z.custom<PlannedLetter>() })) }) });

let next: string;
beforeAll(async () => { next = await build(NEXT); });
afterAll(() => rm(next, { recursive: true, force: true }));

describe('a campaign begun with one build and brought to its end by the next one', () => {
  let world: World;
  let worker: ChildProcess | undefined;
  let receipts: { before: Receipt; again: Receipt; marks: unknown };
  let preview: z.infer<typeof shown>;
  let underOldRules: PlannedLetter[];
  let told: string[];
  let sentMeanwhile: number;
  let audited: Ended;

  /** A command of the new build, as the organiser gives it. */
  const command = (...args: string[]) => cli(args, { CAMPAIGN_DATA: join(world.dataDir, 'store'), TEMPORAL_ADDRESS: inject('temporal').address }, next);

  async function startNext(): Promise<void> {
    const { dataDir, campaign, sink } = world;
    const settings = {
      address: inject('temporal').address, folder: join(dataDir, 'store'), archiveFolder: join(dataDir, 'archives'), taskQueue: campaign,
      smtpUrl: sink.url, mailFrom: '质量发展局 <office@samr.test>',
    };
    worker = spawn('node_modules/.bin/node', ['client/rehearsal/run/workerProcess.ts', JSON.stringify(settings)], { cwd: next, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    await once(worker, 'message');
  }

  async function stopNext(): Promise<void> {
    worker?.kill('SIGTERM');
    await once(worker!, 'exit');
    worker = undefined;
  }

  beforeAll(async () => {
    world = await createWorld({ participants: PEERS, tasks: SUMMARY });
    const { campaign, campaigns, compiled, files, dataDir, sink, store } = world;
    await mkdir(join(dataDir, 'definition'));
    for (const { name, text } of files) await writeFile(join(dataDir, 'definition', name), text);
    await writeFile(join(dataDir, 'store', 'workflows.js'), (await bundleOf(next)).code);
    const timeline = quickly(compiled.plan, { moment: 200, room: { [DEPLOYED]: 6_000, [AMENDED]: 30_000 }, lag: 20_000 });
    await world.start({ timeline, renewAfter: 12 });

    await reached(timeline, DEPLOYED);
    const report = { unit: 'mwr', task: 'summary', nil: true, updateId: 'once' } as const;
    const before = await campaigns.report(campaign, report);
    await campaigns.review(campaign, { unit: 'mwr', task: 'summary', accept: true });
    const marks = await listReceipts(store, campaign);
    await world.stopWorker();
    await startNext();
    receipts = { before, again: await campaigns.report(campaign, report), marks };

    await reached(timeline, AMENDED);
    await becomes('the first reminder left', () => sink.to('mot@departments.test').some(({ kind }) => kind === 'remind'));
    underOldRules = sink.to('mot@departments.test').map(planned);
    const definition = join(dataDir, 'definition');
    preview = shown.parse(JSON.parse((await command('amend', campaign, definition, '--json')).stdout));
    expect(await command('amend', campaign, definition, '--yes')).toMatchObject({ code: 0 });
    await becomes('all follow', async () => (await campaigns.status(campaign)).following?.lines === 3);

    // Back to the old build by mistake: it cannot go on, and harms nothing.
    await stopNext();
    const letters = sink.taken.length;
    await world.startWorker();
    for (const line of ['mot', 'mwr']) await world.handle(line).signal('amend', { plan: 'a'.repeat(64), revision: 1 });
    const failures = async () => (await eventsOf(world.client, `${campaign}.mot`))
      .flatMap(({ workflowTaskFailedEventAttributes: failed }) => (failed === null || failed === undefined ? [] : [failed.failure?.message ?? '']));
    await becomes('the old worker says so', async () => (await failures()).length > 0);
    told = await failures();
    await world.stopWorker();
    sentMeanwhile = sink.taken.length - letters;
    await startNext();
    await becomes('the line answers again', async () => (await campaigns.status(campaign)).lines.length === 3, 60_000);
    await world.handle().result();
    audited = await command('audit', campaign, '--json');
    await stopNext();
  }, 400_000);
  afterAll(async () => {
    worker?.kill('SIGKILL');
    await world.end();
  });

  it('deploying changes no rule: the reminder that the new rules do without still left', () => {
    expect(underOldRules.map(({ kind, items }) => `${kind} ${items.map(({ slot }) => slot).join()}`)).toEqual(['assign assign', 'remind T-5']);
  });

  it('amend says what the new rules change, before anything does', () => {
    expect(preview.revision).toBe(2);
    expect(preview.changes.rulesVersion).toEqual({ from: 1, to: 2 });
    expect(preview.changes.letters.map(({ change, letter }) => `${change} ${letter.to} ${letter.items.map(({ slot }) => slot).join()}`))
      .toEqual(['removed mot@departments.test T-1']);
  });

  it('and from then on they count: the mail server got the letters of the plan without those', () => {
    const { compiled: { plan, roster }, sink } = world;
    const place = ({ at, to }: PlannedLetter) => `${at} ${to}`;
    const gone = new Set(preview.changes.letters.map(({ letter }) => place(letter)));
    const isReported = ({ at }: PlannedLetter, { unit }: { unit: string }) => at > DEPLOYED && unit === 'mwr';
    const expected = planLetters(plan, roster).filter((letter) => !gone.has(place(letter)))
      .map((letter) => ({ ...letter, items: letter.items.filter((item) => !isReported(letter, item)) })).filter(({ items }) => items.length > 0);
    const sent = sink.taken.filter(({ kind }) => !['outlook', 'receipt', 'accepted'].includes(kind)).map(planned);
    expect(sent.sort((a, b) => (place(a) < place(b) ? -1 : 1))).toEqual(expected);
  });

  it('nothing is mailed twice', () => {
    const ids = world.sink.taken.map(({ messageId }) => messageId);
    expect(ids).toHaveLength(new Set(ids).size);
    expect(world.sink.to('mwr@departments.test').filter(({ kind }) => kind === 'receipt')).toHaveLength(1);
  });

  it('no receipt changes: who asks again hears the same', async () => {
    expect(receipts.again).toEqual(receipts.before);
    expect(await listReceipts(world.store, world.campaign)).toEqual(receipts.marks);
  });

  it('what the old build carried was lifted, and the record is of the new form', async () => {
    for (const line of linesOf(world.compiled)) {
      const { state } = await world.record(line);
      expect(state.version, line).toBe(2);
      expect(state, line).not.toHaveProperty('lastAnswer');
    }
  });

  it('the old worker given newer state says so in the history, sends nothing, and the line goes on with the newer one', async () => {
    expect(told[0]).toContain('line state of version 2 is not known here (1 to 1); start the newer worker, nothing is lost meanwhile');
    expect(sentMeanwhile).toBe(0);
    const history = legible(await eventsOf(world.client, `${world.campaign}.mot`));
    expect(history).toContain('core_patch');
    expect(history).not.toContain(process.cwd());
  });

  it('the old build refuses to go on from where the new rules came in, whoever carried what', async () => {
    const { codePath } = inject('temporal');
    const histories = (await historiesOf(world.client, world.campaign)).map((history) => ({ workflowId: world.campaign, history }));
    const refused: string[] = [];
    for await (const { error } of Worker.runReplayHistories({ workflowBundle: { codePath } }, histories)) refused.push(error?.message ?? 'goes on');
    const from = refused.findIndex((message) => message !== 'goes on');
    expect(from).toBeGreaterThan(0);
    for (const message of refused.slice(from)) expect(message).toContain('the plan goes by rules version 2, this worker knows 1 to 1');
  });

  it('the audit finds every rule kept, over journals of both builds', () => {
    expect(z.looseObject({ ok: z.boolean(), violations: z.array(z.unknown()) }).parse(JSON.parse(audited.stdout))).toMatchObject({ ok: true, violations: [] });
  });
});

describe('recorded histories, replayed by the next build', () => {
  async function failing(folder: string): Promise<string[]> {
    const workflowBundle = await bundleOf(folder);
    const failed: string[] = [];
    const recorded = [...await readRecorded()].filter(([name]) => ['campaign.json', 'returned-corrected-accepted.json'].some((path) => name === `${PRESENT}/${path}`));
    for (const [name, { workflowId, runs }] of recorded) {
      for await (const { error } of Worker.runReplayHistories({ workflowBundle }, runs.map((history) => ({ workflowId, history })))) {
        if (error !== undefined) failed.push(name);
      }
    }
    return failed;
  }

  it('all go through, with another order of commands behind `patched`', async () => {
    expect(await failing(next)).toEqual([]);
  });

  it('and those of lines say so if `patched` was forgotten', async () => {
    const hasty = await build(HASTY);
    try {
      expect(new Set(await failing(hasty))).toEqual(new Set([`${PRESENT}/returned-corrected-accepted.json`]));
    } finally {
      await rm(hasty, { recursive: true, force: true });
    }
  });
});
