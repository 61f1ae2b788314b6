import type { Overview } from '../../../overview.ts';
import { chineseInstant } from '../../../../campaign/time/chinese.ts';
import type { PortalDeps } from '../../deps.ts';
import { type Html, html } from '../../html.ts';
import { type OrganiserPage, organiserPage } from './frame.ts';

/** 总览. */
export function dashboardPage(deps: PortalDeps, page: Pick<OrganiserPage, 'view' | 'role' | 'csrf'> & { readonly overview: Overview }): Html {
  const { campaign: { asOf, figures } } = page.overview;
  return organiserPage(deps, { ...page, title: '总览', at: '/organiser', body: html`<p class="lead">截至${chineseInstant(asOf)}：应报 ${figures.due}，按时 ${figures.onTime}，待报 ${figures.open}。</p>` });
}
