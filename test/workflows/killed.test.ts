import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf, instant, toMillis } from '../../campaign/time/instant.ts';
import { realAt } from '../../campaign/time/timeline.ts';
import { connectClient } from '../../config/connection.ts';
import { readEmbeddedState } from '../../workers/local/embeddedState.ts';
import { ensureSearchAttributes } from '../../workers/searchAttributes.ts';
import { type World, becomes, createWorld } from './harness.ts';
import { quickly, reached } from './time.ts';

const HOST = fileURLToPath(new URL('../workers/local/host.ts', import.meta.url));
const QUIET = '2024-09-25T12:00:00+08:00';
const AWAY = { from: '2024-10-11T11:00:00+08:00', until: '2024-10-22T11:00:00+08:00' } as const;
const ROOM = 15_000;

/** An address that stays, whatever port the server has. */
async function front(port: () => number | undefined) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const open = port();
    socket.on('error', () => undefined);
    if (open === undefined) { socket.destroy(); return; }
    const to = connect(open, '127.0.0.1');
    for (const [one, other] of [[socket, to], [to, socket]] as const) {
      sockets.add(one);
      one.on('error', () => undefined).on('close', () => { sockets.delete(one); other.destroy(); }).pipe(other);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () => { server.close(); for (const socket of sockets) socket.destroy(); },
  };
}

describe('the embedded server, killed with -9 and come back, and killed with its host for a week and started again', () => {
  let world: World;
  let host: ChildProcess;
  let dataDir: string;
  let door: Awaited<ReturnType<typeof front>>;
  let back: number;
  let whileAway: number;

  async function startHost(): Promise<void> {
    host = spawn(process.execPath, [HOST, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(host.stdout!, 'data');
  }
  const state = () => readEmbeddedState(dataDir)!;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'campaign-killed-'));
    await startHost();
    door = await front(() => {
      const { address } = readEmbeddedState(dataDir) ?? {};
      return address === undefined ? undefined : Number(address.split(':')[1]);
    });
    const client = await connectClient({ address: door.address, namespace: 'default', options: { address: door.address } }, 'worker');
    await ensureSearchAttributes(client.connection, 'default');
    await client.connection.close();
    world = await createWorld({}, undefined, { address: door.address });
    const { compiled, sink } = world;
    const timeline = quickly(compiled.plan, { moment: 200, lag: 500, room: { [QUIET]: 8_000, [AWAY.from]: 2_000, [AWAY.until]: ROOM } });
    await world.start({ timeline });
    await reached(timeline, QUIET);
    const { serverPid } = state();
    process.kill(serverPid, 'SIGKILL');
    await becomes('another server runs', () => readEmbeddedState(dataDir)?.serverPid !== serverPid);
    await reached(timeline, AWAY.from);
    const last = state();
    process.kill(host.pid!, 'SIGKILL');
    process.kill(last.serverPid, 'SIGKILL');
    await once(host, 'exit');
    whileAway = sink.taken.length;
    await reached(timeline, AWAY.until);
    whileAway = sink.taken.length - whileAway;
    await startHost();
    await becomes('the region is overdue', () => sink.to('sd@regions.test').some(({ kind }) => kind === 'overdue'), 45_000);
    back = realAt(timeline, instant(AWAY.until));
    await world.handle().result();
  }, 400_000);
  afterAll(async () => {
    await world.end();
    door.close();
    host.kill('SIGTERM');
    await once(host, 'exit');
    await rm(dataDir, { recursive: true, force: true });
  });

  it('nothing leaves while it is away', () => {
    expect(whileAway).toBe(0);
  });

  it('at its return each recipient gets one letter at most, and nothing that was missed', () => {
    const letters = world.sink.taken.filter(({ ms, kind }) => ms >= back && ms < back + ROOM && kind !== 'outlook');
    const to = letters.map((letter) => letter.to.join());
    expect(to).toHaveLength(new Set(to).size);
    for (const { at } of letters) expect(toMillis(instant(at))).toBeGreaterThan(toMillis(instant(AWAY.from)));
    expect(letters.map(({ kind }) => kind)).not.toContain('remind');
    expect(to).toEqual(expect.arrayContaining(['jinan@regions.test', 'mot@departments.test', 'sd@regions.test', 'zf@samr.test']));
  });

  it('nothing is mailed twice, before or after', () => {
    const ids = world.sink.taken.map(({ messageId }) => messageId);
    expect(ids).toHaveLength(new Set(ids).size);
    const kinds = (to: string) => world.sink.to(to).map(({ kind }) => kind);
    expect(kinds('mot@departments.test')).toEqual(['assign', 'overdue']);
    // The region's contact is told of its city, as ever.
    expect(kinds('sd@regions.test')).toEqual(['assign', 'overdue', 'escalate']);
  });

  it('no superior hears of it; office and head are told once a day at most, of each thing once', () => {
    for (const superior of ['sd-leader@regions.test', 'zf-leader@samr.test']) expect(world.sink.to(superior), superior).toEqual([]);
    for (const address of ['office@samr.test', 'head@samr.test']) {
      const digests = world.sink.to(address).filter(({ kind }) => kind === 'digest');
      const [days, items] = [digests.map(({ at }) => dayOf(instant(at))), digests.flatMap(({ items: all }) => all.map(({ unit, task, slot }) => `${unit}/${task} ${slot}`))];
      expect(days, address).toHaveLength(new Set(days).size);
      expect(items, address).toHaveLength(new Set(items).size);
    }
  });

  it('the campaign comes to its end, and its audit finds every rule kept', async () => {
    expect(await world.handle().result()).toMatchObject({ cancelled: false });
    expect((await world.campaigns.audit(world.campaign)).violations).toEqual([]);
  });
});
