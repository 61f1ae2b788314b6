import type { ComposedLetter } from '../../../../activities/letters/compose.ts';
import { type Html, html } from '../../html.ts';

function headLines({ envelope, mail }: ComposedLetter): Html {
  const attached = (mail.attachments ?? []).map(({ filename }) => String(filename));
  return html`<dl class="facts"><dt>发给</dt><dd>${envelope.to.join('、')}</dd><dt>主题</dt><dd><strong>${mail.subject}</strong></dd>
${attached.length > 0 && html`<dt>附件</dt><dd>${attached.join('、')}</dd>`}</dl>`;
}

const SAMPLE = '其中的链接仅为样子，打不开；真正的链接只写给收件人。';

/** Head lines of a letter, and the letter in a frame where nothing in it can act. */
export function letterView(letter: ComposedLetter, src: string): Html {
  return html`${headLines(letter)}
<iframe class="letter" src="${src}" sandbox title="函件：${letter.mail.subject}"></iframe>
<p class="quiet"><a href="${src}" target="_blank" rel="noopener">在新窗口打开</a>。${SAMPLE}</p>`;
}

/** The same of a letter that has no address of its own: it stands in the page itself. */
export function letterInPage(letter: ComposedLetter): Html {
  return html`${headLines(letter)}
<iframe class="letter" srcdoc="${letter.mail.html}" sandbox title="函件：${letter.mail.subject}"></iframe>
<p class="quiet">${SAMPLE}</p>`;
}

/** What a page with such a frame, and the framed letter, allow beyond other pages. A letter has its styles in itself, and no script runs. */
export const FRAMING = "default-src 'none';style-src 'self';img-src 'self';frame-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'";
/** Such a frame lives by the rules of the page around it. */
export const IN_PAGE = "default-src 'none';style-src 'self' 'unsafe-inline';img-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'";
export const FRAMED = "default-src 'none';style-src 'unsafe-inline';frame-ancestors 'self';base-uri 'none';form-action 'none';sandbox";
