import type { Marker } from '../../../../activities/store/campaignStore.ts';
import type { ComposedLetter } from '../../../../activities/letters/compose.ts';
import { KIND_NAMES } from '../../../../campaign/definition/letterNames.ts';
import type { CampaignPlan } from '../../../../campaign/definition/plan.ts';
import { ruleOf } from '../../../../campaign/line/plan.ts';
import { chineseDay, chineseInstant } from '../../../../campaign/time/chinese.ts';
import { dayOf, timeOf } from '../../../../campaign/time/instant.ts';
import type { ListedLetter } from '../../../strikes.ts';
import type { WholeLetter } from '../../../wholeLetter.ts';
import type { Deed } from '../../deeds/deed.ts';
import type { PortalDeps } from '../../deps.ts';
import type { Fields, Remark } from '../../form.ts';
import { type Html, html } from '../../html.ts';
import { deedForm, doneNote } from './deedForm.ts';
import { type OrganiserPage, organiserPage } from './frame.ts';
import { letterView } from './letterFrame.ts';
import { organiserUnitPath } from './paths.ts';

const LETTERS = '/organiser/letters';
export const letterPath = (id: string): string => `${LETTERS}/${encodeURIComponent(id)}`;
/** Items of one letter that are listed; the others are counted. */
const SHOWN = 3;

export const LETTERS_DONE = { struck: '已撤下，不会发出，也不补发。', lifted: '已恢复，到时照常发出。', held: '已暂停全部发函。', unheld: '已恢复发函。' } as const;
export type LettersDone = keyof typeof LETTERS_DONE;

type Frame = Pick<OrganiserPage, 'view' | 'role' | 'csrf'>;

export interface LettersPage extends Frame {
  readonly plan: CampaignPlan;
  readonly ahead: { readonly letters: readonly ListedLetter[]; readonly unnamed: number };
  readonly marker: Marker;
  readonly done: LettersDone | undefined;
  readonly wrong: readonly Remark[];
}

/** 拟发函件: what leaves today and on the next working day; each can be looked at and struck, all of them held. */
export function lettersPage(deps: PortalDeps, { plan, ahead: { letters, unnamed }, marker, done, wrong, ...page }: LettersPage): Html {
  const days = [...Map.groupBy(letters.toSorted((a, b) => (a.at < b.at ? -1 : 1)), ({ at }) => dayOf(at))];
  return organiserPage(deps, {
    ...page, title: '拟发函件', at: LETTERS, body: html`${doneNote(done && LETTERS_DONE[done])}
${marker === 'held' && html`<div class="note wrong">现已暂停全部发函：下列函件到时不发，恢复后仍在有效期内的才会发出。</div>`}
<p class="lead">${letters.length + unnamed === 0 ? '今天和下一工作日没有拟发函件。' : html`今天和下一工作日拟发 <strong>${letters.length + unnamed}</strong> 封。届时已经办理的，不再发出。`}</p>
${days.map(([day, own]) => html`<h2>${chineseDay(day)}　${own.length} 封</h2>${table(plan, own)}`)}
${unnamed > 0 && html`<p class="quiet">另有 ${unnamed} 封暂时列不出（报送线正在更新），请稍候刷新。</p>`}
${page.role === 'office' && marker !== 'stopped' && html`<div class="panel"><h2>${marker === 'held' ? '恢复发函' : '暂停全部发函'}</h2>
${deedForm({ deed: holding(marker), action: LETTERS, csrf: page.csrf, wrong, about: { hold: marker === 'held' ? 'no' : 'yes' } })}</div>`}`,
  });
}

function holding(marker: Marker): Deed {
  return marker === 'held'
    ? { title: '恢复发函', button: '恢复发函', asks: [], says: ['从现在起照常发函。暂停期间该发的：还在有效期内的随即发出，过了有效期的不再补发。'] }
    : { title: '暂停全部发函', button: '暂停全部发函', asks: [], says: ['立即生效：从现在起，除对来件的回执外，任何函件都不发出，直到恢复。发现函件有误时先用它。', '单位仍可照常报送、申请延期。'] };
}

