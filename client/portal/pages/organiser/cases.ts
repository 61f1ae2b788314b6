import type { CampaignPlan } from '../../../../campaign/definition/plan.ts';
import { STAGES, type Stage } from '../../../../campaign/line/selection.ts';
import { chineseInstant } from '../../../../campaign/time/chinese.ts';
import type { CaseView } from '../../../cases.ts';
import { channelField } from '../../deeds/channels.ts';
import type { Deed } from '../../deeds/deed.ts';
import type { PortalDeps } from '../../deps.ts';
import { type Fields, type Remark, one } from '../../form.ts';
import { type Html, html } from '../../html.ts';
import { words } from '../layout.ts';
import { type DeedForm, deedForm, doneNote } from './deedForm.ts';
import { type OrganiserPage, organiserPage } from './frame.ts';

export const CASES = '/organiser/cases';

export interface CasesPage extends Pick<OrganiserPage, 'view' | 'role' | 'csrf'> {
  readonly plan: CampaignPlan;
  readonly cases: readonly CaseView[];
  readonly done: string | undefined;
  readonly typed: Fields;
  readonly wrong: readonly Remark[];
}

export const nextStage = (stage: Stage | null): Stage | undefined => (stage === null ? STAGES[0] : STAGES[STAGES.indexOf(stage) + 1]);

/** 案例: those of accepted reports, clause by clause, each moved along where it stands. */
export function casesPage(deps: PortalDeps, { plan, cases, done, typed, wrong, ...page }: CasesPage): Html {
  const clauses = new Map(plan.clauses.map(({ id, title }) => [id, `${id} ${title}`]));
  const clauseOf = ({ action }: CaseView): string => clauses.get(plan.actions.find(({ id }) => id === action)?.clause ?? '') ?? '活动总结';
  const groups = [...Map.groupBy(cases, clauseOf)];
  const isShown = cases.some(({ id }) => id === one(typed, 'case'));
  return organiserPage(deps, {
    ...page, title: '案例', at: CASES, body: html`${doneNote(done)}
${!isShown && wrong.length > 0 && html`<div class="note wrong" role="alert">${wrong.map(({ text }) => html`<p>${text}</p>`)}</div>`}
<p class="lead">${cases.length === 0 ? '已收悉的材料中还没有典型案例。' : html`已收悉的材料中有 <strong>${cases.length}</strong> 个典型案例。逐步办理：${STAGES.join(' → ')}；“采用”的排在总结前面，“发布”须经报送单位同意。`}</p>
${groups.map(([clause, own]) => html`<h2>${clause}　${own.length} 个</h2><ul class="tasks">${own.map((each) => card(each, page, one(typed, 'case') === each.id ? { fields: typed, wrong } : {}))}</ul>`)}`,
  });
}

function card(each: CaseView, { role, csrf }: Pick<CasesPage, 'role' | 'csrf'>, again: Pick<DeedForm, 'fields' | 'wrong'>): Html {
  const { id, title, text, unit, stage, consent, check } = each;
  const next = nextStage(stage);
  return html`<li class="task ${stage === null ? 'rest' : 'done'}"><div class="row"><h3>${title}</h3><span class="tag ${stage === null ? 'rest' : 'done'}">${stage ?? '未推荐'}</span></div>
<p class="quiet">${unit}，案例号 ${id}${consent !== undefined && `，${chineseInstant(consent)}同意发布`}</p>
${check.length > 0 && html`<p class="remark">请先核实：${check.join('；')}</p>`}
<details${again.wrong !== undefined && html` open`}><summary>看内容${role === 'office' && '并办理'}</summary>${words(text)}
${role === 'office' && deedForm({
    deed: stepOf(each, next), action: CASES, csrf, about: { case: id, from: stage ?? '' }, id: `${id}-`, others: stage === null || next === undefined ? [] : [['drop', '退回一步']], ...again,
  })}</details></li>`;
}

function stepOf({ consent }: CaseView, next: Stage | undefined): Deed {
  if (next === undefined) return { title: '案例', button: '退回一步', says: ['已经发布，没有下一步；需要撤回的，退回一步。'], asks: [] };
  const asksConsent = consent === undefined && next === '发布';
  return {
    title: '案例', button: next, blame: asksConsent ? 'channel' : '', says: [],
    asks: asksConsent ? [channelField('报送单位同意发布，经何渠道', '（尚未同意）'), { name: 'receivedAt', label: '同意的时间（不填即现在）', as: 'line', hint: '例如 2024-11-04 10:00' }] : [],
  };
}
