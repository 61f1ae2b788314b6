import { createTransport } from 'nodemailer';
import type { LetterItem, LetterResult } from '../../campaign/line/letter.ts';
import { type Answer, answerOf, answerOfError } from './answer.ts';
import { type Urgency, turns } from './turns.ts';

/** A letter as it goes to the server. The first recipient is the one it is for, the others get copies. */
export interface WrittenLetter {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly raw: Uint8Array;
}

/** Gives a letter to the mail server over the connection that this turn has. Never throws. */
export type Send = (letter: WrittenLetter) => Promise<Answer>;

/** What became of a letter, and the items that really stood in it. */
export interface Delivered {
  readonly result: LetterResult;
  readonly items: readonly LetterItem[];
  readonly struck?: readonly { readonly item: LetterItem; readonly why: string }[];
  readonly later?: readonly LetterItem[];
  /** Deferred because it came too late to begin. */
  readonly late?: true;
}

/** One per worker: its connections, and the letters under way. */
export interface MailRoom {
  /** Runs `job` when a connection is free. A second attempt at a letter under way joins the first: its own `job` is not run. */
  inTurn(messageId: string, urgency: Urgency, job: (send: Send) => Promise<Delivered>): Promise<Delivered>;
  /** Finishes the letters that have a connection, refuses the others (MailRoomClosed) and hangs up. */
  close(): Promise<void>;
}

export interface MailRoomOptions {
  /** SMTP_URL: `smtp://user:password@host:port`, `smtps://…`. */
  readonly url: string;
  readonly connections?: number;
  /** Milliseconds without a sign of the server, and for a whole letter. */
  readonly silence?: number;
  readonly delivery?: number;
}

/**
 * Opens the mail room. There are as many turns as nodemailer's pool has connections, so a job that has its turn has a connection, and
 * nothing ever waits inside the pool: that is what lets the ledger say `sending` only for letters that may really be under way.
 */
export function openMailRoom(options: MailRoomOptions): MailRoom {
  const { url, connections = 5, silence = 60_000, delivery = 120_000 } = options;
  const transport = createTransport({
    url, pool: true, maxConnections: connections, maxMessages: Infinity,
    maxRequeues: 1, // a connection the server closed while idle; anything more is for the agenda to decide
    connectionTimeout: Math.min(silence, 20_000), greetingTimeout: Math.min(silence, 20_000), socketTimeout: silence,
    disableFileAccess: true, disableUrlAccess: true,
  });
  const places = turns(connections);
  const underWay = new Map<string, Promise<Delivered>>();

  const send: Send = async ({ envelope, raw }) => {
    const first = envelope.to[0] ?? '';
    try {
      // The signal ends what a server draws out byte by byte, which no timeout for silence notices.
      const info: unknown = await transport.sendMail({
        envelope: { from: envelope.from, to: [...envelope.to] }, raw: Buffer.from(raw), signal: AbortSignal.timeout(delivery),
      });
      return answerOf(info, first);
    } catch (error) {
      return answerOfError(error, first);
    }
  };

  return {
    inTurn: (messageId, urgency, job) => {
      const joined = underWay.get(messageId);
      if (joined !== undefined) return joined;
      const work = places.run(urgency, () => job(send)).finally(() => underWay.delete(messageId));
      underWay.set(messageId, work);
      return work;
    },
    close: async () => {
      await places.close();
      transport.close();
    },
  };
}
