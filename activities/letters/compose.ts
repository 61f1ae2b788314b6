import type { SendMailOptions } from 'nodemailer';
import addressparser from 'nodemailer/lib/addressparser';
import { isInternal } from '../../campaign/definition/letterNames.ts';
import { oneLine, shorten } from '../../campaign/definition/letterMarkdown.ts';
import type { LetterView } from '../../campaign/definition/letterView.ts';
import { compare } from '../../campaign/line/compare.ts';
import { GRAVITY, type LetterItem } from '../../campaign/line/letter.ts';
import { ORGANISER } from '../../campaign/line/plan.ts';
import { attachmentsOf, isOwed } from './attachments.ts';
import { formMaker } from './form.ts';
import { headersOf, threadIdOf } from './headers.ts';
import { htmlPage } from './html.ts';
import type { LetterInput } from './input.ts';
import { parseMarkdown, tokensToHtml } from './markdown.ts';
import { messageIdOf } from './messageId.ts';
import { tokensToText } from './plain.ts';
import { recipientsOf } from './recipients.ts';
import { styleBody, styleNotes } from './styles.ts';
import type { LetterTemplate, Templates } from './templates.ts';
import { variantOf, viewOf } from './view.ts';

/** Who letters come from. */
export interface Sender {
  /** MAIL_FROM: an address, with or without a name. */
  readonly from: string;
  /** A mailbox that somebody reads; the office's if there is no other. */
  readonly replyTo?: string;
  /** Right-hand side of Message-IDs. */
  readonly domain: string;
}

interface ComposerOptions {
  readonly templates: Templates;
  readonly sender: Sender;
}

/** A letter ready for the mail server. */
export interface ComposedLetter {
  /** The template it was written from: `remind.peer.md`. */
  readonly template: string;
  readonly messageId: string;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly mail: SendMailOptions & { readonly subject: string; readonly text: string; readonly html: string };
}

export type Compose = (input: LetterInput) => ComposedLetter;

const SUBJECT_LENGTH = 60;

/**
 * Makes the function that writes letters. It is pure but for a cache of forms: the same input gives the same letter. Throws if the
 * roster has no address for the recipient.
 */
export function createComposer({ templates, sender }: ComposerOptions): Compose {
  const [parsed] = addressparser(sender.from, { flatten: true });
  const from = parsed?.address ?? sender.from;
  const makeForm = formMaker();
  return (given) => {
    const forLeader = given.letter.role === 'head' || given.letter.role === 'superior';
    const input = isInternal(given.letter.kind) || forLeader ? { ...given, items: gravestFirst(given.items) } : given;
    const { letter, campaign, roster, items } = input;
    const template = templates.find(letter.kind, variantOf(input));
    const replyTo = sender.replyTo ?? roster.office.mail;
    const view = viewOf(input, { replyTo, form: template.attach.has('form') && items.some(isOwed) && letter.unit !== ORGANISER });
    const { to, cc } = recipientsOf(letter, roster);
    const messageId = messageIdOf(campaign.campaign, letter, sender.domain);
    const thread = threadIdOf(campaign.campaign, letter, sender.domain);
    const attachments = attachmentsOf(template, view, input, makeForm, sender.domain);
    const subject = `${input.rehearsal ? '【演练】' : ''}${shorten(template.subject(view), SUBJECT_LENGTH)}`;
    return {
      template: template.name, messageId,
      envelope: { from, to: [to, ...cc] },
      mail: {
        from: { name: oneLine(parsed?.name ?? '') || template.sender(view), address: from }, to, cc: [...cc], replyTo, subject,
        ...bodies(template, view, { subject, attached: attachments.map(({ filename }) => nameOf(filename)), compact: forLeader }),
        messageId, inReplyTo: thread, references: [thread], date: new Date(input.asOf),
        headers: headersOf(letter, items, campaign.campaign, input.asOf),
        attachments,
        textEncoding: 'base64', // for Chinese half the size of quoted-printable, and twice as quick to make
        disableFileAccess: true, disableUrlAccess: true,
      },
    };
  };
}

function gravestFirst(items: readonly LetterItem[]): LetterItem[] {
  const gravity = ({ level }: LetterItem): number => (level === undefined ? 0 : GRAVITY[level]);
  return items.toSorted((a, b) => gravity(b) - gravity(a) || compare(a.due, b.due));
}

/** What 附件说明 calls a file: its name without the ending, and what a calendar file is for. */
function nameOf(filename: string | false | undefined): string {
  return typeof filename === 'string' ? filename.replace(/\.ics$/, '（可加入日历）').replace(/\.\w+$/, '') : '';
}

interface Dress {
  readonly subject: string;
  readonly attached: readonly string[];
  /** Leaders get one screen. */
  readonly compact: boolean;
}

function bodies(template: LetterTemplate, view: LetterView, { subject, attached, compact }: Dress): { readonly text: string; readonly html: string } {
  const [sender, title] = [template.sender(view), template.title(view)];
  const body = parseMarkdown(template.body(view));
  const notes = parseMarkdown(template.notes(view));
  const rehearsal = view.rehearsal ? oneLine(template.rehearsal(view)) : '';
  const head = [rehearsal, `${title}（${view.campaign.title}）`].filter((line) => line !== '');
  const text = `${head.join('\n\n')}\n\n${tokensToText(body, true)}${attachedText(attached)}\n　　　　　　　　${sender}\n　　　　　　　　　　${view.today}\n\n————————\n${tokensToText(notes, false)}`;
  styleBody(body, compact);
  styleNotes(notes);
  const html = htmlPage({
    subject, preview: template.preview(view), sender, title, campaign: view.campaign.title, today: view.today,
    body: tokensToHtml(body), notes: tokensToHtml(notes), rehearsal, attached, compact,
  });
  return { text, html };
}

// 附件说明: numbered if there are several, without full stops.
function attachedText(names: readonly string[]): string {
  return names.map((name, index) => `${index === 0 ? '\n　　附件：' : '　　　　　'}${names.length > 1 ? `${String(index + 1)}. ` : ''}${name}\n`).join('');
}