function table(plan: CampaignPlan, letters: readonly ListedLetter[]): Html {
  const names = new Map(plan.lines.flatMap((line) => line.units.map(({ id, name }) => [id, name] as const)));
  const titles = new Map(plan.lines.flatMap((line) => line.tasks.map((task) => [`${task.unit}/${task.task}`, ruleOf(line, task).title] as const)));
  const items = (letter: ListedLetter): string => letter.items.slice(0, SHOWN).map(({ unit, task }) => (
    `${unit === letter.unit ? '' : `${names.get(unit) ?? unit}：`}${titles.get(`${unit}/${task}`) ?? task}`)).join('；') + (letter.items.length > SHOWN ? `；等 ${String(letter.items.length)} 项` : '');
  return html`<table class="list"><thead><tr><th scope="col">时间</th><th scope="col">函件</th><th scope="col">收件</th><th scope="col">事项</th></tr></thead><tbody>
${letters.map((letter) => html`<tr><td>${timeOf(letter.at)}</td><td><a href="${letterPath(letter.id)}">${KIND_NAMES[letter.kind]}函</a>${letter.struck && html` <span class="tag more">已撤下</span>`}</td>
<td>${names.get(letter.unit) ?? letter.unit}${letter.role === 'superior' && '（分管领导）'}</td><td>${items(letter)}</td></tr>`)}</tbody></table>`;
}

export interface LetterPage extends Frame {
  readonly id: string;
  /** Undefined once it has left, or there is nothing to write any more. */
  readonly letter: ComposedLetter | undefined;
  readonly about: WholeLetter | undefined;
  /** Of what its id says. */
  readonly unit: string | undefined;
  readonly at: OrganiserPage['at'];
  readonly struck: { readonly why: string } | undefined;
  readonly fields: Fields;
  readonly wrong: readonly Remark[];
}

/** One letter as it will leave, and what can be done to it. */
export function letterPage(deps: PortalDeps, { id, letter, about, unit, struck, fields, wrong, ...page }: LetterPage): Html {
  const deed: Deed = struck === undefined
    ? { title: '撤下', button: '撤下这封函件', blame: 'why', says: ['立即生效：到时不发，也不补发；其余函件不受影响。以后的提醒照原来的安排。'], asks: [{ name: 'why', label: '撤下的理由', as: 'area' }] }
    : { title: '恢复发出', button: '恢复发出', says: [`已撤下，理由：${struck.why}`, '恢复后，到时照常发出；发函时间已过的，不能恢复。'], asks: [] };
  const mayAct = page.role === 'office' && (letter !== undefined || struck !== undefined);
  return organiserPage(deps, {
    ...page, title: about === undefined ? `函件 ${id}` : titleOf(about), back: { href: LETTERS, text: '拟发函件' }, body: html`
${letter === undefined || about === undefined ? gone(unit) : html`<p class="lead">拟于 <strong>${chineseInstant(about.letter.at)}</strong> 发出${struck !== undefined && html` <span class="tag more">已撤下</span>`}　<span class="quiet">编号 ${id}</span></p>${letterView(letter, `${letterPath(id)}/mail`)}`}
${mayAct && html`<div class="panel"><h2>${deed.title}</h2>${deedForm({ deed, action: letterPath(id), csrf: page.csrf, fields, wrong, about: { strike: struck === undefined ? 'yes' : 'no' } })}</div>`}`,
  });
}

function titleOf({ letter: { kind, unit, role }, plan }: WholeLetter): string {
  return `${KIND_NAMES[kind]}函：${plan.units.find(({ id }) => id === unit)?.name ?? unit}${role === 'superior' ? '分管领导' : ''}`;
}

/** Nothing is to be written under this id: whoever looks wants to know where it went. */
function gone(unit: string | undefined): Html {
  return html`<div class="note">没有待发的这封函件：可能已经发出，有关事项可能已经办理，或者编号不对。${unit !== undefined && html`已经发出的，见<a href="${organiserUnitPath(unit)}">该单位的函件</a>。`}</div>`;
}
