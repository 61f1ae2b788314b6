import { setTimeout as pause } from 'node:timers/promises';
import { type CampaignStatus, STATUS_QUERY, campaignWorkflowId } from '../workflows/contract.ts';
import { campaignStatus } from './answers.ts';
import { type Room, inTime } from './room.ts';

/** How far a start has come: lines that are open and have told the campaign so. */
export interface Running {
  readonly running: number;
  readonly lines: number;
}

/** Looking costs the worker something too: it shall have most of the time for the lines. */
const PAUSE_MS = { least: 300, most: 3_000, share: 10 };
/** Without a worker nobody answers; who waits for nothing is told so. */
const PATIENCE_MS = 20_000;

/**
 * Waits until every line of a campaign that was just started runs, and says on the way how many do. Gives up when nothing
 * moves any more: the campaign is started all the same, and goes on as soon as there is a worker.
 */
export async function untilRunning(room: Room, campaign: string, tell: (so: Running) => void, patienceMs = PATIENCE_MS): Promise<Running> {
  const { lines: { length: lines } } = await room.plans.latest(campaign);
  let so: Running = { running: 0, lines };
  for (let moved = Date.now(); so.running < lines && Date.now() - moved < patienceMs;) {
    const asked = Date.now();
    const running = (await statusSoon(room, campaign, patienceMs))?.running ?? 0;
    if (running > so.running) {
      moved = Date.now();
      so = { running, lines };
      tell(so);
    }
    if (running < lines) await pause(Math.min(PAUSE_MS.most, Math.max(PAUSE_MS.least, PAUSE_MS.share * (Date.now() - asked))));
  }
  return so;
}

async function statusSoon(room: Room, campaign: string, patienceMs: number): Promise<CampaignStatus | undefined> {
  try {
    const handle = room.client.workflow.getHandle(campaignWorkflowId(campaign));
    return campaignStatus.nullable().parse(await inTime(room, () => handle.query<unknown>(STATUS_QUERY), patienceMs)) ?? undefined;
  } catch {
    return undefined; // nobody works yet
  }
}
