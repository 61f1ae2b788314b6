import { z } from 'zod'

/** At most so many letters in one answer. */
export const maxPage = 1000

const letter = z.object({
  /** maildev's id. */
  id: z.string(),
  subject: z.string(),
  size: z.number(),
  from: z.array(z.string()),
  /** The To header. */
  to: z.array(z.string()),
  /** The addresses the sender gave to the server: with copies and blind copies. */
  recipients: z.array(z.string()),
  /** Names in lower case; a header that stands several times is joined by line feeds. */
  headers: z.record(
    z.string(),
    z.union([z.string(), z.array(z.string())]).transform((value) => (typeof value === 'string' ? value : value.join('\n'))),
  ),
})

/** One letter without its text, as the inbox lists it. */
export type InboxLetter = z.infer<typeof letter>

/** What /letters answers. */
export const letterPage = z.object({ total: z.int(), letters: z.array(letter) })

/** What /letters/ID answers. */
export const letterBody = z.object({ text: z.string(), html: z.string() })
