import type { Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { type HeaderItem, itemsFromHeader } from '../../activities/letters/headers.ts';
import type { PlannedLetter } from '../../campaign/definition/planLetters.ts';

/** What the mail server does with a letter to an address. */
export type Answer = 'accept' | 'hang' | 'cut' | { readonly code: number; readonly text: string };

/** A letter that the mail server took. */
export interface Taken {
  readonly messageId: string;
  readonly to: readonly string[];
  readonly at: string;
  readonly kind: string;
  readonly role: string;
  readonly items: readonly HeaderItem[];
  readonly raw: string;
  /** Real time of the acceptance. */
  readonly ms: number;
}

export interface Sink {
  readonly url: string;
  /** Accepted letters in order, repetitions included. */
  readonly taken: Taken[];
  /** Attempts by first recipient, whatever became of them. */
  readonly tried: { readonly to: string; readonly ms: number }[];
  /** Changes what becomes of letters from now on. */
  answer(how: (to: string, letter: string) => Answer): void;
  /** Letters wait for their answer until `open`. */
  shut(): void;
  open(): void;
  waiting(): number;
  /** First recipients of the letters that wait for their answer. */
  held(): string[];
  to(address: string): Taken[];
  close(): Promise<void>;
}

/** A mail server on the loopback that keeps what it is given. */
export async function startSink(): Promise<Sink> {
  const taken: Taken[] = [];
  const tried: Sink['tried'] = [];
  const sockets = new Map<number, Socket>();
  let how: (to: string, letter: string) => Answer = () => 'accept';
  let gate: { to: string; settle: () => void }[] | undefined;

  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], disableReverseLookup: true, closeTimeout: 50,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString();
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const settle = (): void => {
          tried.push({ to: to[0] ?? '', ms: Date.now() });
          const answer = how(to[0] ?? '', raw);
          if (answer === 'hang') return;
          if (answer === 'cut') { sockets.get(session.remotePort)?.destroy(); return; }
          if (answer !== 'accept') { done(Object.assign(new Error(answer.text), { responseCode: answer.code })); return; }
          taken.push(read(raw, to));
          done();
        };
        if (gate === undefined) settle();
        else gate.push({ to: to[0] ?? '', settle });
      });
    },
  });
  server.server.on('connection', (socket: Socket) => {
    sockets.set(socket.remotePort ?? 0, socket);
    socket.on('close', () => sockets.delete(socket.remotePort ?? 0));
    socket.on('error', () => undefined);
  });
  server.on('error', () => undefined); // cut connections
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `smtp://127.0.0.1:${String(address.port)}`, taken, tried,
    answer: (next) => { how = next; },
    shut: () => { gate ??= []; },
    open: () => { const all = gate ?? []; gate = undefined; for (const { settle } of all) settle(); },
    waiting: () => gate?.length ?? 0,
    held: () => (gate ?? []).map(({ to }) => to),
    to: (address) => taken.filter((letter) => letter.to[0] === address),
    close: () => new Promise((closed) => { server.close(closed); for (const socket of sockets.values()) socket.destroy(); }),
  };
}

function read(raw: string, to: readonly string[]): Taken {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
  const header = (name: string) => new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  return {
    messageId: header('Message-ID'), to, at: header('X-Campaign-At'), kind: header('X-Campaign-Kind'),
    role: header('X-Campaign-Role'), items: itemsFromHeader(header('X-Campaign-Items')), raw, ms: Date.now(),
  };
}

/** A letter as `plan` shows it. */
export function planned({ at, to, role, kind, items }: Taken): PlannedLetter {
  const shown = items.map(({ unit, task, slot, level }) => ({ unit, task, slot, ...(level === undefined ? {} : { level }) }));
  const made: unknown = { at, to: to[0], role, kind, items: shown };
  return made as PlannedLetter;
}
