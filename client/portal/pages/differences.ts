import { ANSWERS, DECLARATION_TITLES, type Report } from '../../../campaign/summary/report.ts';
import { type CasePair, type Differences, type Pair, caseDiffers, differs, fileDiffers } from '../../differences.ts';
import { type Stretch, isChanged } from '../../textDifference.ts';
import { type Html, type Piece, html } from '../html.ts';
import { ANSWER_TITLES, fileLine } from './reportBody.ts';

/** Two versions to be looked at together. */
export interface Compared {
  readonly differences: Differences;
  /** What to call them: 第 1 版. */
  readonly names: readonly [before: string, after: string];
  /** In two columns, everything; otherwise one text, and only the parts that changed. */
  readonly sides: boolean;
  /** The address of a file of either version. */
  readonly fileOf: (side: 'before' | 'after', file: Report['files'][number]) => string;
}

const WORD_TITLES = { answer: '意见', publishedOn: '公开发布日期', documentNumber: '文号', reason: '零报告说明', drafter: '拟稿人', approver: '审签人' } as const;

/** What changed, part by part. Nobody needs to see a colour: what is left out is struck out and what is new is underlined, and both are said aloud. */
export function comparison(compared: Compared): Html {
  const { differences: { nil, narrative, figures, cases, links, files, declarations, words }, sides } = compared;
  const wanted = <T>(all: readonly T[], changed: (each: T) => boolean): readonly T[] => (sides ? all : all.filter(changed));
  const shownWords = wanted(words.filter(({ before, after }) => before !== undefined || after !== undefined), differs);
  const shownTicks = wanted(declarations.filter(({ before, after }) => before === true || after === true), differs);
  return html`${differs(nil) && html`<p>${nil.after === true ? '改为零报告。' : '原为零报告，改为报送内容。'}</p>`}
${part('情况说明', (isChanged(narrative) || (sides && narrative.length > 0)) && text(compared, narrative))}
${part('数据', rows(compared, wanted(figures, differs).map(({ name, before, after }) => ({ name, before, after, change: changeOf(before, after) }))))}
${part('典型案例', wanted(cases, caseDiffers).map((each) => aCase(compared, each)))}
${part('公开链接', list(wanted(links, differs).map((each) => html`<li>${marked(each, each.before ?? each.after ?? '')}</li>`)))}
${part('附件', list(wanted(files, fileDiffers).map((each) => file(compared, each))))}
${part('承诺', list(shownTicks.map(({ name, before, after }) => html`<li>${marked(before === after ? { before: name, after: name } : before === true ? { before: name } : { after: name }, DECLARATION_TITLES[name])}</li>`)))}
${part('其他', rows(compared, shownWords.map(({ name, before, after }) => ({ name: WORD_TITLES[name], before: wordOf(name, before), after: wordOf(name, after), change: before === after ? '' : '有变' }))))}`;
}

/** The stretches of one text; `only` leaves out what the other version alone has. */
export function stretches(all: readonly Stretch[], only?: 'before' | 'after'): Html[] {
  return all.filter(({ is }) => !(only === 'before' && is === 'added') && !(only === 'after' && is === 'removed')).map(({ is, text: words }) => {
    switch (is) {
      case 'same': return html`${words}`;
      case 'removed': return html`<del><span class="unseen">（删去）</span>${words}</del>`;
      case 'added': return html`<ins><span class="unseen">（新增）</span>${words}</ins>`;
    }
  });
}

function part(title: string, body: Piece): Html | false {
  return body !== false && body !== undefined && !(Array.isArray(body) && body.length === 0) && html`<section class="part"><h3>${title}</h3>${body}</section>`;
}

/** The first line break after a tag would be taken for layout: none is put there. */
function text({ names: [first, second], sides }: Compared, all: readonly Stretch[]): Html {
  if (!sides) return html`<div class="words">${stretches(all)}</div>`;
  const column = (name: string, only: 'before' | 'after'): Html => html`<div class="side"><p class="quiet">${name}</p><div class="words">${stretches(all, only)}</div></div>`;
  return html`<div class="sides">${column(first, 'before')}${column(second, 'after')}</div>`;
}

function aCase(compared: Compared, { before, after, title, text: words }: CasePair): Html {
  const tag = before === undefined ? '新增' : after === undefined ? '删去' : isChanged(title) || isChanged(words) ? '有改动' : '';
  return html`<h4>${stretches(title)}${tag !== '' && html` <span class="tag">${tag}</span>`}</h4>${before === undefined || after === undefined || !isChanged(words)
    ? html`<div class="words">${stretches(words)}</div>` : text(compared, words)}`;
}

function rows({ names: [first, second] }: Compared, all: readonly { readonly name: string; readonly before: string | number | undefined; readonly after: string | number | undefined; readonly change: string }[]): Html | false {
  return all.length > 0 && html`<table class="list"><thead><tr><th scope="col"><span class="unseen">名称</span></th><th scope="col">${first}</th><th scope="col">${second}</th><th scope="col">变化</th></tr></thead><tbody>
${all.map(({ name, before, after, change }) => html`<tr${change !== '' && html` class="changed"`}><th scope="row">${name}</th><td>${before ?? '—'}</td><td>${after ?? '—'}</td><td>${change}</td></tr>`)}</tbody></table>`;
}

function changeOf(before: number | undefined, after: number | undefined): string {
  if (before === after) return '';
  if (before === undefined) return '新增';
  if (after === undefined) return '删去';
  const by = Number((after - before).toFixed(4));
  return by > 0 ? `+${String(by)}` : `−${String(-by)}`;
}

function wordOf(name: keyof typeof WORD_TITLES, word: string | undefined): string | undefined {
  const answer = name === 'answer' ? ANSWERS.find((each) => each === word) : undefined;
  return answer === undefined ? word : ANSWER_TITLES[answer];
}

function marked<T>(each: Pair<T>, body: Piece): Html {
  if (each.before === undefined) return html`<ins><span class="unseen">（新增）</span>${body}</ins>`;
  return each.after === undefined ? html`<del><span class="unseen">（删去）</span>${body}</del>` : html`${body}`;
}

function file({ fileOf }: Compared, each: Pair<Report['files'][number]>): Html {
  const side = each.after === undefined ? 'before' : 'after';
  const own = each[side];
  return html`<li>${own !== undefined && marked(each, fileLine(fileOf(side, own), own))}</li>`;
}

function list(items: readonly Html[]): Html | false {
  return items.length > 0 && html`<ul>${items}</ul>`;
}
