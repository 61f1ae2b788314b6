import { once } from 'node:events';
import { type Socket, connect, createServer } from 'node:net';

/** Stands before a mail server: while it is shut nobody gets through, as if the server were away. */
export interface Gate {
  readonly smtpUrl: string;
  /** Cuts what is under way, and hangs up on whoever calls. */
  shut(): void;
  open(): void;
  close(): Promise<void>;
}

/** Opens a gate on the loopback before the mail server of that URL. It passes bytes on, and reads none. */
export async function openGate(smtpUrl: string): Promise<Gate> {
  const { hostname, port } = new URL(smtpUrl);
  const sockets = new Set<Socket>();
  let isShut = false;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  };
  const server = createServer((caller) => {
    keep(caller);
    if (isShut) {
      caller.destroy();
      return;
    }
    const called = keep(connect(Number(port), hostname.replace(/^\[|\]$/g, '')));
    caller.on('close', () => called.destroy()).pipe(called);
    called.on('close', () => caller.destroy()).pipe(caller);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const own = server.address();
  if (own === null || typeof own === 'string') throw new Error('the gate has no port');
  const cut = (): void => { for (const socket of sockets) socket.destroy(); };
  const url = new URL(smtpUrl);
  url.hostname = '127.0.0.1';
  url.port = String(own.port);
  return {
    smtpUrl: url.href,
    shut: () => {
      isShut = true;
      cut();
    },
    open: () => { isShut = false; },
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
