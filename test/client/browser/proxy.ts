import { type Socket, connect, createServer } from 'node:net';

/** A line between browser and portal that a test can cut. */
export interface Proxy {
  readonly port: number;
  /** Bytes that came from the browser so far. */
  sent(): number;
  /** From here on so many more bytes pass towards the portal, then the line hangs. */
  hangAfter(bytes: number): void;
  /** Ends every connection, as a cable that is pulled, and takes no new one until `mend`. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Opens it; `target` is asked for at each connection. */
export async function openProxy(target: () => number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let [sent, most, isCut] = [0, Infinity, false];
  const server = createServer((from) => {
    if (isCut) { from.destroy(); return; }
    const to = connect(target(), '127.0.0.1');
    for (const [own, other] of [[from, to], [to, from]] as const) {
      sockets.add(own);
      own.on('error', () => undefined).on('close', () => { sockets.delete(own); other.destroy(); });
    }
    to.pipe(from);
    from.on('data', (bytes) => {
      sent += bytes.length;
      if (!to.write(bytes)) { from.pause(); to.once('drain', () => { if (sent < most) from.resume(); }); }
      if (sent >= most) from.pause();
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    sent: () => sent,
    hangAfter: (bytes) => { most = sent + bytes; },
    cut: () => { isCut = true; for (const socket of sockets) socket.destroy(); },
    mend: () => { isCut = false; most = Infinity; },
    close: () => new Promise((resolve) => { for (const socket of sockets) socket.destroy(); server.close(() => { resolve(); }); }),
  };
}
