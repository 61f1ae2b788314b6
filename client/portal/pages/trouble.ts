import type { UnitView } from '../../units.ts';
import type { OrganiserView } from '../../organiser.ts';
import type { PortalDeps } from '../deps.ts';
import { type Html, html } from '../html.ts';
import { forPeople } from '../words.ts';
import { layout } from './layout.ts';
import { organiserHead } from './organiser/frame.ts';

/** What went wrong, for the person in front of it. */
export type Trouble = { readonly status: number } & (
  | { readonly what: 'signIn' | 'forbidden' | 'unknown' | 'revoked' | 'foreign' | 'stranger' | 'stale' | 'declined' | 'unverified' | 'providerAway' | 'away' | 'malformed' | 'tooMany' | 'tooLarge' }
  | { readonly what: 'refused'; readonly sentence: string }
  | { readonly what: 'broken'; readonly id: string }
);

const TEXTS: Readonly<Record<Exclude<Trouble['what'], 'refused' | 'broken'>, { readonly title: string; readonly text: string; readonly link?: true }>> = {
  signIn: {
    title: '请从函件中的链接进入', link: true,
    text: '本页面需要通过函件中的专属链接打开；进入后 10 小时内有效。如果刚才正在填写，请在新窗口中重新打开函件中的链接，再用浏览器的“后退”回到原页面提交，已填内容不会丢失。',
  },
  forbidden: { title: '只能查看，不能办理', text: '您的链接仅供查看。办理请由本单位联络员通过其专属链接进行。' },
  unknown: { title: '没有这个页面', text: '地址可能不完整，或这一事项不属于本单位。请从函件中的链接重新进入。' },
  revoked: { title: '此链接已停用', link: true, text: '本单位的联络工作已转办，或组织方停用了此前的链接。' },
  foreign: { title: '没有办理', text: '这次提交不是从本系统的页面发出的，或页面已过期。请退回上一页刷新后重试；已保存的草稿不受影响。' },
  stranger: { title: '没有权限', text: '您已登录，但登记的人员中没有这个邮箱。请联系办公室在“人员”页登记后重新登录。' },
  stale: { title: '登录已超时', text: '请回到首页重新登录；登录须在 10 分钟内、同一浏览器中完成。' },
  declined: { title: '没有登录', text: '统一身份认证没有通过。请回到首页重新登录；仍不行的，请联系系统管理员。' },
  unverified: { title: '没有登录', text: '统一身份认证没有给出经核实的邮箱。请联系系统管理员核对该账号的邮箱。' },
  providerAway: { title: '暂时不能登录', text: '统一身份认证没有响应。请稍后重试；着急的，请联系系统管理员。' },
  away: { title: '系统暂时不能办理', text: '系统正在维护或正忙，请稍后重试。刚才的操作可能已经受理，请重新打开页面查看后再决定是否重试。' },
  malformed: { title: '没有办理', text: '提交的内容不完整。请退回上一页核对后重试。' },
  tooMany: { title: '请稍后再试', text: '短时间内的操作过多。请等一分钟后重试。' },
  tooLarge: { title: '提交的内容过大', text: '请减少文件数量或压缩后重新提交；视频等大文件可另寄光盘并在材料中注明。' },
};

/** `unknown` for who has the whole campaign before them. */
const GONE = '地址可能不完整，或所指的事项已经不在。请返回工作台重新查找。';

/** A page that says what happened and what to do next. */
export function troublePage(
  deps: Pick<PortalDeps, 'rehearsal'>, { view: unit, organiser }: { readonly view?: UnitView | undefined; readonly organiser?: OrganiserView | undefined }, trouble: Trouble,
): Html {
  const view = unit ?? (organiser === undefined ? undefined : organiserHead(organiser));
  const home = view === undefined ? false : html`<p><a class="button" href="/">${unit === undefined ? '返回工作台' : '返回事项列表'}</a></p>`;
  if (trouble.what === 'refused') {
    return layout(deps, { title: '没有办理', view, body: html`<div class="note">${unit === undefined ? trouble.sentence : forPeople(trouble.sentence, unit)}</div>${home}` });
  }
  if (trouble.what === 'broken') {
    return layout(deps, { title: '系统出了问题', view, body: html`<div class="note">刚才的操作没有完成。请退回上一页重试；如仍不行，请致电组织方，并告知编号 ${trouble.id}。</div>${home}` });
  }
  const { title, text: general, link } = TEXTS[trouble.what];
  const text = trouble.what === 'unknown' && unit === undefined && organiser !== undefined ? GONE : general;
  const more = link === true && html`<p><a class="button" href="/new-link">获取新链接</a></p><p>也可直接回复函件，或致电函件中的联系电话。</p>`;
  return layout(deps, { title, view, body: html`<div class="note">${text}</div>${more}${home}` });
}
