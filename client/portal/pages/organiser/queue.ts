import type { Queued } from '../../../reviewQueue.ts';
import type { PortalDeps } from '../../deps.ts';
import { type Html, html } from '../../html.ts';
import { chineseInstant } from '../../words.ts';
import { reviewPath } from '../paths.ts';
import { type OrganiserPage, organiserPage } from './frame.ts';

/** What of the queue is wanted; everything if empty. */
export interface QueueFilter {
  readonly participant: string;
  readonly task: string;
  readonly whose: 'office' | 'participant';
}

export interface QueuePage extends Pick<OrganiserPage, 'view' | 'role' | 'csrf'> {
  /** Those that the filter lets through; and all. */
  readonly queue: readonly Queued[];
  readonly all: readonly Queued[];
  readonly filter: QueueFilter;
  /** What was just done. */
  readonly done: string | undefined;
  /** Other things that wait. */
  readonly others: { readonly extension: number; readonly release: number };
  readonly reading: number;
}

/** 审核: every report that waits, longest first. */
export function queuePage(deps: PortalDeps, page: QueuePage): Html {
  const { queue, all, filter, done, others, reading } = page;
  const below = all.filter(({ who }) => who === 'participant').length;
  const overdue = queue.filter((each) => each.overdue).length;
  const query = queryOf(filter);
  return organiserPage(deps, {
    ...page, title: '审核', at: '/organiser/review', body: html`
${done !== undefined && html`<div class="note done" role="status">${done}</div>`}
<p class="lead">${filter.whose === 'office' ? '待本局审核' : '待参与单位审核其下属单位'} <strong>${queue.length}</strong> 份${overdue > 0 && html`，其中 <strong>${overdue}</strong> 份已过应审核的时间`}。${queue.length > 0 && html`等得最久的在前。`}</p>
${queue.length > 0 && html`<p class="actions"><a class="button" href="${reviewPath(queue[0] ?? { unit: '', task: '' })}${query}" accesskey="n">从第一份开始</a></p>`}
${reading > 0 && html`<p class="quiet">还有 ${reading} 个单位的情况正在读取，请稍后刷新。</p>`}
${choices(all, filter)}
${queue.length > 0 && queueTable(queue, query)}
<p class="quiet">${others.extension + others.release > 0 && html`另有${others.extension > 0 && html`<a href="/organiser/extensions">延期申请 ${others.extension} 件</a>`}${others.extension > 0 && others.release > 0 && '、'}${others.release > 0 && html`<a href="/organiser/releases">待批准的提请 ${others.release} 件</a>`}待办。`}${
  filter.whose === 'office' && below > 0 && html` 下属单位的材料由所在参与单位审核，<a href="/organiser/review?whose=participant">有 ${below} 份在等</a>。`}</p>`,
  });
}

/** The rows of a queue; a lead's page shows the same. */
export function queueTable(queue: readonly Queued[], query: string): Html {
  const showsParticipant = new Set(queue.map(({ participant }) => participant)).size > 1;
  return html`<div class="scroll" role="region" aria-label="待审核的材料" tabindex="0"><table class="list cards"><thead><tr><th scope="col">单位</th><th scope="col">事项</th><th scope="col">收到</th><th scope="col">已等</th><th scope="col">应于</th></tr></thead><tbody>
${queue.map((each) => html`<tr><td><a href="${reviewPath(each)}${query}">${each.name}</a>${each.unit !== each.participant && showsParticipant && html` <span class="quiet">${each.participantName}</span>`}</td><td data-label="事项">${each.title}${each.version > 1 && html` <span class="tag">第 ${each.version} 版</span>`}</td>
<td class="nowrap" data-label="收到">${chineseInstant(each.since)}</td><td class="nowrap" data-label="已等">${each.days === 0 ? '今天' : `${String(each.days)} 个工作日`}</td><td class="nowrap" data-label="应于">${each.until === undefined ? '—' : html`${chineseInstant(each.until)}前${each.overdue && html` <span class="tag todo">已过</span>`}`}</td></tr>`)}</tbody></table></div>`;
}

/** A filter as part of an address, with its question mark; nothing if it lets everything through. */
export function queryOf({ participant, task, whose }: QueueFilter, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...(participant === '' ? {} : { participant }), ...(task === '' ? {} : { task }), ...(whose === 'office' ? {} : { whose }), ...more }).toString();
  return query === '' ? '' : `?${query}`;
}

function choices(all: readonly Queued[], { participant, task, whose }: QueueFilter): Html | false {
  const own = all.filter(({ who }) => who === whose);
  const [participants, tasks] = [new Map(own.map((each) => [each.participant, each.participantName])), new Map(own.map((each) => [each.task, each.title]))];
  return (participants.size > 1 || tasks.size > 1 || participant !== '' || task !== '') && html`<form class="filter" method="get" action="/organiser/review">${whose === 'participant' && html`<input type="hidden" name="whose" value="participant">`}
${select('participant', '参与单位', participants, participant)}${select('task', '事项', tasks, task)}<button class="second" type="submit">筛选</button></form>`;
}

function select(name: string, label: string, options: ReadonlyMap<string, string>, chosen: string): Html {
  return html`<span class="pick"><label for="q-${name}">${label}</label><select id="q-${name}" name="${name}"><option value="">全部</option>${[...options].map(([value, text]) => html`<option value="${value}"${value === chosen && html` selected`}>${text}</option>`)}</select></span>`;
}
