import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { signLink, urlOfLink } from '../../activities/links/link.ts';
import { htmlPage } from '../../activities/letters/html.ts';
import { parseMarkdown, tokensToHtml } from '../../activities/letters/markdown.ts';
import { domainOf } from '../../activities/letters/messageId.ts';
import { tokensToText } from '../../activities/letters/plain.ts';
import { styleBody, styleNotes } from '../../activities/letters/styles.ts';
import { chineseDate } from '../../campaign/time/chinese.ts';
import { ORGANISER } from '../../campaign/line/plan.ts';
import { dayOf, fromMillis } from '../../campaign/time/instant.ts';
import type { PortalDeps } from './deps.ts';

export interface LinkMailer {
  readonly send: NonNullable<PortalDeps['mailLink']>;
  close(): void;
}

/**
 * Mails new links that were asked for. They answer a person at once, chase nobody and are about no task: no letters of the campaign, and
 * neither its ledger nor its journal knows them.
 */
export function openLinkMailer({ smtpUrl, from, office, keys, url, rehearsal, now = Date.now }: Pick<PortalDeps, 'keys' | 'url' | 'rehearsal' | 'now'> & {
  readonly smtpUrl: string; readonly from?: string | undefined; readonly office: (campaign: string) => Promise<{ name: string; mail: string; phone: string }>;
}): LinkMailer {
  const transport = createTransport({ url: smtpUrl, disableFileAccess: true, disableUrlAccess: true, connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 });
  return {
    send: async ({ scope, mail, head }) => {
      const { name, mail: replyTo, phone } = await office(scope.campaign);
      const sender = from ?? `${name} <${replyTo}>`;
      const page = scope.unit === ORGANISER ? '工作' : '填报';
      const link = urlOfLink(url, signLink(keys, scope, mail, now()));
      const body = parseMarkdown(`${head.unit.name}：\n\n有人（可能是您本人）申请了${head.title}的专属${page}链接。请打开[专属${page}页面](${link})办理。\n\n此前的链接在有效期内仍可使用。如非本单位申请，请忽略本邮件，无需处理。`);
      const notes = parseMarkdown(`此链接仅供贵单位使用，请勿转发。可直接回复本邮件（${replyTo}），电话 ${phone}。\n\n本系统为非涉密系统，请勿填写、上传涉密信息。`);
      const text = `${tokensToText(body, true)}\n————————\n${tokensToText(notes, false)}`;
      styleBody(body);
      styleNotes(notes);
      const subject = `${rehearsal ? '【演练】' : ''}“质量月”活动：新的专属${page}链接`;
      await transport.sendMail({
        from: sender, to: mail, replyTo, subject, text, messageId: `<${randomUUID()}@${domainOf(sender)}>`, textEncoding: 'base64',
        headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
        html: htmlPage({
          subject, preview: `打开专属${page}页面`, sender: `市场监管总局${name}`, title: `${page}链接`, campaign: head.title, today: chineseDate(dayOf(fromMillis(now()))),
          body: tokensToHtml(body), notes: tokensToHtml(notes), attached: [], compact: false, rehearsal: rehearsal ? '演练邮件：仅供系统演练使用。' : '',
        }),
      });
    },
    close: () => { transport.close(); },
  };
}
