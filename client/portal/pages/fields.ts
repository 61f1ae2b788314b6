import type { Remark } from '../form.ts';
import { type Html, type Piece, html } from '../html.ts';

/** What a field of a form has. */
interface Field {
  readonly name: string;
  /** Where several fields have one name. */
  readonly id?: string;
  /** What is wrong or missing, said beside it. */
  readonly remarks: readonly string[];
}
interface Input extends Field {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly max?: number;
}

/** What is to be said beside a field. */
export function remarksOf({ wrong, missing }: { readonly wrong: readonly Remark[]; readonly missing: readonly Remark[] }, name: string): string[] {
  return [...wrong, ...missing].filter(({ field: own }) => own === name).map(({ text }) => text);
}

const idOf = ({ id, name }: Field): string => `f-${id ?? name}`;

/** Remarks and whatever they are about. */
export function field(own: Field, body: Piece): Html {
  const { remarks } = own;
  return html`<div class="field${remarks.length > 0 && ' remarked'}">${remarks.length > 0 && html`<p class="remark" id="${idOf(own)}-r">${remarks.join('；')}</p>`}${body}</div>`;
}

/** Tells programs that read aloud what belongs to a field. */
function described(own: Input): Html {
  const ids = [...(own.remarks.length > 0 ? [`${idOf(own)}-r`] : []), ...(own.hint === undefined ? [] : [`${idOf(own)}-h`])];
  return html`${ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`}${own.remarks.length > 0 && html` aria-invalid="true"`}`;
}

function labelled(own: Input, input: Html): Html {
  return field(own, html`<label for="${idOf(own)}">${own.label}</label>${own.hint !== undefined && html`<p class="hint" id="${idOf(own)}-h">${own.hint}</p>`}${input}`);
}

/** A line of text, perhaps with names to pick from; `decimal` brings a phone's number keys, `date` its calendar. */
export function line(own: Input & { readonly kind?: 'decimal' | 'date' | 'email' | 'tel'; readonly list?: readonly string[] }): Html {
  const type = own.kind === 'decimal' || own.kind === undefined ? 'text' : own.kind;
  return labelled(own, html`<input id="${idOf(own)}" name="${own.name}" type="${type}" value="${own.value}"${own.kind === 'decimal' && html` inputmode="decimal"`}${own.max !== undefined && html` maxlength="${own.max}"`}${own.list !== undefined && html` list="${idOf(own)}-l"`}${described(own)}>${own.list !== undefined && html`<datalist id="${idOf(own)}-l">${own.list.map((each) => html`<option value="${each}">`)}</datalist>`}`);
}

/** A text of several lines. */
export function area(own: Input & { readonly rows: number }): Html {
  // The first line break after the tag is not part of the value: one is given away.
  return labelled(own, html`<textarea id="${idOf(own)}" name="${own.name}" rows="${own.rows}"${described(own)}>
${own.value}</textarea>`);
}

/** A box to tick. */
export function tick(own: Field & { readonly value: string; readonly label: Piece; readonly checked: boolean }): Html {
  const id = `f-${own.name}.${own.value}`;
  return field({ ...own, id: `${own.name}.${own.value}` }, html`<div class="tick"><input id="${id}" name="${own.name}" type="checkbox" value="${own.value}"${own.checked && html` checked`}><label for="${id}">${own.label}</label></div>`);
}

/** One of many. */
export function select(own: Input & { readonly options: readonly (readonly [value: string, label: string])[] }): Html {
  return labelled(own, html`<select id="${idOf(own)}" name="${own.name}"${described(own)}>${own.options.map(([value, label]) => html`<option value="${value}"${own.value === value && html` selected`}>${label}</option>`)}</select>`);
}

/** One of several. */
export function choice(own: Field & { readonly label: string; readonly value: string; readonly options: readonly (readonly [value: string, label: string])[] }): Html {
  return html`<fieldset class="group" id="${idOf(own)}"><legend>${own.label}</legend>${field(own, own.options.map(([value, label]) => html`<div class="tick"><input id="f-${own.name}-${value}" name="${own.name}" type="radio" value="${value}"${own.value === value && html` checked`}><label for="f-${own.name}-${value}">${label}</label></div>`))}</fieldset>`;
}
