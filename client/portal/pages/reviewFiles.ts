import type { ShownReport } from '../../shownReport.ts';
import type { PortalDeps } from '../deps.ts';
import { type Html, html } from '../html.ts';
import type { ReviewPage } from './review.ts';

const BARS = { quarantined: '已隔离，暂停查看', purged: '已按规定清除' } as const;

/** What must not be read any more, and for the office the way to stop reading at once. Purging is for the command line: it cannot be undone. */
export function reviewFiles(_: PortalDeps, { csrf, role }: Pick<ReviewPage, 'csrf' | 'role'>, { files }: ShownReport, path: string): Html | false {
  if (files.length === 0) return false;
  const barred = files.filter(({ bar }) => bar !== null);
  return html`${barred.length > 0 && html`<div class="note"><ul>${barred.map(({ name, bar }) => html`<li>${name}：${bar !== null && BARS[bar]}</li>`)}</ul></div>`}
${role === 'office' && html`<details><summary>隔离附件（疑似涉密、涉个人信息等，立即停止查看）</summary>
${distinct(files).filter(({ bar }) => bar !== 'purged').map((file) => html`<form class="panel" method="post" action="${path}/quarantine"><input type="hidden" name="csrf" value="${csrf}"><input type="hidden" name="file" value="${file.digest}">
<p>${file.name}</p>${file.bar === null
    ? html`<div class="field"><label for="why-${file.digest.slice(0, 12)}">理由</label><input id="why-${file.digest.slice(0, 12)}" name="why" type="text" maxlength="2000"></div><button class="second" type="submit" name="do" value="quarantine">隔离</button>`
    : html`<input type="hidden" name="why" value=""><button class="second" type="submit" name="do" value="lift">解除隔离</button>`}</form>`)}
<p class="quiet">彻底清除须在命令行办理（campaign purge），并写明依据。</p></details>`}`;
}

function distinct(files: ShownReport['files']): ShownReport['files'] {
  return [...new Map(files.map((file) => [file.digest, file])).values()];
}
