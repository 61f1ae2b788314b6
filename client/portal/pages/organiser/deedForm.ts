import { randomUUID } from 'node:crypto';
import type { Asked, Deed } from '../../deeds/deed.ts';
import { type Fields, type Remark, one } from '../../form.ts';
import { type Html, html } from '../../html.ts';
import { area, choice, line, remarksOf, select } from '../fields.ts';

export interface DeedForm {
  readonly deed: Deed;
  readonly action: string;
  readonly csrf: string;
  /** As typed before, after a refusal. */
  readonly fields?: Fields;
  readonly wrong?: readonly Remark[];
  /** What the form is about. */
  readonly about?: Readonly<Record<string, string>>;
  /** Where a page has several. */
  readonly id?: string;
  /** Further buttons, each with its value of `do`. */
  readonly others?: readonly (readonly [value: string, text: string])[];
}

/** What will happen, what is asked for it, and the button that does it. */
export function deedForm({ deed, action, csrf, fields = {}, wrong = [], about = {}, id = '', others = [] }: DeedForm): Html {
  // What was refused about a field that is not asked for any more is said above.
  const whole = wrong.filter(({ field }) => deed.asks.every(({ name }) => name !== field));
  return html`<form class="form" method="post" action="${action}"><input type="hidden" name="csrf" value="${csrf}">
<input type="hidden" name="request" value="${one(fields, 'request') || randomUUID()}">
${Object.entries(about).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${whole.length > 0 && html`<div class="note wrong" role="alert">${whole.map(({ text }) => html`<p>${text}</p>`)}</div>`}
${deed.says.length > 0 && html`<ul class="asked">${deed.says.map((each) => html`<li>${each}</li>`)}</ul>`}
${deed.asks.map((asked) => input(asked, fields, wrong, id))}
<div class="actions"><button type="submit" name="do" value="yes">${deed.button}</button>${others.map(([value, text]) => html`<button class="second" type="submit" name="do" value="${value}">${text}</button>`)}</div></form>`;
}

function input({ name, label, as, hint, value = '', options = [] }: Asked, fields: Fields, wrong: readonly Remark[], id: string): Html {
  const own = {
    name, label, id: `${id}${name}`, value: fields[name]?.[0] ?? value, remarks: remarksOf({ wrong, missing: [] }, name), ...(hint === undefined ? {} : { hint }),
  };
  switch (as) {
    case 'area': return area({ ...own, rows: 3 });
    case 'choice': return choice({ ...own, options });
    case 'select': return select({ ...own, options });
    case 'line': return line(own);
    default: return line({ ...own, kind: as });
  }
}

/** What was just done. */
export function doneNote(text: string | undefined): Html | false {
  return text !== undefined && html`<div class="note done" role="status">${text}</div>`;
}
