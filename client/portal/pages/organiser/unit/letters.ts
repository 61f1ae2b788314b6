import type { LedgerLetter } from '../../../../../activities/letters/followLedger.ts';
import { KINDS, ROLES } from '../../../../words.ts';
import { type Html, html } from '../../../html.ts';
import { chineseInstant } from '../../../words.ts';
import { letterNumber, letterPath } from '../paths.ts';

const SEEN = 8;
const FAILURES: Readonly<Record<NonNullable<LedgerLetter['failure']>, string>> = {
  address: '对方没有此邮箱', message: '对方不接受这封信', busy: '对方服务器忙', sender: '我方发信设置有误', server: '服务器出错', network: '网络不通', timeout: '超时',
  composing: '成文出错', store: '存储出错', elsewhere: '另一进程正在发',
};

/** Every letter to it, with what the mail server said. */
export function lettersPart(unit: string, all: readonly LedgerLetter[]): Html {
  const letters = all.toReversed();
  return html`<h2>函件（${letters.length}）</h2>${letters.length === 0 ? html`<p>还没有发出过函件。</p>` : table(unit, letters.slice(0, SEEN))}
${letters.length > SEEN && html`<details><summary>更早的 ${letters.length - SEEN} 封</summary>${table(unit, letters.slice(SEEN))}</details>`}`;
}

function table(unit: string, letters: readonly LedgerLetter[]): Html {
  return html`<table class="list tight stack"><thead><tr><th scope="col">时间</th><th scope="col">函件</th><th scope="col">收件人</th><th scope="col">送达情况</th></tr></thead><tbody>
${letters.map((letter) => html`<tr><td>${chineseInstant(letter.at)}</td><th scope="row">${letter.eml === undefined ? KINDS[letter.kind] : html`<a href="${letterPath(unit, letterNumber(letter))}">${KINDS[letter.kind]}</a>`}</th><td>${ROLES[letter.role]} ${letter.to.join('、')}</td><td>${resultText(letter)}</td></tr>`)}
</tbody></table>`;
}

/** What became of a letter, in words; of one that was not accepted also the server's own. */
export function resultText({ state, failure, reply, attempt }: LedgerLetter): Html {
  const why = failure === undefined ? '' : `（${FAILURES[failure]}）`;
  const again = attempt > 1 ? `，第 ${String(attempt)} 次` : '';
  const said = reply !== undefined && html`<br><span class="quiet">${reply}</span>`;
  switch (state) {
    case 'accepted': return html`已接收${again}`;
    case 'refused': return html`<strong class="grave">拒收</strong>${why}${said}`;
    case 'deferred': return html`暂未发出${why}${again}${said}`;
    case 'sending': return html`正在发出${again}`;
  }
}
