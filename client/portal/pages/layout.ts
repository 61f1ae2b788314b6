import type { PortalDeps } from '../deps.ts';
import { type Html, type Piece, html } from '../html.ts';
import { SCRIPT_PATH } from '../script.ts';
import { STYLE_PATH } from '../stylesheet.ts';

/** Whose page, and in whose name. */
export interface Letterhead {
  readonly title: string;
  readonly office: { readonly name: string; readonly phone: string };
  readonly unit: { readonly name: string };
}

/** What every page has. */
export interface Page {
  readonly title: string;
  readonly body: Piece;
  /** Whose page; none before one has come in. */
  readonly view?: Letterhead | undefined;
  /** The token of the page's forms: with it the page offers the way out. */
  readonly csrf?: string | undefined;
  /** Above the title: where one comes from. */
  readonly back?: { readonly href: string; readonly text: string } | undefined;
  /** Its route must allow it (headers.ts). */
  readonly script?: true;
  /** Between letterhead and body, and room for tables: the organiser's pages. */
  readonly nav?: Html | undefined;
}

/** A whole page: letterhead, body, and at its foot whom to ask. */
export function layout({ rehearsal }: Pick<PortalDeps, 'rehearsal'>, { title, body, view, csrf, back, nav, script }: Page): Html {
  const office = view === undefined ? '全国“质量月”活动' : `市场监管总局${view.office.name}`;
  return html`<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<meta name="robots" content="noindex">
<title>${title}${view !== undefined && html` - ${view.title}`}</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body${nav !== undefined && html` class="broad"`}>
<header>
<a class="skip" href="#main">跳到正文</a>
${rehearsal && html`<p class="rehearsal">演练：仅供系统演练使用，不作正式办理。</p>`}
<div class="head"><div class="wide">
<p class="letterhead">${office}</p>
${view !== undefined && html`<p class="campaign">${view.title}</p>`}
</div></div>
<p class="secrecy"><span class="wide">本系统为<strong>非涉密</strong>系统，请勿填写、上传涉密信息。</span></p>
</header>
${nav}
<main id="main" class="wide">
${back !== undefined && html`<p class="back"><a href="${back.href}">‹ ${back.text}</a></p>`}
<h1>${title}</h1>
${body}
</main>
<footer class="foot"><div class="wide">
${view !== undefined && html`<p>${view.unit.name}</p><p>咨询电话：${phone(view.office.phone)}（${view.office.name}）</p>`}
${view !== undefined && csrf !== undefined && html`<form method="post" action="/leave"><input type="hidden" name="csrf" value="${csrf}"><button class="plain" type="submit">退出</button></form>`}
${nav === undefined && html`<p>不启用脚本也可填报；也可通过邮件回复、公文交换反馈。</p>`}
</div></footer>
${script === true && html`<script src="${SCRIPT_PATH}" defer></script>`}
</body>
</html>
`;
}

/** A number to be tapped on a phone. */
export function phone(number: string): Html {
  const digits = number.replaceAll(/[^\d+]/g, '');
  return digits === '' ? html`${number}` : html`<a href="tel:${digits}">${number}</a>`;
}

/** Words with line breaks as they were written. */
export function words(text: string): Html {
  return html`<div class="words">${text}</div>`;
}
