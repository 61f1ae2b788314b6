import { z } from 'zod';

/** One report to be handed in: whose, and the session and token of who does it. */
export const errand = z.object({ unit: z.string(), cookie: z.string(), csrf: z.string() });

/** What the process that plays the submitters is told, on its standard input. */
export const orders = z.object({
  portal: z.string(), bytes: z.number(),
  /** Milliseconds between the beginnings of two reports of one submitter; 0: one after the other. */
  pause: z.number(),
  /** For each submitter what he hands in, one after the other. */
  submitters: z.array(z.array(errand)),
});
export type Orders = z.infer<typeof orders>;

const times = z.array(z.number());
/** What it saw, in milliseconds: from the first byte of the form to the 303, and of the receipt's page after it. */
export const seen = z.object({ reports: times, receipts: times, seconds: z.number(), wrong: z.array(z.string()) });
export type Seen = z.infer<typeof seen>;
