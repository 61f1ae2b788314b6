// How soon a report of a megabyte is acknowledged when twenty people hand in at the same time (docs/decisions/0020).
//   npm run latency [-- --rehearsal] [--rounds 20] [--pause MS]
// --rehearsal: the same again while the campaign of 2024 is rehearsed on the same server. --pause: how often people begin a report who take their time.
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { signLink, readLink } from '../../activities/links/link.ts';
import { beginSession, csrfOf, sealSession } from '../../client/portal/session.ts';
import { CAMPAIGN, type Stage, openStage } from './reports/stage.ts';
import { type Orders, type Seen, seen } from './reports/shapes.ts';
import { PARTS, type Run, cpuOf, head, percentile, row } from './reports/table.ts';

const { values } = parseArgs({
  options: {
    rehearsal: { type: 'boolean', default: false }, rounds: { type: 'string', default: '20' }, pause: { type: 'string', default: '2000' },
    bytes: { type: 'string', default: '1000000' }, minutes: { type: 'string', default: '2' },
  },
});
/** As many units has a line, and as many lines a run: each submitter's every report is another unit's. */
const SUBMITTERS = 20;
const WARMING = 3;
/** A rehearsal begins with planning; after so long its letters leave. */
const UNDER_WAY_MS = 15_000;
/** What a report leads to afterwards, its receipt by mail above all, counts too. */
const AFTER_MS = 4_000;
const rounds = Math.min(SUBMITTERS, Number(values.rounds));

/** Every report is the first of its unit. `lines`: each submitter has a line; `one line`: all report to one line at a time. */
type Way = 'lines' | 'one line';
const every = Number(values.pause);
/** First twenty reports are on their way at any moment, then each submitter takes his time. */
const RUNS: readonly { readonly name: string; readonly way: Way; readonly every: number }[] = [
  { name: 'lines', way: 'lines', every: 0 }, { name: 'one line', way: 'one line', every: 0 },
  { name: `lines, every ${String(every / 1000)} s`, way: 'lines', every },
];

/** Who hands in what: the lines from `first` on are this run's own. */
function errands({ keys, mailOf }: Stage, way: Way, first: number, of: number): Orders['submitters'] {
  return Array.from({ length: SUBMITTERS }, (_, n) => Array.from({ length: of }, (__, round) => {
    const unit = way === 'lines' ? `p${String(first + n)}.u${String(round)}` : `p${String(first + round)}.u${String(n)}`;
    const now = Date.now();
    const read = readLink(keys, signLink(keys, { campaign: CAMPAIGN, unit, role: 'contact' }, mailOf(unit), now), now);
    if (read.is !== 'valid') throw new Error(`no link for ${unit}`);
    const session = beginSession(read.link, now);
    return { unit, cookie: `session=${sealSession(keys, session)}`, csrf: csrfOf(keys, session) };
  }));
}

async function submit(orders: Orders): Promise<Seen> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('reports/submitters.ts', import.meta.url))], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(orders));
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) text += String(chunk);
  return seen.parse(JSON.parse(text));
}

async function measure(stage: Stage, name: string, submitters: Orders['submitters'], often = 0): Promise<Run> {
  const before = PARTS.map((part) => cpuOf(stage.pid(part)));
  const got = await submit({ portal: stage.portal, bytes: Number(values.bytes), pause: often, submitters });
  await pause(AFTER_MS);
  const run = { name, seen: got, cpu: PARTS.map((part, index) => Math.max(0, cpuOf(stage.pid(part)) - (before[index] ?? 0))) };
  console.log(row(run));
  if (got.wrong.length > 0) console.log(stage.errors().slice(-got.wrong.length).join('\n'));
  return run;
}

const stage = await openStage({ participants: SUBMITTERS * (1 + RUNS.length * (values.rehearsal ? 2 : 1)), units: SUBMITTERS });
try {
  console.log(`${String(SUBMITTERS)} submitters, ${String(rounds)} reports each, ${values.bytes} bytes; from the form's first byte to the 303 with its receipt\n${head()}`);
  await measure(stage, '(warming up)', errands(stage, 'lines', 0, WARMING));
  const all = async (name: string, first: number) => {
    const runs: Run[] = [];
    for (const [index, run] of RUNS.entries()) {
      runs.push(await measure(stage, `${name}${run.name}`, errands(stage, run.way, first + index * SUBMITTERS, rounds), run.every));
    }
    return runs;
  };
  const idle = await all('', SUBMITTERS);
  if (values.rehearsal) {
    await stage.rehearse(Number(values.minutes));
    await pause(UNDER_WAY_MS);
    for (const [index, busy] of (await all('rehearsal: ', SUBMITTERS * (1 + RUNS.length))).entries()) {
      const [now = NaN, then = NaN] = [busy, idle[index]].map((run) => percentile(0.99, run?.seen.reports ?? []));
      console.log(`${busy.name}: p99 is ${(now / then).toFixed(1)} times that without${stage.pid('rehearsal') === undefined ? '; the rehearsal ended before' : ''}`);
    }
  }
} finally {
  await stage.end();
}
process.exit(0);
