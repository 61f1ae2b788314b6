import type { UnitTask, UnitView } from '../../units.ts';
import { type Html, html } from '../html.ts';
import { isOfEqualRank } from '../words.ts';
import { words } from './layout.ts';

/** What the forms of a review need. */
export interface Deciding {
  readonly view: UnitView;
  readonly task: UnitTask;
  readonly csrf: string;
  /** The role may, and the version shown is the latest and waits. */
  readonly mayReview: boolean;
  /** The version that is shown: sent along, so that nobody answers to what he has not read. */
  readonly version: number;
  readonly query: string;
  /** What was typed and not taken, with what is wrong with it. */
  readonly typed: Typed | undefined;
  /** The day suggested for the supplement. */
  readonly suggested: string;
}

export interface Typed {
  readonly verdict: 'accept' | 'return';
  readonly text: string;
  readonly due: string;
  readonly wrong: Readonly<Partial<Record<'text' | 'due', string>>>;
}

/** 收悉 and 请补充. No script: the access keys lead to the two texts, Enter in the first one accepts. */
export function decideForms(deciding: Deciding, path: string): Html | false {
  const { view, mayReview, typed } = deciding;
  if (!mayReview) return typed !== undefined && typed.text !== '' && html`<h2>您填写的意见（未发出）</h2><blockquote class="comment">${words(typed.text)}</blockquote>`;
  const peer = isOfEqualRank(view);
  const [returned, accepted] = [typed?.verdict === 'return' ? typed : undefined, typed?.verdict === 'accept' ? typed : undefined];
  return html`<div id="decide" tabindex="-1"><h2>审核意见</h2><div class="pair">
<form class="panel decide" method="post" action="${path}">${hidden(deciding)}
<h3>${peer ? '已收悉' : '审核通过'}</h3>
<div class="field"><label for="thanks">致谢的话（可不填）</label><p class="hint" id="thanks-h">会写在告知${peer ? '贵方' : ''}已收悉的函件里。</p><input id="thanks" name="text" type="text" maxlength="2000" accesskey="a" aria-describedby="thanks-h" value="${accepted?.text ?? ''}"></div>
<button type="submit" name="do" value="accept">${peer ? '已收悉' : '收悉，审核通过'}</button></form>
<form class="panel decide" method="post" action="${path}">${hidden(deciding)}
<h3>${peer ? '商请补充' : '请补充'}</h3>
<div class="field${returned?.wrong.text !== undefined && ' remarked'}">${remark('why', returned?.wrong.text)}<label for="why">${peer ? '商请补充的内容' : '需补充的内容'}</label><textarea id="why" name="text" rows="5" maxlength="20000" accesskey="r"${described('why', returned?.wrong.text)}>
${returned?.text ?? ''}</textarea></div>
<div class="field${returned?.wrong.due !== undefined && ' remarked'}">${remark('due', returned?.wrong.due)}<label for="due">${peer ? '商请于何日前反馈' : '请于何日前补报'}</label><input id="due" name="due" type="date" value="${returned?.due ?? deciding.suggested}"${described('due', returned?.wrong.due)}></div>
<button class="second" type="submit" name="do" value="return">${peer ? '商请补充' : '请补充'}</button></form>
</div><p class="quiet">快捷键（Alt，或 Mac 上 Control+Option，再加字母；Firefox 为 Alt+Shift）：A 收悉（再按回车），R 请补充，N 下一份，P 上一份。</p></div>`;
}

function hidden({ csrf, version, query }: Deciding): Html {
  return html`<input type="hidden" name="csrf" value="${csrf}"><input type="hidden" name="version" value="${version}"><input type="hidden" name="queue" value="${query}">`;
}

function remark(id: string, text: string | undefined): Html | false {
  return text !== undefined && html`<p class="remark" id="${id}-r">${text}</p>`;
}

function described(id: string, text: string | undefined): Html | false {
  return text !== undefined && html` aria-describedby="${id}-r" aria-invalid="true"`;
}
