import { NO_FIGURES, addFigures } from '../../../../campaign/line/outcome.ts';
import { ORGANISER } from '../../../../campaign/line/plan.ts';
import { dayOf } from '../../../../campaign/time/instant.ts';
import { campaignWorkflowId } from '../../../../workflows/contract.ts';
import type { Call } from '../../../calls.ts';
import { phaseText } from '../../../words.ts';
import type { Overview } from '../../../overview.ts';
import { columnsOf } from '../../dashboard/columns.ts';
import { monthOf, nextLetters } from '../../dashboard/month.ts';
import { ratesOf } from '../../dashboard/rates.ts';
import { type Show, rowsOf, shown } from '../../dashboard/rows.ts';
import { overdueOf, waitsOf } from '../../dashboard/waits.ts';
import type { PortalDeps } from '../../deps.ts';
import { type Html, html } from '../../html.ts';
import { chineseInstant } from '../../words.ts';
import { callsPart } from './dashboard/calls.ts';
import { matrix } from './dashboard/matrix.ts';
import { monthPart } from './dashboard/month.ts';
import { overdue } from './dashboard/overdue.ts';
import { ratesPart } from './dashboard/rates.ts';
import { signs } from './dashboard/signs.ts';
import { notices } from './dashboard/notices.ts';
import { waiting } from './dashboard/waiting.ts';
import { type OrganiserPage, organiserPage } from './frame.ts';

export interface DashboardPage extends Pick<OrganiserPage, 'view' | 'role' | 'csrf'> {
  readonly overview: Overview;
  readonly calls: readonly Call[];
  /** What the store says of its letters: it bites before the workflows hear of it. */
  readonly marker: 'running' | 'held' | 'stopped';
  readonly show?: Show | undefined;
  /** Part of a name. */
  readonly name: string;
  /** `2024-10`; the present one unless asked for. */
  readonly month?: string | undefined;
  /** Real time, in milliseconds. */
  readonly at: number;
}

/** Above so many participants, those with nothing wrong are folded away. */
const FEW = 100;

/** 总览: what matters first, on one screen. */
export function dashboardPage(deps: Pick<PortalDeps, 'rehearsal' | 'workflowUrl'>, page: DashboardPage): Html {
  const { overview, calls, name, show } = page;
  const { plan, campaign, now } = overview;
  const month = page.month ?? dayOf(now).slice(0, 7);
  const all = rowsOf(overview);
  const folds = all.length > FEW && show === undefined && name === '';
  const rows = folds ? all.filter(({ isWanting, isUnread }) => isWanting || isUnread) : shown(all, show, name);
  const url = deps.workflowUrl?.(campaignWorkflowId(plan.campaign));
  return organiserPage(deps, {
    view: page.view, role: page.role, csrf: page.csrf, title: '总览', at: '/organiser', body: html`${signs()}
<p class="lead">${phaseText(campaign.phase)}阶段　截至${chineseInstant(now)}　<a href="/organiser">刷新</a>${url !== undefined && html`　<a href="${url}">流程（Temporal）</a>`}</p>
${notices(page)}
${figures(overview)}
<div class="halves"><section>${waiting(waitsOf(overview), plan, now)}</section><section>${overdue(overdueOf(overview), plan, now)}</section></div>
<section>${callsPart(calls)}</section>
<section>${matrix({ columns: columnsOf(plan), rows, all: all.length, show, name, folded: folds ? all.length - rows.length : 0 })}</section>
<div class="halves"><section>${monthPart(month, monthOf(overview, month), nextLetters(overview), (to) => `/organiser?month=${to}#calendar`)}</section><section>${ratesPart(ratesOf(overview))}</section></div>`,
  });
}

/** From the lines, as all the rest of the page: the campaign hears of them a moment later. */
function figures({ lines }: Overview): Html {
  const participants = [...lines.values()].filter(({ line }) => line !== ORGANISER);
  const { due, onTime, late, exempt, missing, open, returned } = participants.map((each) => each.figures).reduce(addFigures, NO_FIGURES);
  const shownFigures: readonly (readonly [string, number])[] = [['应报', due], ['按时', onTime], ['迟报', late], ['免报', exempt], ['未报', missing], ['待报', open], ['退回补充', returned]];
  return html`<dl class="figures">${shownFigures.map(([term, count]) => html`<div><dt>${term}</dt><dd>${count}</dd></div>`)}</dl>`;
}
