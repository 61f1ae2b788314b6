import type { LedgerLetter } from '../../../../activities/letters/followLedger.ts';
import type { LetterText } from '../../../../activities/letters/letterText.ts';
import { KINDS, ROLES } from '../../../words.ts';
import type { PortalDeps } from '../../deps.ts';
import { type Html, html } from '../../html.ts';
import { chineseInstant } from '../../words.ts';
import { words } from '../layout.ts';
import { type OrganiserPage, organiserPage } from './frame.ts';
import { organiserUnitPath } from './paths.ts';
import { resultText } from './unit/letters.ts';

export interface LetterPage extends Pick<OrganiserPage, 'view' | 'role' | 'csrf'> {
  readonly unit: { readonly id: string; readonly name: string };
  readonly letter: LedgerLetter;
  /** Undefined if the store keeps it no more. */
  readonly content: LetterText | undefined;
}

/** One letter as it left: its text only. Its form, its pictures and its personal link are the recipient's. */
export function letterPage(deps: PortalDeps, { unit, letter, content, ...page }: LetterPage): Html {
  return organiserPage(deps, {
    ...page, title: content?.subject ?? `${KINDS[letter.kind]}（内容已不再保存）`, at: '', back: { href: organiserUnitPath(unit.id), text: unit.name }, body: html`
<dl class="facts"><dt>时间</dt><dd>${chineseInstant(letter.at)}</dd><dt>收件人</dt><dd>${unit.name}${ROLES[letter.role]}　${letter.to.join('、')}</dd><dt>送达情况</dt><dd>${resultText(letter)}</dd></dl>
${content === undefined ? html`<p>这封函件的内容已不在存储中（可能已按规定清除）。</p>` : html`<div class="letter" role="region" aria-label="函件全文" tabindex="0">${words(content.text)}</div>`}`,
  });
}
