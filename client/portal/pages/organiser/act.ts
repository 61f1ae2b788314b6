import { type About, UNIT_DEED_NAMES, type UnitDeedName, unitDeed } from '../../deeds/unitDeeds.ts';
import type { PortalDeps } from '../../deps.ts';
import type { Fields, Remark } from '../../form.ts';
import { type Html, html } from '../../html.ts';
import type { UnitTask, UnitView } from '../../../units.ts';
import { dueText, leftText, standingOf } from '../../words.ts';
import { phone } from '../layout.ts';
import { deedForm, doneNote } from './deedForm.ts';
import { type OrganiserPage, organiserPage } from './frame.ts';

type Frame = Pick<OrganiserPage, 'view' | 'role' | 'csrf'>;

export const actPath = (unit: string, deed?: UnitDeedName, task?: string): string => (
  `/organiser/units/${unit}/act${deed === undefined ? '' : `/${deed}`}${task === undefined ? '' : `?task=${task}`}`);

/** Everything the office can do about a unit: about each of its tasks, and about its contact. */
export function actsPage(deps: PortalDeps, { unit, done, ...page }: Frame & { readonly unit: UnitView; readonly done: UnitDeedName | undefined }): Html {
  const { contact } = unit;
  return organiserPage(deps, {
    ...page, at: '', title: `办理：${unit.unit.name}`, back: { href: `/organiser/units/${unit.unit.id}`, text: unit.unit.name }, body: html`
${doneNote(done === undefined ? undefined : unitDeed(done).done)}
<ul class="tasks">${unit.tasks.map((task) => card(unit, task))}</ul>
<h2>联络员</h2><dl class="facts"><dt>联络员</dt><dd>${contact?.role ?? '（未登记）'}</dd><dt>电话</dt><dd>${contact?.phone === undefined ? '（未登记）' : phone(contact.phone)}</dd><dt>邮箱</dt><dd>${contact?.mail ?? '（未登记）'}</dd></dl>
<p class="actions">${UNIT_DEED_NAMES.filter((name) => unitDeed(name).of === 'unit').map((name) => html`<a class="button second" href="${actPath(unit.unit.id, name)}">${unitDeed(name).title}</a>`)}</p>`,
  });
}

function card(unit: UnitView, task: UnitTask): Html {
  const { text, tone } = standingOf(unit, task);
  const fitting = unit.closed ? [] : UNIT_DEED_NAMES.filter((name) => unitDeed(name).fits(task, unit));
  return html`<li class="task ${tone}"><div class="row"><h2 class="plain">${task.title}</h2><span class="tag ${tone}">${text}</span></div>
<p class="due"><strong>${dueText(task)}</strong><span class="left">${leftText(unit, task)}</span></p>
${fitting.length === 0 ? html`<p class="quiet">目前没有可办理的。</p>` : html`<p class="actions">${fitting.map((name) => html`<a class="button second" href="${actPath(unit.unit.id, name, task.task)}">${unitDeed(name).title}</a>`)}</p>`}</li>`;
}

/** One of them: what it will do, what it asks, its button. */
export function actPage(deps: PortalDeps, { about, name, fields, wrong, ...page }: Frame & {
  readonly about: About; readonly name: UnitDeedName; readonly fields?: Fields; readonly wrong?: readonly Remark[];
}): Html {
  const { view: unit, task } = about;
  const { title } = unitDeed(name);
  return organiserPage(deps, {
    ...page, at: '', title, back: { href: actPath(unit.unit.id), text: `办理：${unit.unit.name}` }, body: html`
<dl class="facts"><dt>单位</dt><dd>${unit.unit.name}</dd>${task !== undefined && html`<dt>事项</dt><dd>${task.title}</dd><dt>期限</dt><dd>${dueText(task)}</dd><dt>情况</dt><dd>${standingOf(unit, task).text}</dd>`}</dl>
${deedForm({
    deed: { title, ...unitDeed(name).form(about) }, action: actPath(unit.unit.id, name), csrf: page.csrf, ...(fields === undefined ? {} : { fields }), ...(wrong === undefined ? {} : { wrong }),
    about: task === undefined ? {} : { task: task.task },
  })}`,
  });
}
