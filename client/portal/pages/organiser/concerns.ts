import type { CampaignPlan } from '../../../../campaign/definition/plan.ts';
import { ORGANISER } from '../../../../campaign/line/plan.ts';
import { chineseInstant } from '../../../../campaign/time/chinese.ts';
import type { ConcernView } from '../../../concerns.ts';
import { channelField } from '../../deeds/channels.ts';
import type { Deed } from '../../deeds/deed.ts';
import type { PortalDeps } from '../../deps.ts';
import { type Fields, type Remark, one } from '../../form.ts';
import { type Html, html } from '../../html.ts';
import { words } from '../layout.ts';
import { deedForm } from './deedForm.ts';
import { type DecisionsPage, type Matter, decisionsPage } from './decisions.ts';

export const CONCERNS = '/organiser/concerns';

export const CONCERNS_DONE = { recorded: '已登记。', answered: '答复已记录。' } as const;

export interface ConcernsPage extends Pick<DecisionsPage, 'view' | 'role' | 'csrf'> {
  readonly plan: CampaignPlan;
  readonly concerns: readonly ConcernView[];
  readonly done: keyof typeof CONCERNS_DONE | undefined;
  readonly typed: Fields;
  readonly wrong: readonly Remark[];
}

/** 反映问题: those without an answer first; each is answered where it stands, and new ones are recorded below. */
export function concernsPage(deps: PortalDeps, { plan, concerns, done, typed, wrong, ...page }: ConcernsPage): Html {
  const open = concerns.filter(({ answeredAt }) => answeredAt === undefined);
  const isOffice = page.role === 'office';
  const again = (number: string) => (one(typed, 'number') === number && wrong.length > 0 ? { fields: typed, wrong } : {});
  return decisionsPage(deps, {
    ...page, title: '反映问题', at: CONCERNS, done: done && CONCERNS_DONE[done],
    lead: concerns.length === 0 ? '没有登记过反映问题。' : html`共 <strong>${concerns.length}</strong> 件，待答复 <strong>${open.length}</strong> 件。未答复的，有关单位的案例暂不选用，总结暂不能审定。`,
    matters: [...open, ...concerns.filter((each) => !open.includes(each))].map((each) => matter(each, isOffice, again(String(each.number)))),
    below: isOffice && html`<div class="panel"><h2>登记反映的问题</h2>${deedForm({ deed: recording(plan), action: CONCERNS, csrf: page.csrf, about: { number: '' }, id: 'new-', ...again('') })}</div>`,
  });
}

function matter({ number, name, receivedAt, text, answer, answeredAt }: ConcernView, isOffice: boolean, again: { readonly fields?: Fields; readonly wrong?: readonly Remark[] }): Matter {
  const deed: Deed = { title: '答复', button: '记录答复', blame: 'answer', says: [], asks: [{ name: 'answer', label: '核实情况和答复', as: 'area', hint: '只记录一次，记录后不能修改。' }] };
  return {
    id: String(number), title: `第 ${String(number)} 号`, tag: answeredAt === undefined ? { text: '待答复', tone: 'todo' } : { text: '已答复', tone: 'done' },
    facts: [['收到', chineseInstant(receivedAt)], ['所反映', name ?? '与具体单位无关'], ...(answeredAt === undefined ? [] : [['答复', chineseInstant(answeredAt)] as const])],
    more: html`${words(text ?? '（内容已清除）')}${answeredAt !== undefined && html`<blockquote class="comment">${words(answer ?? '（内容已清除）')}</blockquote>`}`,
    form: isOffice && answeredAt === undefined ? { deed, action: CONCERNS, about: { number: String(number) }, ...again } : undefined,
  };
}

function recording({ lines }: CampaignPlan): Deed {
  const units = lines.filter(({ line }) => line !== ORGANISER).flatMap(({ units: own }) => own.filter(({ removed }) => removed !== true).map(({ id, name }) => [id, name] as const));
  return {
    title: '登记', button: '登记', blame: 'text', says: ['来电、来信反映借活动名义收费等问题的，登记在此，逐件核实答复。', '反映人的姓名、电话不要填写在此。'],
    asks: [
      { name: 'text', label: '反映的问题', as: 'area' }, { name: 'unit', label: '所反映的单位', as: 'select', value: '', options: [['', '与具体单位无关'], ...units] },
      channelField('渠道'), { name: 'receivedAt', label: '收到时间（不填即现在）', as: 'line', hint: '例如 2024-10-16 15:00' },
    ],
  };
}
