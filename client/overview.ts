import type { CampaignPlan } from '../campaign/definition/plan.ts';
import { type Instant, fromMillis, later } from '../campaign/time/instant.ts';
import { type Timeline, nominalAt } from '../campaign/time/timeline.ts';
import type { CampaignStatus, LineStatus, Since } from '../workflows/contract.ts';
import { changesSince } from './changes.ts';
import { inGroups } from './lineQueue.ts';
import type { Room } from './room.ts';
import { lineStatusOf, statusOf } from './statuses.ts';
import { timelineOf } from './timelines.ts';

/** How everything stands. */
export interface Overview {
  readonly plan: CampaignPlan;
  readonly campaign: CampaignStatus;
  /** By line; one that could not be read yet is not there. */
  readonly lines: ReadonlyMap<string, LineStatus>;
  /** Lines still being read: the first look at a thousand of them takes its time. */
  readonly reading: number;
  /** Real time of the last look (ms). */
  readonly looked: number;
  /** The campaign's time then. What the lines say is as of their last news: what only the clock changes since is for the reader to reckon. */
  readonly now: Instant;
}

/** No more than one look in so many milliseconds, however many ask. */
const LOOK_MS = 1_000;
/** So long a page waits for lines that changed; it shows the others meanwhile. */
const PATIENCE_MS = 1_500;
/** A worker answers one query after the other for each line; more at a time would only wait there. */
const QUERIES = 8;

/**
 * Keeps the state of every line of a campaign, fresh within two seconds and cheap: the campaign says which lines changed since the
 * last look, and only those are asked (docs/decisions/0022-overview.md). Nothing runs while nobody looks, and nothing is kept but
 * in memory: any number of portals may do the same.
 */
export function createOverviews(room: Room): (campaign: string) => Promise<Overview> {
  const kept = new Map<string, Watch>();
  return (campaign) => {
    const watch = kept.get(campaign) ?? new Watch(room, campaign);
    kept.set(campaign, watch);
    return watch.look();
  };
}

class Watch {
  readonly #room: Room;
  readonly #campaign: string;
  readonly #lines = new Map<string, LineStatus>();
  readonly #changed = new Set<string>();
  readonly #failed = new Set<string>();
  #since: Since | undefined;
  #status: CampaignStatus | undefined;
  #timeline: Timeline | null | undefined;
  #looked = 0;
  #looking: Promise<void> | undefined;
  #reading: Promise<void> | undefined;

  constructor(room: Room, campaign: string) {
    this.#room = room;
    this.#campaign = campaign;
  }

  async look(): Promise<Overview> {
    if (Date.now() - this.#looked >= LOOK_MS) {
      this.#looking ??= this.#ask().finally(() => { this.#looking = undefined; });
      await this.#looking.catch((error: unknown) => {
        // Who has seen something goes on seeing it, with its time, while server or worker are away.
        if (this.#status === undefined) throw error;
      });
    }
    if (this.#reading !== undefined) await Promise.race([this.#reading, new Promise<void>((resolve) => { setTimeout(resolve, PATIENCE_MS).unref(); })]);
    const plan = await this.#room.plans.latest(this.#campaign);
    this.#status ??= await statusOf(this.#room, this.#campaign);
    if (this.#timeline === undefined) this.#timeline = await timelineOf(this.#room.store, this.#campaign);
    return {
      plan, campaign: this.#status, lines: new Map(this.#lines), reading: this.#changed.size + this.#failed.size, looked: this.#looked,
      now: later(this.#status.asOf, nominalAt(this.#timeline, this.#looked)),
    };
  }

  /** Which lines changed, and the campaign's own state if anything did. */
  async #ask(): Promise<void> {
    const began = Date.now();
    const { run, number, lines, campaign } = await changesSince(this.#room, this.#campaign, this.#since);
    // Its status is the sum of its lines': it changes with each of them.
    if (campaign || lines.length > 0 || this.#status === undefined) this.#status = await statusOf(this.#room, this.#campaign);
    this.#since = { run, number };
    this.#looked = began;
    for (const line of [...lines, ...this.#failed]) this.#changed.add(line);
    this.#failed.clear();
    if (this.#changed.size > 0) this.#reading ??= this.#read().finally(() => { this.#reading = undefined; });
  }

  async #read(): Promise<void> {
    const plan = await this.#room.plans.latest(this.#campaign);
    const { asOf = fromMillis(Date.now()) } = this.#status ?? {};
    while (this.#changed.size > 0) {
      const group = plan.lines.filter(({ line }) => this.#changed.has(line));
      if (group.length === 0) this.#changed.clear();
      await inGroups(group, QUERIES, async (line) => {
        this.#changed.delete(line.line);
        try {
          this.#lines.set(line.line, await lineStatusOf(this.#room, plan, line, asOf));
        } catch {
          // A page shows what was known; the next look asks again.
          this.#failed.add(line.line);
        }
      });
    }
  }
}
