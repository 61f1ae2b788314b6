import { afterEach, describe, expect, it } from 'vitest';
import { type MailRoom, type MailRoomOptions, openMailRoom } from '../../../activities/letters/mailRoom.ts';
import type { Answer } from '../../../activities/letters/answer.ts';
import { MailRoomClosed, type Urgency } from '../../../activities/letters/turns.ts';
import { type MailServer, mailServer } from './deliverServer.ts';

const toClose: { close(): Promise<void> }[] = [];
afterEach(async () => { for (const thing of toClose.splice(0).reverse()) await thing.close(); });

async function start(options: Partial<MailRoomOptions> = {}, server?: MailServer): Promise<{ server: MailServer; room: MailRoom }> {
  const running = server ?? await mailServer();
  const room = openMailRoom({ url: running.url, ...options });
  toClose.push(running, room);
  return { server: running, room };
}

let counter = 0;
async function send(room: MailRoom, to: string[], urgency: Urgency = 'moment', id = `<${String(counter++)}@samr.test>`, body = 'text'): Promise<Answer> {
  let answer: Answer | undefined;
  await room.inTurn(id, urgency, async (give) => {
    answer = await give({ envelope: { from: 'office@samr.test', to }, raw: Buffer.from(`Message-ID: ${id}\r\nSubject: x\r\n\r\n${body}\r\n`) });
    return { result: answer.result, items: [] };
  });
  return answer ?? { result: 'accepted' };
}

describe('what the server says', () => {
  it.each([
    ['mot@a.test', 'accepted', undefined],
    ['unknown-x@a.test', 'refused', 'address'],
    ['busy-x@a.test', 'deferred', 'busy'],
    ['spam-x@a.test', 'refused', 'message'],
    ['later-x@a.test', 'deferred', 'busy'],
    ['cut-x@a.test', 'deferred', 'network'],
    ['hang-x@a.test', 'deferred', 'timeout'],
  ])('%s is %s', async (to, result, failure) => {
    const { room } = await start({ silence: 200 });
    expect(await send(room, [to])).toMatchObject(failure === undefined ? { result } : { result, failure });
  });

  it('is decided by the first recipient, not by the copies', async () => {
    const { room } = await start();
    expect((await send(room, ['a@a.test', 'unknown-b@a.test'])).result).toBe('accepted');
    expect(await send(room, ['unknown-a@a.test', 'b@a.test'])).toMatchObject({ result: 'refused', failure: 'address' });
    expect(await send(room, ['unknown-a@a.test', 'busy-b@a.test'])).toMatchObject({ result: 'refused', failure: 'address' });
    expect(await send(room, ['busy-a@a.test', 'unknown-b@a.test'])).toMatchObject({ result: 'deferred', failure: 'busy' });
  });

  it('is about the letter when it is too big', async () => {
    const { room } = await start({}, await mailServer({ size: 1000 }));
    expect(await send(room, ['a@a.test'], 'moment', '<big@samr.test>', 'x'.repeat(5000))).toMatchObject({ result: 'refused', failure: 'message' });
  });

  it.each([
    ['a greeting with 554', { onConnect: (_session: unknown, done: (error: Error) => void) => { done(Object.assign(new Error('blocked'), { responseCode: 554 })); } }, undefined],
    ['a sender that is refused', { onMailFrom: (_address: unknown, _session: unknown, done: (error: Error) => void) => { done(Object.assign(new Error('no'), { responseCode: 550 })); } }, 'sender'],
    ['a wrong password', { onAuth: (_auth: unknown, _session: unknown, done: (error: Error) => void) => { done(new Error('wrong')); }, authOptional: false }, 'sender'],
  ])('is our own fault with %s: deferred', async (_what, options, failure) => {
    const server = await mailServer({ allowInsecureAuth: true, ...options });
    const { room } = await start({ url: server.url.replace('//', '//office:secret@') }, server);
    expect(await send(room, ['a@a.test'])).toMatchObject({ result: 'deferred', ...(failure === undefined ? {} : { failure }) });
  });

  it('is nothing when there is no server, and the room works again when there is one', async () => {
    const gone = await mailServer();
    await gone.close();
    const { room } = await start({ url: gone.url });
    expect(await send(room, ['a@a.test'])).toMatchObject({ result: 'deferred', failure: 'network' });
    expect(await send(room, ['a@a.test'])).toMatchObject({ result: 'deferred', failure: 'network' });
  });
});

describe('turns', () => {
  it('never has more letters under way than connections, and uses each connection again', async () => {
    const { server, room } = await start({ connections: 3 });
    const ids = Array.from({ length: 150 }, (_, index) => `<n${String(index)}@samr.test>`);
    let under = 0;
    let most = 0;
    await Promise.all(ids.map((id) => room.inTurn(id, 'moment', async (give) => {
      most = Math.max(most, ++under);
      await give({ envelope: { from: 'office@samr.test', to: ['a@a.test'] }, raw: Buffer.from(`Message-ID: ${id}\r\n\r\nx\r\n`) });
      under -= 1;
      return { result: 'accepted', items: [] };
    })));
    expect(most).toBe(3);
    expect(server.most()).toBeLessThanOrEqual(3);
    expect([...server.accepted].sort()).toEqual([...ids].sort());
  });

  it('lets letters of a moment go before receipts', async () => {
    const { server, room } = await start({ connections: 1 });
    server.shut();
    const all = [send(room, ['a@a.test'], 'moment', '<1>'), send(room, ['a@a.test'], 'receipt', '<2>'), send(room, ['a@a.test'], 'receipt', '<3>'), send(room, ['a@a.test'], 'moment', '<4>')];
    await server.until(() => server.waiting() === 1);
    server.open();
    await Promise.all(all);
    expect(server.accepted).toEqual(['<1>', '<4>', '<2>', '<3>']);
  });

  it('joins a second attempt to the first', async () => {
    const { server, room } = await start();
    server.shut();
    const first = send(room, ['a@a.test'], 'moment', '<same>');
    await server.until(() => server.waiting() === 1);
    const second = send(room, ['a@a.test'], 'moment', '<same>');
    server.open();
    await Promise.all([first, second]);
    expect(server.accepted).toEqual(['<same>']);
  });

  it('closes: what has a connection is finished, what waits is refused', async () => {
    const { server, room } = await start({ connections: 1 });
    server.shut();
    const first = send(room, ['a@a.test'], 'moment', '<first>');
    const second = expect(send(room, ['a@a.test'])).rejects.toBeInstanceOf(MailRoomClosed);
    await server.until(() => server.waiting() === 1);
    const closing = room.close();
    await second;
    server.open();
    expect((await first).result).toBe('accepted');
    await closing;
    await expect(send(room, ['a@a.test'])).rejects.toBeInstanceOf(MailRoomClosed);
  });

  it('survives connections that the server ends while idle', async () => {
    const { server, room } = await start({ connections: 1 });
    await send(room, ['a@a.test'], 'moment', '<before>');
    await send(room, ['cut-a@a.test']);
    await send(room, ['a@a.test'], 'moment', '<after>');
    expect(server.accepted).toEqual(['<before>', '<after>']);
  });
});
