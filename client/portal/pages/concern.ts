import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import { CONCERN_LIMITS, participantsOf } from '../concernForm.ts';
import type { PortalDeps } from '../deps.ts';
import { type Fields, type Remark, one } from '../form.ts';
import { type Html, html } from '../html.ts';
import { area, line, remarksOf } from './fields.ts';
import { layout } from './layout.ts';

/** 反映问题: anybody may say that something is wrong, for example that fees were charged in the campaign's name. */
export function concernPage(deps: PortalDeps, { plan, token, fields, wrong }: { readonly plan: CampaignPlan; readonly token: string; readonly fields: Fields; readonly wrong: readonly Remark[] }): Html {
  const remarks = (name: string) => remarksOf({ wrong, missing: [] }, name);
  const whole = remarks('');
  return layout(deps, {
    title: '反映问题', back: { href: '/', text: '首页' }, body: html`
<p class="lead">${plan.title}坚持自愿参与、严禁收费。发现有人借活动名义收费、摊派、搭车评比等问题的，请在此反映。</p>
${whole.length > 0 && html`<div class="note wrong" role="alert">${whole.map((text) => html`<p>${text}</p>`)}</div>`}
<form class="form" method="post" action="/concerns/${plan.campaign}"><input type="hidden" name="form" value="${token}">
${area({ name: 'what', label: '反映的问题', value: one(fields, 'what'), remarks: remarks('what'), rows: 8, hint: `请写明时间、地点、经过，收费的请写明金额和收款方，${String(CONCERN_LIMITS.what)} 字以内。请勿填写涉密内容。` })}
${line({ name: 'unit', label: '涉及的单位（可不填）', value: one(fields, 'unit'), remarks: remarks('unit'), max: CONCERN_LIMITS.unit, hint: '可填参与单位的名称，也可填其他单位。', list: participantsOf(plan).map(({ name }) => name) })}
${line({ name: 'contact', label: '您的联系方式（可不填）', value: one(fields, 'contact'), remarks: remarks('contact'), max: CONCERN_LIMITS.contact, hint: '电话或邮箱，只用于核实和答复本次反映的问题，只有组织方能看到。' })}
<div class="unseen" aria-hidden="true"><label for="f-website">请勿填写此栏</label><input id="f-website" name="website" type="text" tabindex="-1" autocomplete="off"></div>
<div class="actions"><button type="submit">提交</button></div></form>`,
  });
}

/** Its number, and what happens next. */
export function concernTakenPage(deps: PortalDeps, { title, office }: Pick<CampaignPlan, 'title' | 'office'>, number: number): Html {
  return layout(deps, {
    title: '已收到，感谢反映', back: { href: '/', text: '首页' }, body: html`
<div class="receipt" role="status"><p class="receipt-title">登　记</p>
<dl class="facts"><dt>编号</dt><dd class="number">第 ${number} 号</dd><dt>活动</dt><dd>${title}</dd></dl></div>
<h2>接下来</h2>
<ul><li>已列入${office}待办，逐件核实答复；未答复前，有关单位的案例不予选用，活动总结不予审定。</li>
<li>留有联系方式的，组织方据此核实和答复；也可凭编号向组织方询问。</li>
<li>收到和答复的件数写入活动总结，内容不公开。</li></ul>`,
  });
}

/** What could not be taken, and what to do instead. */
export function concernNotTakenPage(deps: PortalDeps, why: 'tooMany' | 'over'): Html {
  const text = why === 'tooMany' ? '近一小时内在线反映的较多，暂不能受理，还没有提交。请一小时后再试。' : '此活动目前不能在线反映问题，还没有提交。';
  return layout(deps, {
    title: '没有提交', back: { href: '/concerns', text: '反映问题' },
    body: html`<div class="note">${text}紧急的，请拨打市场监管投诉举报热线 12315，或致电活动通知中的联系电话。</div><p>刚才填写的内容，用浏览器的“后退”可以找回。</p>`,
  });
}

/** Which campaign it is about, where there are several. */
export function concernChoicePage(deps: PortalDeps, campaigns: readonly Pick<CampaignPlan, 'campaign' | 'title'>[]): Html {
  return layout(deps, {
    title: '反映问题', back: { href: '/', text: '首页' }, body: campaigns.length === 0
      ? html`<p>目前没有正在进行的活动。</p>`
      : html`<p>请选择所反映的活动：</p><ul class="tasks">${campaigns.map(({ campaign, title }) => html`<li class="task"><h3><a href="/concerns/${campaign}">${title}</a></h3></li>`)}</ul>`,
  });
}
