import type { Amended } from '../amend.ts';
import { isRehearsalOf, renamed } from '../renamed.ts';
import { amendText } from '../amendText.ts';
import { requireDefinition } from './definition.ts';
import { print, printJson } from './output.ts';
import { showProgress } from './progress.ts';
import { withCampaigns } from './server.ts';

/** Shows what another definition would change in a running campaign; with `yes` changes it. */
export async function amend(campaign: string, path: string, { yes, json }: { readonly yes: boolean; readonly json: boolean }): Promise<void> {
  const { compiled: own, files } = await requireDefinition(path);
  const compiled = isRehearsalOf(campaign, own.plan.campaign) ? renamed(own, campaign) : own;
  const progress = showProgress(() => (yes ? '正在保存新方案并通知各报送线…' : '正在比较方案…'));
  const { found, adopted } = await withCampaigns(campaign, async ({ campaigns }): Promise<{ found: Amended; adopted: boolean }> => {
    if (!yes) return { found: await campaigns.previewAmendment(campaign, { compiled, files }), adopted: false };
    const { adopted: done, ...rest } = await campaigns.amend(campaign, { compiled, files });
    return { found: rest, adopted: done };
  }).finally(() => { progress.end(); });
  const { plan: _, ...document } = found;
  if (json) printJson({ ...document, done: yes, adopted });
  else print(amendText(found), ...(found.isEmpty ? [] : ['', howItEnds(found, { path, yes, adopted })]));
}

function howItEnds({ campaign, revision }: Amended, { path, yes, adopted }: { path: string; yes: boolean; adopted: boolean }): string {
  if (!yes) return `以上只是预览，什么都没有改变。执行请加 --yes：npx campaign amend ${campaign} ${path} --yes`;
  return adopted
    ? `已变更：活动按第 ${String(revision)} 版方案运行，各报送线随即更新。看进展：npx campaign status ${campaign}`
    : `已受理第 ${String(revision)} 版方案，工作进程尚未启用。请确认 npx campaign up（或 worker）在运行，再用 npx campaign status ${campaign} 查看。`;
}
