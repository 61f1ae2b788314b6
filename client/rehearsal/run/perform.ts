import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '../../../campaign/time/instant.ts';
import { type Timeline, realAt } from '../../../campaign/time/timeline.ts';
import { createQueue } from '../../lineQueue.ts';
import { Refused } from '../../refused.ts';
import { type Act, type Script, isDecision } from '../script/act.ts';
import type { Post } from './post.ts';

/** Something that did not go as the script has it. The rehearsal goes on. */
export interface Anomaly {
  readonly at: Instant;
  readonly what: string;
}

export interface Performance {
  readonly script: Script;
  readonly timeline: Timeline;
  readonly post: Post;
  /** The letters that an actor answers. */
  readonly readings: ReadonlyMap<Act, readonly string[]>;
  /** Does it; the id makes asking again harmless. */
  readonly carryOut: (act: Act, updateId: string) => Promise<unknown>;
  /** Whether the national summary lies before the organiser. */
  readonly isDrafted: () => Promise<boolean>;
  readonly onDone: (act: Act) => void;
  /** The campaign has ended: what was not done by then will not be. */
  readonly over: AbortSignal;
  readonly signal: AbortSignal;
}

/** Commands at a time: more would only wait in the worker. */
const PLACES = 12;
/** After its instant, in real milliseconds: clocks of server and actors may differ a little, and a receipt may not lie ahead. */
const MARGIN_MS = 20;
/** How late an actor may be, waiting for its letter or for what it decides about; in a normal run none of them ever waits. */
const PATIENCE_MS = 15_000;
/** Once a letter did not come, its reader expects the next ones no longer: waiting for each would cost it the weeks that are left. */
const LOST_PATIENCE_MS = 1_000;
const TRIES = 8;

/** Plays the script in real time. Units go on side by side; what a unit does, and what is done about it, comes one after the other. */
export async function perform(performance: Performance): Promise<Anomaly[]> {
  const { script, signal } = performance;
  const anomalies: Anomaly[] = [];
  const inPlace = createQueue(PLACES);
  const done: Promise<void>[] = [];
  const begin = async (act: Act, updateId: string, before: Promise<unknown> | undefined): Promise<void> => {
    await before;
    await until(realAt(performance.timeline, act.at) + MARGIN_MS, signal);
    await read(performance, act, anomalies, disappointed);
    await inPlace('', () => once(performance, act, updateId, anomalies));
  };
  const last = new Map<string, Promise<void>>();
  const disappointed = new Set<string>();
  for (const [index, act] of script.acts.entries()) {
    const actor = actorOf(act);
    // The organiser decides about the campaign after everything before it has been done, and waits for nobody for ever.
    const before = isDecision(act) ? Promise.race([Promise.all(done), until(realAt(performance.timeline, act.at) + PATIENCE_MS, signal)]) : last.get(actor);
    const doing = begin(act, `rehearsal-${String(index)}`, before);
    last.set(actor, doing);
    done.push(doing);
  }
  const results = await Promise.allSettled(done);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return anomalies;
}

/** An actor answers what it read. A letter that does not come is noted, and does not stop the rehearsal. */
async function read(
  { post, readings, timeline, signal }: Performance, act: Act, anomalies: Anomaly[], disappointed: Set<string>,
): Promise<void> {
  const actor = actorOf(act);
  for (const letter of readings.get(act) ?? []) {
    const patience = disappointed.has(actor) ? LOST_PATIENCE_MS : PATIENCE_MS;
    const came = await post.arrived(letter, realAt(timeline, act.at) + patience).catch(() => false);
    signal.throwIfAborted();
    if (came) continue;
    disappointed.add(actor);
    anomalies.push({ at: act.at, what: `${nameOf(act)}：未见函件 ${letter}` });
  }
}

function actorOf({ line, deed }: Act): string {
  return 'unit' in deed ? deed.unit : line;
}

async function once(performance: Performance, act: Act, updateId: string, anomalies: Anomaly[]): Promise<void> {
  const { signal, onDone } = performance;
  const note = (what: string): void => { anomalies.push({ at: act.at, what }); };
  try {
    if (performance.over.aborted) throw new Refused('活动已结束，未及办理');
    if (act.deed.do === 'approveSummary') await drafted(performance, note);
    await repeatedly((asked) => performance.carryOut(act, `${updateId}${asked}`), isDecision(act), signal);
    onDone(act);
  } catch (error) {
    signal.throwIfAborted();
    note(`${nameOf(act)}：${error instanceof Error ? error.message : String(error)}`);
  }
}

async function drafted({ isDrafted, signal }: Performance, note: (what: string) => void): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !await isDrafted();) {
    if (Date.now() > end) {
      note('全国总结初稿未按时形成');
      return;
    }
    await pause(200, undefined, { signal });
  }
}

/**
 * A refusal is an answer; only the organiser's decisions are asked again, for the campaign hears of its lines a moment later.
 * Anything else may be a server or worker that is away for a moment: it is asked again with the same id.
 */
async function repeatedly(job: (asked: string) => Promise<unknown>, isDecision: boolean, signal: AbortSignal): Promise<void> {
  let asked = 1;
  for (let tries = 1; ; tries++) {
    try {
      await job(asked === 1 ? '' : `-${String(asked)}`);
      return;
    } catch (error) {
      signal.throwIfAborted();
      const refused = error instanceof Refused;
      if (tries >= TRIES || (refused && !isDecision)) throw error;
      if (refused) asked += 1;
      await pause(Math.min(150 * 2 ** tries, 4_000), undefined, { signal });
    }
  }
}

async function until(real: number, signal: AbortSignal): Promise<void> {
  const ahead = real - Date.now();
  if (ahead > 0) await pause(ahead, undefined, { signal });
  signal.throwIfAborted();
}

function nameOf({ line, deed }: Act): string {
  return 'unit' in deed ? `${deed.unit}${'task' in deed ? `/${deed.task}` : ''} ${deed.do}` : `${line} ${deed.do}`;
}
