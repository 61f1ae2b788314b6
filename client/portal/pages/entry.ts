import type { PortalRole } from '../../../activities/links/link.ts';
import type { PortalDeps } from '../deps.ts';
import { type Html, html } from '../html.ts';
import { type Letterhead, layout } from './layout.ts';

/** The portal's own address, for who came without a link. */
export function welcomePage(deps: PortalDeps): Html {
  return layout(deps, {
    title: '材料报送', body: html`
<p>各单位联络员请打开函件中的<strong>专属填报页面</strong>链接进入，无需账号和密码。</p>
<p><a class="button" href="/new-link">没有链接，或链接已失效</a></p>
<p class="quiet">也可直接回复函件，或通过公文交换反馈，同样有效。</p>
<h2>反映问题</h2>
<p>活动坚持自愿参与、严禁收费。发现借活动名义收费的，请<a href="/concerns">反映问题</a>，无需链接和账号。</p>
${deps.provider !== undefined && html`<p><a href="/sign-in">组织方登录</a></p>`}`,
  });
}

const ENTRANCES: Readonly<Record<PortalRole, { readonly who: string; readonly button: string }>> = {
  contact: { who: '请确认您是上述单位的“质量月”活动联络员，然后进入。', button: '进入填报' },
  superior: { who: '请确认您负责上述单位的“质量月”活动工作，然后进入。', button: '进入查看' },
  office: { who: '请确认您是组织方的工作人员，然后进入工作台。', button: '进入工作台' },
  head: { who: '请确认您是组织方的负责同志，然后进入。', button: '进入查看' },
  reviewer: { who: '请确认您受组织方委托审核报送材料，然后进入。', button: '进入审核' },
  auditor: { who: '请确认您受组织方委托查阅活动情况，然后进入。', button: '进入查看' },
};

/** What a link opens, however often and by whatever program: a page. Only its button acts. */
export function enterPage(deps: PortalDeps, { token, view, role }: { readonly token: string; readonly view: Letterhead; readonly role: PortalRole }): Html {
  const { who, button } = ENTRANCES[role];
  return layout(deps, {
    title: view.unit.name, view, body: html`
<p>${who}</p>
<form method="post" action="/enter">
<input type="hidden" name="token" value="${token}">
<button type="submit">${button}</button>
</form>
<p class="quiet">${role === 'contact' ? '此链接仅供贵单位使用，请勿转发；需由其他同志办理的，进入后选择“转办”。' : '此链接仅供您本人使用，请勿转发。'}</p>`,
  });
}

/** A link that opens nothing any more, and what to do. */
export function deadLinkPage(deps: PortalDeps, { why, token }: { readonly why: 'expired' | 'revoked' | 'invalid'; readonly token?: string }): Html {
  const text = {
    expired: '此链接已超过有效期（自发函起 60 天）。', revoked: '本单位的联络工作已转办，或组织方停用了此前的链接。',
    invalid: '链接不完整或有误，可能是复制时缺了一部分。请在函件中重新点击，或完整复制后再试。',
  }[why];
  const title = { expired: '此链接已过期', revoked: '此链接已停用', invalid: '此链接无法识别' }[why];
  return layout(deps, {
    title, body: html`
<div class="note">${text}</div>
${token === undefined
    ? html`<p><a class="button" href="/new-link">获取新链接</a></p>`
    : html`<form method="post" action="/new-link"><input type="hidden" name="token" value="${token}"><button type="submit">把新链接发到登记的联络员邮箱</button></form>`}
<p>如不再由您负责，请忽略。着急的，请直接回复函件，或致电函件中的联系电话。</p>`,
  });
}

/** Where one asks for a new link. */
export function newLinkPage(deps: PortalDeps): Html {
  return layout(deps, {
    title: '获取新链接', back: { href: '/', text: '首页' }, body: html`
<p>请填写在组织方登记的联络员邮箱，新的专属链接将发到该邮箱。</p>
<form method="post" action="/new-link" class="form">
<div class="field"><label for="mail">登记的邮箱</label>
<input id="mail" name="mail" type="email" autocomplete="email" required maxlength="200"></div>
<button type="submit">发送</button>
</form>`,
  });
}

/** The same answer whether such a mailbox is known or not. */
export function linkAskedPage(deps: PortalDeps): Html {
  return layout(deps, {
    title: '已受理', back: { href: '/', text: '首页' }, body: html`
<div class="note done">如该邮箱是登记的联络员邮箱，几分钟内会收到新的专属链接。</div>
<p>没有收到的，请查看垃圾邮件，或致电函件中的联系电话核对登记的邮箱。一小时内重复申请不会再次发送。</p>`,
  });
}

/** After leaving. */
export function leftPage(deps: PortalDeps): Html {
  return layout(deps, { title: '已退出', body: html`<p>再次办理，请打开函件中的专属链接。</p>` });
}
