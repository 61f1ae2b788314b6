import type { Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface MailServer {
  readonly url: string;
  /** Message-IDs in the order of acceptance, repetitions included. */
  readonly accepted: string[];
  readonly recipients: string[];
  /** The most connections there ever were at a time. */
  readonly most: () => number;
  /** Until `open` is called, letters wait for their answer after DATA. */
  shut(): void;
  open(): void;
  /** How many letters wait for their answer. */
  waiting(): number;
  until(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

const failure = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

/**
 * A real mail server on a free port of the loopback. What it does depends on the first letters of the recipient: unknown-, busy-,
 * spam- (refused after DATA), later- (4xx after DATA), hang- (no answer), cut- (connection cut after DATA).
 */
export async function mailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const accepted: string[] = [];
  const recipients: string[] = [];
  const sockets = new Map<number, Socket>();
  const watchers = new Set<() => void>();
  let most = 0;
  let gate: (() => void)[] | undefined;
  const changed = (): void => { for (const watch of watchers) watch(); };

  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], disableReverseLookup: true, closeTimeout: 50, size: 1_000_000,
    onRcptTo: ({ address }, _session, done) => {
      if (address.startsWith('unknown-')) done(failure(550, `5.1.1 no such user ${address}`));
      else if (address.startsWith('busy-')) done(failure(451, '4.7.1 greylisted'));
      else if (!address.startsWith('hang-')) done();
    },
    onData: (stream, session, done) => {
      let text = '';
      stream.on('data', (chunk: Buffer) => { text += chunk.toString(); });
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const first = to[0] ?? '';
        if (first.startsWith('spam-')) { done(failure(554, '5.7.1 not wanted')); return; }
        if (stream.sizeExceeded) { done(failure(552, '5.3.4 too big')); return; }
        if (first.startsWith('later-')) { done(failure(452, '4.3.1 no space')); return; }
        if (first.startsWith('cut-')) { sockets.get(session.remotePort)?.destroy(); return; }
        const accept = (): void => {
          accepted.push(/^Message-ID: (.*)$/im.exec(text)?.[1]?.trim() ?? '');
          recipients.push(...to);
          done();
          changed();
        };
        if (gate === undefined) accept();
        else gate.push(accept);
        changed();
      });
    },
    ...options,
  });
  server.server.on('connection', (socket: Socket) => {
    sockets.set(socket.remotePort ?? 0, socket);
    most = Math.max(most, sockets.size);
    socket.on('close', () => { sockets.delete(socket.remotePort ?? 0); changed(); });
    socket.on('error', () => undefined);
  });
  server.on('error', () => undefined); // cut connections
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `smtp://127.0.0.1:${String(address.port)}`,
    accepted, recipients,
    most: () => most,
    shut: () => { gate ??= []; },
    open: () => { const all = gate ?? []; gate = undefined; for (const accept of all) accept(); },
    waiting: () => gate?.length ?? 0,
    until: (condition) => new Promise((resolve) => {
      const watch = (): void => { if (condition()) { watchers.delete(watch); resolve(); } };
      watchers.add(watch);
      watch();
    }),
    close: () => new Promise((closed) => { server.close(closed); for (const socket of sockets.values()) socket.destroy(); }),
  };
}
