import type { LedgerLetter } from '../../../../activities/letters/followLedger.ts';
import type { Fact } from '../../../../campaign/line/facts.ts';
import type { LineStatus } from '../../../../workflows/contract.ts';
import { lineWorkflowId } from '../../../../workflows/contract.ts';
import type { Overview } from '../../../overview.ts';
import type { UnitView } from '../../../units.ts';
import type { PortalDeps } from '../../deps.ts';
import { type Html, html } from '../../html.ts';
import { namesOf } from '../../journal/names.ts';
import { chineseInstant } from '../../words.ts';
import { phone } from '../layout.ts';
import { signs } from './dashboard/signs.ts';
import { type OrganiserPage, organiserPage } from './frame.ts';
import { organiserUnitPath } from './paths.ts';
import { journalPart } from './unit/journal.ts';
import { lettersPart } from './unit/letters.ts';
import { tasksPart } from './unit/tasks.ts';
import { unitsPart } from './unit/units.ts';

export interface ParticipantPage extends Pick<OrganiserPage, 'view' | 'role' | 'csrf'> {
  readonly overview: Overview;
  /** How its line stands: asked just now. */
  readonly unit: UnitView;
  readonly status: LineStatus | undefined;
  /** What is about it, in order. */
  readonly facts: readonly Fact[];
  readonly letters: readonly LedgerLetter[];
}

const RELATIONS = { peer: '平级单位（商请）', guided: '地方市场监管部门（指导）', own: '本系统（直属）' } as const;

/** One participant, or one of its units: what it owes, how to reach it, what happened. */
export function participantPage(deps: PortalDeps, page: ParticipantPage): Html {
  const { unit: own, overview, status, facts, letters } = page;
  const { line, unit } = own;
  const isBelow = unit.id !== line.line;
  const url = deps.workflowUrl?.(lineWorkflowId(own.campaign, line.line));
  return organiserPage(deps, {
    view: page.view, role: page.role, csrf: page.csrf, title: unit.name, at: '', body: html`${signs()}
<p class="lead">${isBelow ? html`隶属<a href="${organiserUnitPath(line.line)}">${line.name}</a>` : RELATIONS[line.relation]}　截至${chineseInstant(overview.now)}${own.closed && '　报送线已截止'}${url !== undefined && html`　<a href="${url}">流程（Temporal）</a>`}</p>
${page.role === 'office' && html`<p class="actions"><a class="button second small" href="${organiserUnitPath(unit.id)}/act">办理：代录、提醒、延期、中止、免报、转办</a></p>`}
<div class="halves"><section class="part">${tasksPart(own, overview)}</section><section class="part">${contact(own)}</section></div>
${!isBelow && status !== undefined && unitsPart(line, status, overview)}
${lettersPart(unit.id, letters)}
${journalPart(facts, namesOf(line, unit.id))}`, back: { href: '/organiser', text: '总览' },
  });
}

function contact({ contact: card, mailboxes: { superior } }: UnitView): Html {
  return html`<h2>联络</h2>
<dl class="facts"><dt>联络员</dt><dd>${card?.role ?? '（未登记）'}</dd><dt>电话</dt><dd>${card?.phone === undefined ? '（未登记）' : phone(card.phone)}</dd>
<dt>邮箱</dt><dd>${card === undefined ? '（未登记）' : html`<a href="mailto:${card.mail}">${card.mail}</a>`}</dd>${superior.length > 0 && html`<dt>分管领导</dt><dd>${superior.join('、')}</dd>`}</dl>`;
}
