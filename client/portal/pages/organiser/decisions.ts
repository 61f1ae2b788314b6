import type { PortalDeps } from '../../deps.ts';
import { type Html, type Piece, html } from '../../html.ts';
import { type DeedForm, deedForm, doneNote } from './deedForm.ts';
import { type OrganiserPage, organiserPage } from './frame.ts';

/** One thing of a list, with what can be decided about it. */
export interface Matter {
  readonly id: string;
  readonly title: Piece;
  readonly tag?: { readonly text: string; readonly tone: 'todo' | 'more' | 'done' | 'rest' };
  readonly facts: readonly (readonly [name: string, value: Piece])[];
  /** Texts. */
  readonly more?: Piece;
  /** Absent for who may only look. */
  readonly form?: Omit<DeedForm, 'id' | 'csrf'> | undefined;
}

export interface DecisionsPage extends Pick<OrganiserPage, 'view' | 'role' | 'csrf' | 'title' | 'at' | 'back'> {
  readonly lead: Piece;
  readonly done?: string | undefined;
  readonly above?: Piece;
  readonly matters: readonly Matter[];
  readonly below?: Piece;
}

/** A list of things that wait for a person, each decided where it stands. */
export function decisionsPage(deps: PortalDeps, { lead, done, above, matters, below, ...page }: DecisionsPage): Html {
  return organiserPage(deps, {
    ...page, body: html`${doneNote(done)}<p class="lead">${lead}</p>${above}
${matters.length > 0 && html`<ul class="tasks">${matters.map((matter) => card(matter, page.csrf))}</ul>`}${below}`,
  });
}

function card({ id, title, tag, facts, more, form }: Matter, csrf: string): Html {
  const { text, tone } = tag ?? { text: '', tone: 'rest' };
  return html`<li class="task ${tone}" id="m-${id}">
<div class="row"><h2 class="plain">${title}</h2>${tag !== undefined && html`<span class="tag ${tone}">${text}</span>`}</div>
<dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>${more}
${form !== undefined && deedForm({ ...form, csrf, id: `${id}-` })}</li>`;
}
