import { escapeHtml } from './escapeHtml.ts';
import { FONTS, RED, SERIF } from './styles.ts';

/** The pieces of a letter on screen; `body`, `notes` and `rehearsal` are HTML, the others plain text. */
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
<table role="presentation" class="bg" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f1efea" style="background-color:#f1efea;"><tr><td class="o" align="center" style="padding:24px 12px;">
<!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="w" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="width:100%;max-width:600px;margin:0 auto;background-color:#ffffff;font-family:${FONTS};">
${page.rehearsal === '' ? '' : `<tr><td class="p" bgcolor="#3d3d3d" style="padding:9px 32px;background-color:#3d3d3d;color:#ffffff;font-size:13px;line-height:1.6;">${page.rehearsal}</td></tr>`}
<tr><td class="p" style="padding:30px 32px 0;"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="r" align="center" style="padding:0 0 12px;border-bottom:2px solid ${RED};font-family:${SERIF};font-size:24px;line-height:1.4;font-weight:bold;letter-spacing:2px;text-align:center;color:${RED};">${sender ?? ''}</td></tr></table></td></tr>
<tr><td class="p" align="center" style="padding:22px 32px 4px;"><p class="t" style="margin:0;font-size:20px;line-height:1.5;font-weight:bold;letter-spacing:1px;color:#222222;">${title ?? ''}</p><p class="m" style="margin:2px 0 0;font-size:13px;line-height:1.6;color:#6b6b6b;">${campaign ?? ''}</p></td></tr>
<tr><td class="p" style="padding:16px 32px 0;">
${page.body}</td></tr>
<tr><td class="p" align="right" style="padding:10px 32px 30px;text-align:right;"><p class="t" style="margin:0;font-size:16px;line-height:1.8;color:#222222;">${sender ?? ''}<br>${escapeHtml(page.today)}</p></td></tr>
<tr><td class="p f" bgcolor="#f7f5f0" style="padding:14px 32px 12px;background-color:#f7f5f0;">
${page.notes}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`;
}
