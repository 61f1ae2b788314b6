import type { SendMailOptions } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { WrittenLetter } from './mailRoom.ts';

/** Puts a composed letter into the bytes that are sent and archived: the same bytes, so that the .eml is what the recipient got. */
export async function rawOf({ envelope, mail }: { readonly envelope: WrittenLetter['envelope']; readonly mail: SendMailOptions }): Promise<WrittenLetter> {
  const message = new MailComposer({ ...mail, newline: 'windows' }).compile();
  return { envelope, raw: await message.build() };
}
