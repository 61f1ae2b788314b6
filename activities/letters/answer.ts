import { z } from 'zod';

/** Why a letter was not accepted. Kinds only; the server's own words stay in the ledger. */
export type Failure =
  | 'address'    // the recipient is not known there
  | 'message'    // the letter itself is not wanted: content, size
  | 'busy'       // the server asks to come back later
  | 'sender'     // our address, our access, our TLS: our own fault, never the recipient's
  | 'server'
  | 'network'
  | 'timeout'
  | 'composing'  // a fault in our templates or code
  | 'store'
  | 'elsewhere'; // another worker has this letter under way

export const FAILURES = [
  'address', 'message', 'busy', 'sender', 'server', 'network', 'timeout', 'composing', 'store', 'elsewhere',
] as const satisfies readonly Failure[];

/** What the mail server said about one letter. `reply` is for the organiser and may name people: store only. */
export interface Answer {
  readonly result: 'accepted' | 'refused' | 'deferred';
  readonly failure?: Failure;
  readonly reply?: string;
}

const rejection = z.object({ recipient: z.string().optional(), responseCode: z.number().optional(), message: z.string() });
const smtpError = z.object({
  code: z.string().optional(), command: z.string().optional(), responseCode: z.number().optional(), message: z.string(),
  rejectedErrors: z.array(rejection).optional(),
});
type Rejection = z.infer<typeof rejection>;

/** The answer when the server took the letter, for some recipients at least: the first one decides, copies do not. */
export function answerOf(info: unknown, first: string): Answer {
  const { rejectedErrors, response } = z.object({ rejectedErrors: z.array(rejection).optional(), response: z.string().optional() }).parse(info);
  return ofFirst(rejectedErrors, first) ?? { result: 'accepted', ...(response === undefined ? {} : { reply: cut(response) }) };
}

/** The answer when nobody got the letter. Whatever is not clearly the recipient's or the letter's fault is ours: deferred. */
export function answerOfError(error: unknown, first: string): Answer {
  const parsed = smtpError.safeParse(error);
  if (!parsed.success) return { result: 'deferred', failure: 'network', reply: cut(String(error)) };
  const { code, command, responseCode, message, rejectedErrors } = parsed.data;
  const own = ofFirst(rejectedErrors, first);
  if (own !== undefined) return own;
  const atMessage = command === 'DATA' || responseCode === 552; // 552 also answers MAIL FROM: too big
  if (atMessage) return byCode(responseCode, 'message', message);
  if (message.startsWith('Invalid recipient')) return { result: 'refused', failure: 'address', reply: cut(message) };
  return { result: 'deferred', failure: ours(code, command, responseCode), reply: cut(message) };
}

function ofFirst(rejections: readonly Rejection[] | undefined, first: string): Answer | undefined {
  const own = rejections?.find(({ recipient }) => recipient === first);
  return own && byCode(own.responseCode, 'address', own.message);
}

function byCode(code: number | undefined, failure: Failure, reply: string): Answer {
  // 503 is a session out of step, not a refusal.
  const refused = code !== undefined && code >= 500 && code < 600 && code !== 503;
  return refused ? { result: 'refused', failure, reply: cut(reply) } : { result: 'deferred', failure: 'busy', reply: cut(reply) };
}

function ours(code: string | undefined, command: string | undefined, responseCode: number | undefined): Failure {
  if (code === 'ETIMEDOUT' || code === 'EABORT') return 'timeout';
  if (responseCode !== undefined && responseCode < 500) return 'busy';
  if (command === 'MAIL FROM' || code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2') return 'sender';
  return code === 'EPROTOCOL' || code === 'ETLS' ? 'server' : 'network';
}

function cut(text: string): string {
  return text.slice(0, 500);
}
