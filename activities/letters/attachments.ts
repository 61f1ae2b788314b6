import type { SendMailOptions } from 'nodemailer';
import type { LetterView } from '../../campaign/definition/letterView.ts';
import type { LetterItem } from '../../campaign/line/letter.ts';
import { type Deadline, calendarFile } from './calendarFile.ts';
import type { formMaker } from './form.ts';
import type { LetterInput } from './input.ts';
import { lineOfItem } from './itemView.ts';
import { namesOf, ruleFor } from './names.ts';
import type { LetterTemplate } from './templates.ts';

type Attachments = NonNullable<SendMailOptions['attachments']>;

/** What goes with a letter: the form for those who do not use the link, and the deadlines for the recipient's calendar. */
export function attachmentsOf(
  template: LetterTemplate, view: LetterView, input: LetterInput, makeForm: ReturnType<typeof formMaker>, domain: string,
): Attachments {
  const attachments: Attachments = [];
  const deadlines = deadlinesOf(view, input);
  if (view.form) {
    const names = namesOf(input.campaign);
    attachments.push({
      filename: '反馈表.docx', contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      content: makeForm(view.campaign.title, deadlines.map(({ item, view: asked }) => {
        const plan = lineOfItem(item, input, names);
        const rule = plan === undefined ? undefined : ruleFor(plan, item.unit, item.task);
        return { view: asked, declarations: rule?.declarations ?? [] };
      })),
    });
  }
  const ahead = deadlines.filter(({ item }) => item.due > input.now);
  if (template.attach.has('calendar') && ahead.length > 0) {
    attachments.push({
      filename: '反馈期限.ics', contentType: 'text/calendar; charset=utf-8; method=PUBLISH', contentDisposition: 'attachment',
      content: calendarFile({ id: input.campaign.campaign, title: input.campaign.title }, ahead, input.asOf, domain),
    });
  }
  return attachments;
}

/** Whether an item is something the recipient itself still owes: its units' delays and reports waiting for review are not. */
export function isOwed(item: LetterItem): boolean {
  return item.kind !== 'escalate' && item.kind !== 'review' && item.kind !== 'accepted' && item.kind !== 'receipt';
}

function deadlinesOf(view: LetterView, { items }: LetterInput): Deadline[] {
  return items.flatMap((item, index) => {
    const own = view.items[index];
    return own === undefined || !isOwed(item) ? [] : [{ item, view: own }];
  });
}
