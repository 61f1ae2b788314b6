import { type Html, html } from '../../../html.ts';
import type { DashboardPage } from '../dashboard.ts';

/** From then on, what is shown is old: server or worker are away (ms). */
const OLD_MS = 5_000;

/** What one must know before one believes the rest: letters are on hold, the data are old, not all of it is there. */
export function notices({ overview: { campaign, reading, looked, lines, plan }, marker, at }: Pick<DashboardPage, 'overview' | 'marker' | 'at'>): Html {
  const age = at - looked;
  return html`${marker === 'stopped' ? html`<div class="note wrong loud" role="alert"><strong>活动已取消</strong>，不再发出任何函件。</div>`
    : marker === 'held' && html`<div class="note wrong loud" role="alert"><strong>发函已暂停</strong>：除回执外，任何函件都不会发出，直到<a href="/organiser/letters">恢复发函</a>。</div>`}
${age > OLD_MS && html`<div class="note wrong" role="alert">服务暂时没有应答，以下是 ${ageText(age)}前的情况。</div>`}
${reading > 0 && html`<div class="note" role="status">正在读取各单位情况：${plan.lines.length} 条报送线中已读 ${lines.size} 条，${reading} 条待读，请稍候<a href="/organiser">刷新</a>。</div>`}
${campaign.revision > 1 && campaign.following !== undefined && campaign.following.lines < campaign.following.of && html`<div class="note" role="status">方案第 ${campaign.revision} 版：${campaign.following.of} 条报送线中已有 ${campaign.following.lines} 条按此运行。</div>`}`;
}

function ageText(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds < 120 ? `${String(seconds)} 秒` : `${String(Math.round(seconds / 60))} 分钟`;
}
