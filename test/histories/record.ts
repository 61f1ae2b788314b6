import { hostname } from 'node:os';
import { beforeAll, it } from 'vitest';
import { type World, linesOf } from '../workflows/harness.ts';
import { historiesOf } from '../workflows/histories.ts';
import { type Path, cancelled, cancelledInUi, wholeCampaign } from './paths.ts';
import { reminded } from './reminded.ts';
import { clearRecorded, recordedRun, textsOf, writeRecorded } from './recorded.ts';

/** `npm run histories`: runs small campaigns and writes down what their workflows did, as of the version in package.json. */
beforeAll(clearRecorded);

it.concurrent.each([wholeCampaign, cancelled, cancelledInUi, reminded])('$name', async ({ run, paths }) => {
  const world = await run();
  try {
    for (const [name, path] of Object.entries(paths)) await write(world, name, path);
  } finally {
    await world.end();
  }
});

async function write(world: World, name: string, { path, line, facts, runs = 2 }: Path): Promise<void> {
  const { campaign, client } = world;
  if (line !== undefined && !linesOf(world.compiled).includes(line)) throw new Error(`no line ${line}`);
  const journal = new Set((await world.journal(line)).map(({ fact }) => fact));
  const absent = facts.filter((fact) => !journal.has(fact));
  if (absent.length > 0) throw new Error(`${name} went another way: no ${absent.join(', ')} among ${[...journal].join(', ')}`);

  const workflowId = line === undefined ? campaign : `${campaign}.${line}`;
  const recorded = (await historiesOf(client, workflowId)).map(recordedRun);
  if (recorded.length < runs) throw new Error(`${name} has ${String(recorded.length)} runs, not ${String(runs)}`);
  const texts = textsOf(recorded).join('\n');
  for (const leak of [hostname(), process.cwd(), world.dataDir, world.sink.url]) {
    if (texts.includes(leak)) throw new Error(`${name} names this machine: ${leak}`);
  }
  await writeRecorded(name, { path, workflowId, runs: recorded });
}
