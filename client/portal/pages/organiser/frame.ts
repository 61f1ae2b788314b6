import type { PortalRole } from '../../../../activities/links/link.ts';
import { ORGANISER } from '../../../../campaign/line/plan.ts';
import type { OrganiserView } from '../../../organiser.ts';
import type { PortalDeps } from '../../deps.ts';
import { type Html, type Piece, html } from '../../html.ts';
import { type Letterhead, layout } from '../layout.ts';

/** The organiser's pages, as its navigation lists them. `act`: for the office only. */
const PLACES: readonly { readonly href: string; readonly text: string; readonly act?: true }[] = [
  { href: '/organiser', text: '总览' },
  { href: '/organiser/review', text: '审核' },
  { href: '/organiser/extensions', text: '延期申请' },
  { href: '/organiser/releases', text: '批准提请' },
  { href: '/organiser/letters', text: '拟发函件' },
  { href: '/organiser/cases', text: '案例' },
  { href: '/organiser/concerns', text: '反映问题' },
  { href: '/organiser/summary', text: '总结' },
  { href: '/organiser/plan', text: '变更方案', act: true },
  { href: '/organiser/notice', text: '通知和宣传', act: true },
  { href: '/organiser/people', text: '人员', act: true },
  { href: '/organiser/start', text: '启动新活动', act: true },
];

export interface OrganiserPage {
  readonly title: string;
  readonly body: Piece;
  readonly view: OrganiserView;
  readonly role: PortalRole;
  readonly csrf: string;
  /** The place in the navigation, as its address. */
  readonly at: string;
  readonly back?: { readonly href: string; readonly text: string };
}

/** Whose page it is, for the layout and for mails. */
export function organiserHead({ title, office }: OrganiserView): Letterhead & { readonly unit: { readonly id: string; readonly name: string } } {
  return { title, office, unit: { id: ORGANISER, name: `市场监管总局${office.name}` } };
}

/** A page of the organiser: navigation above, room for tables. */
export function organiserPage(deps: Pick<PortalDeps, 'rehearsal'>, { title, body, view, role, csrf, at, back }: OrganiserPage): Html {
  const places = PLACES.filter(({ act }) => act !== true || role === 'office');
  const nav = html`<nav class="places" aria-label="工作台"><div class="wide">${places.map(({ href, text }) => html`<a href="${href}"${href === at && html` aria-current="page"`}>${text}</a>`)}</div></nav>`;
  return layout(deps, { title, body, csrf, back, nav, view: organiserHead(view) });
}
