import { escapeHtml } from './escapeHtml.ts';
import { FONTS, RED, SERIF } from './styles.ts';

/** The pieces of a letter on screen; `body`, `notes` and `rehearsal` are HTML, the others plain text. `compact` fits one screen. */
export interface Page {
  readonly subject: string;
  readonly preview: string;
  readonly sender: string;
  readonly title: string;
  readonly campaign: string;
  readonly today: string;
  readonly body: string;
  readonly notes: string;
  readonly rehearsal: string;
  readonly attached: readonly string[];
  readonly compact: boolean;
}

// Phones and dark screens; Outlook ignores all of it, so nothing needed stands here.
const CSS = `body{margin:0;padding:0;-webkit-text-size-adjust:100%}
@media (max-width:620px){.p{padding-left:16px!important;padding-right:16px!important}.o{padding:0!important}.c{padding:8px 5px!important;font-size:13px!important}}
@media (prefers-color-scheme:dark){.bg{background-color:#161616!important}.w{background-color:#202020!important}.t,.t strong{color:#e8e6e3!important}.m{color:#a9a49b!important}
.q,.f{background-color:#2a2926!important}.c,.q,.l{border-color:#4a463f!important}.a{color:#8ab4f8!important}.r{color:#f0797e!important}}`;

const FILL = '&#847;&zwnj;&nbsp;'.repeat(40); // keeps the body's first words out of the mailbox's list

/**
 * The page of a letter: one table of at most 600 pixels, styles inline, nothing from outside; what Outlook's Word renderer needs
 * stands in conditional comments.
 */
export function htmlPage(page: Page): string {
  const [subject, preview, sender, title, campaign] = [page.subject, page.preview, page.sender, page.title, page.campaign].map(escapeHtml);
  const [outer, top, gap, end] = page.compact ? [8, 14, 8, 12] : [24, 30, 22, 30];
  return `<!DOCTYPE html>
<html lang="zh-CN" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="date=no,address=no">
<title>${subject ?? ''}</title>
<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><style>body,table,td,th,p,li,h1,h2,h3,h4{font-family:'Microsoft YaHei',SimSun,sans-serif!important}table{mso-table-lspace:0;mso-table-rspace:0}</style><![endif]-->
<style>${CSS}</style>
</head>
<body class="bg" style="margin:0;padding:0;background-color:#f1efea;font-family:${FONTS};">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all;font-size:1px;line-height:1px;color:#f1efea;">${preview ?? ''}${FILL}</div>
<table role="presentation" class="bg" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f1efea" style="background-color:#f1efea;"><tr><td class="o" align="center" style="padding:${String(outer)}px 12px;">
<!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="w" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="width:100%;max-width:600px;margin:0 auto;background-color:#ffffff;font-family:${FONTS};">
${page.rehearsal === '' ? '' : `<tr><td class="p" bgcolor="#3d3d3d" style="padding:9px 32px;background-color:#3d3d3d;color:#ffffff;font-size:13px;line-height:1.6;">${page.rehearsal}</td></tr>`}
<tr><td class="p" style="padding:${String(top)}px 32px 0;"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="r" align="center" style="padding:0 0 12px;border-bottom:2px solid ${RED};font-family:${SERIF};font-size:24px;line-height:1.4;font-weight:bold;letter-spacing:2px;text-align:center;color:${RED};">${sender ?? ''}</td></tr></table></td></tr>
<tr><td class="p" align="center" style="padding:${String(gap)}px 32px 0;"><p class="t" style="margin:0;font-size:20px;line-height:1.5;font-weight:bold;letter-spacing:1px;color:#222222;">${title ?? ''}</p><p class="m" style="margin:2px 0 0;font-size:13px;line-height:1.6;color:#6b6b6b;">${campaign ?? ''}</p></td></tr>
<tr><td class="p" style="padding:${page.compact ? '8' : '20'}px 32px 0;">
${page.body}${attachedLines(page.attached)}</td></tr>
<tr><td class="p" align="right" style="padding:10px 32px ${String(end)}px;">${signature(sender ?? '', escapeHtml(page.today))}</td></tr>
<tr><td class="p f" bgcolor="#f7f5f0" style="padding:${page.compact ? '8px 32px 4px' : '14px 32px 12px'};background-color:#f7f5f0;">
${page.notes}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`;
}

const LINE = 'font-size:16px;line-height:1.8;color:#222222;';

// GB/T 9704: the signature two characters from the right edge, the date's first character two to the right of the signature's;
// a date that reaches further pushes the signature to the left.
function signature(sender: string, today: string): string {
  const cell = (indent: number, text: string): string => `<tr><td class="t" align="left" style="padding:0 0 0 ${String(indent)}px;${LINE}">${text}</td></tr>`;
  return `<table role="presentation" align="right" cellpadding="0" cellspacing="0" border="0" style="margin:0 32px 0 0;">${cell(0, sender)}${cell(32, today)}</table>`;
}

// 附件说明: two characters in, names below each other, no full stops.
function attachedLines(names: readonly string[]): string {
  if (names.length === 0) return '';
  const listed = names.map((name, index) => `${names.length > 1 ? `${String(index + 1)}. ` : ''}${escapeHtml(name)}`).join('<br>');
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 12px 32px;"><tr><td class="t" valign="top" style="white-space:nowrap;${LINE}">附件：</td><td class="t" style="${LINE}">${listed}</td></tr></table>\n`;
}
