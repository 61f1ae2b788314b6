import type { OrganiserRole } from '../access.ts';
import type { PortalDeps } from '../deps.ts';
import { type Html, html } from '../html.ts';
import { ROLE_NAMES } from '../words.ts';
import { layout } from './layout.ts';

/** Who signed in may be several things: which one now. */
export function chooseRolePage(deps: PortalDeps, offers: readonly { readonly title: string; readonly role: OrganiserRole; readonly ticket: string }[]): Html {
  return layout(deps, {
    title: '请选择', body: html`<p>您已登录。请选择要进入的活动和身份。</p>
${offers.map(({ title, role, ticket }) => html`<form method="post" action="/sign-in/choose"><input type="hidden" name="ticket" value="${ticket}"><button type="submit">${title}（${ROLE_NAMES[role]}）</button></form>`)}`,
  });
}
