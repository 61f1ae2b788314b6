import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { LinePlan } from '../campaign/line/plan.ts';
import { type AMEND_UPDATE, type Answer, type CampaignUpdate, type LineUpdate, type SteeringUpdate, campaignWorkflowId, lineWorkflowId } from '../workflows/contract.ts';
import { answer } from './answers.ts';
import { whyGone } from './gone.ts';
import type { Given } from './refused.ts';
import { type Room, inTime } from './room.ts';
import { explained, isGone, wasCutOff } from './serverErrors.ts';

/** An update as the workflows take it: texts, cards and reports as digests, values that are undefined left out. */
export type UpdateArgs = Readonly<Record<string, unknown>>;

interface Update<Name extends string> {
  readonly name: Name;
  readonly args: UpdateArgs;
  readonly given?: Given;
  readonly updateId?: string | undefined;
}

/** A line is started some moments after its campaign: so long it is waited for. */
const STARTING_MS = 10_000;

/** A run ends seldom; twice in a row while one update is under way, never. */
const CUT_OFF_TRIES = 3;

/** Asks a line to do something. @throws Refused with the sentence for the person. */
export function updateLine(room: Room, campaign: string, line: LinePlan, update: Update<LineUpdate>): Promise<Answer> {
  const id = lineWorkflowId(campaign, line.line);
  const args = { ...update.args, asked: Date.now() };
  return room.queue(id, async () => {
    const updateId = update.updateId ?? randomUUID();
    for (const since = Date.now(); ;) {
      try {
        return await execute(room, id, { ...update, args, updateId });
      } catch (error) {
        if (!isGone(error)) throw explained(error, update.given);
        const { starting, reason } = await whyGone(room, campaign, line);
        if (!starting || Date.now() - since > STARTING_MS) throw reason;
        await pause(250);
      }
    }
  });
}

/** Asks the campaign itself. @throws Refused with the sentence for the person. */
export async function updateCampaign(room: Room, campaign: string, update: Update<CampaignUpdate | SteeringUpdate | typeof AMEND_UPDATE>): Promise<Answer> {
  await room.plans.latest(campaign);
  const args = { ...update.args, asked: Date.now() };
  try {
    return await execute(room, campaignWorkflowId(campaign), { ...update, args });
  } catch (error) {
    throw isGone(error) ? (await whyGone(room, campaign)).reason : explained(error, update.given);
  }
}

/** The SDK itself repeats what the server was too busy for. */
async function execute(room: Room, workflowId: string, { name, args, updateId = randomUUID() }: Update<string>): Promise<Answer> {
  const handle = room.client.workflow.getHandle(workflowId);
  for (let tries = 1; ; tries++) {
    try {
      return answer.parse(await inTime(room, () => handle.executeUpdate<unknown, [unknown]>(name, { args: [args], updateId })));
    } catch (error) {
      if (!wasCutOff(error) || tries === CUT_OFF_TRIES) throw error;
    }
  }
}
