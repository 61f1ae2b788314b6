import type { CampaignPlan } from '../../../../../campaign/definition/plan.ts';
import { chineseDay } from '../../../../../campaign/time/chinese.ts';
import { type Instant, dayOf } from '../../../../../campaign/time/instant.ts';
import { workingDaysBetween } from '../../../../../campaign/time/workingDays.ts';
import type { Wait } from '../../../dashboard/waits.ts';
import { type Html, html } from '../../../html.ts';
import { chineseInstant } from '../../../words.ts';

const PLACES: Readonly<Record<Wait['what'], { readonly text: string; readonly href: string; readonly unit: string; readonly until: string }>> = {
  review: { text: '待审核材料', href: '/organiser/review', unit: '件', until: '应于' },
  release: { text: '待批准提请', href: '/organiser/releases', unit: '件', until: '最迟' },
  extension: { text: '待答复延期', href: '/organiser/extensions', unit: '件', until: '应于' },
  concern: { text: '反映问题待答复', href: '/organiser/concerns', unit: '件', until: '应于' },
  summary: { text: '总结待审定', href: '/organiser/summary', unit: '份', until: '应于' },
  own: { text: '本局自己的事项', href: '/organiser/units/organiser', unit: '项', until: '应于' },
};

/** 等我办理: what, how many, since when, by when. */
export function waiting(waits: readonly Wait[], plan: CampaignPlan, now: Instant): Html {
  const open = waits.filter(({ count }) => count > 0);
  const none = waits.filter(({ count }) => count === 0);
  return html`<h2>等我办理</h2>
${open.length > 0 && html`<table class="list tight"><thead><tr><th scope="col">事项</th><th scope="col" class="figure">数量</th><th scope="col">等得最久</th><th scope="col">时限</th></tr></thead><tbody>
${open.map((wait) => row(wait, plan, now))}</tbody></table>`}
${none.length > 0 && html`<p class="quiet">${open.length === 0 ? '目前没有' : '没有'}${none.map(({ what }) => PLACES[what].text).join('、')}。</p>`}`;
}

function row({ what, count, since, until, late }: Wait, plan: CampaignPlan, now: Instant): Html {
  const place = PLACES[what];
  return html`<tr><th scope="row"><a href="${place.href}">${place.text}</a></th><td class="figure"><strong>${count}</strong> ${place.unit}</td>
<td>${since !== undefined && waitedText(plan, since, now)}</td><td>${late > 0 ? html`<strong class="grave">${late} ${place.unit}已超期</strong>` : until !== undefined && html`${place.until} ${chineseInstant(until)}`}</td></tr>`;
}

/** How long something has waited. */
function waitedText({ calendar }: CampaignPlan, since: Instant, now: Instant): string {
  const days = workingDaysBetween(calendar, dayOf(since), dayOf(now));
  return `${chineseDay(dayOf(since))}起${days === 0 ? '' : `，${String(days)} 个工作日`}`;
}
