import { chineseInstant } from '../../../../campaign/time/chinese.ts';
import type { Deed } from '../../deeds/deed.ts';
import type { OnDesk, onDesk } from '../../deeds/waiting.ts';
import type { PortalDeps } from '../../deps.ts';
import { type Fields, type Remark, one } from '../../form.ts';
import { type Html, type Piece, html } from '../../html.ts';
import { dueText } from '../../words.ts';
import { phone, words } from '../layout.ts';
import { type DecisionsPage, type Matter, decisionsPage } from './decisions.ts';

export type WaitingKind = 'extension' | 'release';

export const WAITING = {
  extension: { path: '/organiser/extensions', title: '延期申请', none: '目前没有待答复的延期申请。' },
  release: { path: '/organiser/releases', title: '批准提请', none: '目前没有待批准的提请。' },
} as const;

const DONE = {
  granted: '已同意延期，答复函随即发给联络员，提醒按新期限重新安排。', refused: '已答复不延期，答复函随即发给联络员。',
  released: '已批准，提请函在发函时间发给分管领导。',
} as const;

export interface WaitingPage extends Pick<DecisionsPage, 'view' | 'role' | 'csrf'> {
  readonly what: WaitingKind;
  readonly desk: Awaited<ReturnType<typeof onDesk>>;
  readonly done: keyof typeof DONE | undefined;
  /** The form that was refused. */
  readonly typed: Fields;
  readonly wrong: readonly Remark[];
}

/** What waits for the office, longest first. */
export function waitingPage(deps: PortalDeps, { what, desk: { all, elsewhere }, done, typed, wrong, ...page }: WaitingPage): Html {
  const { path, title, none } = WAITING[what];
  const matters = all.toSorted((a, b) => (a.waiting.since < b.waiting.since ? -1 : 1)).map((each, index) => matter(each, { what, role: page.role, index, typed, wrong }));
  const isShown = all.some((each) => isAbout(each, typed));
  return decisionsPage(deps, {
    ...page, title, at: path, done: done && DONE[done], matters, lead: all.length === 0 ? none : html`共 <strong>${all.length}</strong> 项，按等候时间排列。`,
    above: !isShown && wrong.length > 0 && html`<div class="note wrong" role="alert">${wrong.map(({ text }) => html`<p>${text}</p>`)}</div>`,
    below: elsewhere > 0 && html`<p class="quiet">另有 ${elsewhere} 项属于各单位的所属单位，由该单位答复。</p>`,
  });
}

const isAbout = ({ view, task }: OnDesk, typed: Fields): boolean => one(typed, 'unit') === view.unit.id && one(typed, 'task') === task.task;

function matter(each: OnDesk, { what, role, index, typed, wrong }: Pick<WaitingPage, 'what' | 'role' | 'typed' | 'wrong'> & { readonly index: number }): Matter {
  const { view, task } = each;
  const form = {
    deed: what === 'extension' ? extensionDeed(each) : releaseDeed(each), action: WAITING[what].path, about: { unit: view.unit.id, task: task.task },
    ...(isAbout(each, typed) ? { fields: typed, wrong } : {}), ...(what === 'extension' ? { others: [['refuse', '不同意延期']] as const } : {}),
  };
  return {
    id: String(index), title: html`${view.unit.name}：${task.title}`, tag: { text: what === 'extension' ? '申请延期' : '待批准', tone: 'todo' },
    facts: [['现期限', dueText(task)], ...(what === 'extension' ? extensionFacts(each) : releaseFacts(each)), ['联络员', contact(each)]],
    more: what === 'extension' && task.extension?.why !== undefined && words(task.extension.why),
    form: role === 'office' ? form : undefined,
  };
}

function extensionFacts({ task: { extension }, waiting }: OnDesk): [string, Piece][] {
  return [['申请延到', extension === undefined ? '' : html`<strong>${chineseInstant(extension.until)}</strong>`], ['申请时间', chineseInstant(waiting.since)]];
}

function releaseFacts({ waiting }: OnDesk): [string, Piece][] {
  return [['可批准', `${chineseInstant(waiting.since)}起${waiting.until === undefined ? '' : `，至${chineseInstant(waiting.until)}`}`]];
}

function contact({ view: { contact: card } }: OnDesk): Piece {
  return card === undefined ? '（未登记）' : html`${card.role ?? ''} ${card.phone === undefined ? '（未登记电话）' : phone(card.phone)} ${card.mail}`;
}

function extensionDeed({ task: { extension } }: OnDesk): Deed {
  return {
    title: '答复延期', button: '同意延期', blame: 'until', says: ['同意的：期限改到所申请的时间，之前未发的提醒不再发，按新期限重新安排；两种答复都以函件告知联络员。'],
    asks: [
      { name: 'until', label: '改为其他时间（不填即同意所申请的）', as: 'line', hint: `申请延到 ${extension?.until.slice(0, 10) ?? ''}；例如 2024-10-25 或 2024-10-25 17:00。` },
      { name: 'text', label: '附言（可不填，写入答复函）', as: 'area' },
    ],
  };
}

function releaseDeed({ view }: OnDesk): Deed {
  return {
    title: '批准提请', button: '批准', asks: [],
    says: [`提请函发给${view.unit.name}的分管领导（${view.mailboxes.superior[0] ?? '未登记邮箱'}），在定好的发函时间发出；已过该时间的，在下一个可以提请的工作日发出。`, '不批准的，不需办理：到期自动失效，不会发出。可先致电联络员。'],
  };
}
