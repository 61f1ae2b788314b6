import { writeFile } from 'node:fs/promises';
import { previewLetter } from '../../activities/letters/preview.ts';
import { isInternal } from '../../campaign/definition/letterNames.ts';
import { ORGANISER } from '../../campaign/line/plan.ts';
import type { LetterKind, Role } from '../../campaign/line/letter.ts';
import { unreadable } from './definition.ts';
import { UsageError } from './errors.ts';
import { print, printJson } from './output.ts';
import { previewAll } from './previewAll.ts';
import { openDesk, templateFile } from './previewDesk.ts';
import { requireRecipient, requireUnit } from './previewRecipient.ts';

export interface PreviewChoice {
  readonly letter?: LetterKind;
  readonly unit?: string;
  readonly role?: Role;
  readonly out?: string;
  readonly html?: true;
  readonly json?: true;
}

/** Writes a letter with sample items, or all of them into a folder; nothing is started or sent. */
export async function preview(path: string, choice: PreviewChoice): Promise<void> {
  const { letter: kind, out, role } = choice;
  if (kind === undefined && (out === undefined || choice.unit !== undefined)) {
    throw new UsageError('请用 --letter 写明函件种类，例如 --letter remind --unit mot；或只写 --out 文件夹，一次看全部函件。');
  }
  const unit = choice.unit ?? (kind !== undefined && isInternal(kind) ? ORGANISER : undefined);
  if (kind !== undefined && unit === undefined) throw new UsageError('请用 --unit 写明单位标识，例如 --unit mot。');
  const desk = await openDesk(path);
  if (kind === undefined || unit === undefined) return previewAll(desk, out ?? '', choice.json === true);
  requireRecipient(desk.roster, requireUnit(desk.campaign, unit), { kind, unit, role });
  const { envelope, mail, template } = previewLetter({ ...desk, kind, unit, ...(role === undefined ? {} : { role }) });
  const attachments = (mail.attachments ?? []).map(({ filename }) => String(filename));
  if (out !== undefined) await writeFile(out, mail.html).catch((error: unknown) => { throw unreadable(out, error); });
  if (choice.json === true) printJson({ to: envelope.to, subject: mail.subject, template, attachments, text: mail.text, html: mail.html });
  else if (out !== undefined) print(`已写入 ${out}，请用浏览器打开。`, `模板：${templateFile(template)}`);
  else if (choice.html === true) print(mail.html);
  else {
    const attached = attachments.length === 0 ? [] : [`附件：${attachments.join('、')}`];
    print(`发给：${envelope.to.join('、')}`, `主题：${mail.subject}`, ...attached, `模板：${templateFile(template)}`, '', mail.text);
  }
}
