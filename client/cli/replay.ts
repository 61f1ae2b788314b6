import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { chooseTarget, connectClient } from '../../config/connection.ts';
import { loadDotEnv, readEnvironment } from '../../config/environment.ts';
import { readEmbeddedState } from '../../workers/local/embeddedState.ts';
import { bundle } from '../../workers/worker.ts';
import { campaignWorkflowId, lineWorkflowId } from '../../workflows/contract.ts';
import { DONE, REFUSED } from './errors.ts';
import { print, printJson } from './output.ts';
import { showProgress } from './progress.ts';
import { withCampaigns } from './server.ts';

/**
 * Whether this build can go on with every open workflow of a campaign: their histories are read from the server and replayed here, nothing
 * else happens. Given from the new build's folder while the old worker still runs. Says the exit code.
 */
export async function replay(campaign: string, json: boolean): Promise<number> {
  const { lines } = await withCampaigns(campaign, ({ campaigns }) => campaigns.plan(campaign));
  const ids = [campaignWorkflowId(campaign), ...lines.map(({ line }) => lineWorkflowId(campaign, line))];
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR' } } });
  loadDotEnv();
  const target = chooseTarget(readEmbeddedState(readEnvironment().dataDir));
  const client = await connectClient(target, 'cli');
  const unable: { workflow: string; why: string }[] = [];
  let open = 0;
  const progress = showProgress(() => `正在试接，已完成 ${String(open)} 个…`);
  try {
    for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: await bundle() }, openHistories(client, ids))) {
      open += 1;
      if (error !== undefined) unable.push({ workflow: workflowId, why: whyOf(error) });
    }
  } finally {
    progress.end();
    await client.connection.close();
  }
  if (json) printJson({ campaign, ok: unable.length === 0, open, unable });
  else print(...replayText(campaign, open, unable));
  return unable.length === 0 ? DONE : REFUSED;
}

/** The SDK wraps what happened in several layers of words. */
function whyOf({ message }: Error): string {
  return /message: "([^"]+)"/.exec(message)?.[1] ?? message;
}

/** The present run of each workflow that is open. */
async function* openHistories(client: Client, ids: readonly string[]) {
  for (const workflowId of ids) {
    try {
      const handle = client.workflow.getHandle(workflowId);
      if ((await handle.describe()).status.name === 'RUNNING') yield { workflowId, history: await handle.fetchHistory() };
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error; // not started yet, or past the server's retention
    }
  }
}

function replayText(campaign: string, open: number, unable: readonly { workflow: string; why: string }[]): string[] {
  if (unable.length === 0) return [`本版程序可以接续活动 ${campaign} 运行中的 ${String(open)} 个工作流。`];
  return [
    `本版程序不能接续活动 ${campaign} 的 ${String(unable.length)} 个工作流（运行中共 ${String(open)} 个），请勿部署，继续用现有版本：`,
    ...unable.slice(0, 10).map(({ workflow, why }) => `  ${workflow}：${why}`),
  ];
}
