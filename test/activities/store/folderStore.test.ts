import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { folderStore } from '../../../activities/store/folderStore.ts';
import { temporaryFolder, temporaryStore } from '../temporary.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('contents', () => {
  it('are named by their digest, from bytes and from a stream', async () => {
    const store = await temporaryStore();
    const bytes = Buffer.from('全国“质量月”'.repeat(50_000));
    const digest = await store.put(Readable.from([bytes.subarray(0, 10), bytes.subarray(10)]));
    expect(digest).toBe(sha256(bytes));
    expect(await store.put(bytes)).toBe(digest);
    expect(bytes.equals(await store.get(digest))).toBe(true);
    expect(bytes.equals(await buffer(await store.open(digest)))).toBe(true);
    expect([await store.has(digest), await store.size(digest), await store.has(sha256(Buffer.from('x')))]).toEqual([true, bytes.length, false]);
  });

  it('are given up at the limit: no more is read, nothing is left', async () => {
    const folder = await temporaryFolder();
    const store = await folderStore(folder);
    let read = 0;
    let closed = false;
    async function* endless(): AsyncGenerator<Buffer> {
      try {
        for (;;) { read += 65_536; yield Buffer.alloc(65_536); await Promise.resolve(); }
      } finally {
        closed = true;
      }
    }
    await expect(store.put(endless(), { maxBytes: 1024 ** 2 })).rejects.toMatchObject({ failure: 'too-large', message: expect.stringContaining('1 MB') as string });
    expect(read).toBeLessThanOrEqual(1024 ** 2 + 65_536);
    expect(closed).toBe(true);
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
  });

  it('of a broken stream leave nothing', async () => {
    const folder = await temporaryFolder();
    const store = await folderStore(folder);
    const broken = new Readable({ read() { this.push('abc'); this.destroy(new Error('connection lost')); } });
    await expect(store.put(broken)).rejects.toThrow('connection lost');
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
  });

  it('say when they are missing, damaged, purged or misnamed', async () => {
    const folder = await temporaryFolder();
    const store = await folderStore(folder);
    const digest = await store.put(Buffer.from('one'));
    await writeFile(join(folder, 'content', digest.slice(0, 2), digest), 'two');
    await expect(store.get(digest)).rejects.toMatchObject({ failure: 'damaged' });
    await store.put(Buffer.from('one'));
    expect((await store.get(digest)).toString()).toBe('one'); // storing it again repairs it
    await store.remove(digest);
    await store.remove(digest);
    for (const read of [store.get, store.open, store.size]) await expect(read(digest)).rejects.toMatchObject({ failure: 'missing' });
    await expect(store.get('../refs/x')).rejects.toMatchObject({ failure: 'name' });
  });

  it('half written by a process that died long ago are swept; younger ones are not', async () => {
    const folder = await temporaryFolder();
    await (await folderStore(folder)).put(Buffer.from('x'));
    await writeFile(join(folder, 'tmp/old'), 'half');
    await writeFile(join(folder, 'tmp/young'), 'half');
    await utimes(join(folder, 'tmp/old'), 0, 0);
    await folderStore(folder);
    expect(await readdir(join(folder, 'tmp'))).toEqual(['young']);
  });
});

describe('references', () => {
  it('hold the last text, and are listed by prefix', async () => {
    const store = await temporaryStore();
    expect(await store.getReference('campaigns/c/marker')).toBeUndefined();
    await store.setReference('campaigns/c/marker', 'running');
    await store.setReference('campaigns/c/marker', 'held');
    await store.setReference('campaigns/c/receipts/sd.jinan/summary/1', '');
    await store.setReference('campaigns/cc/marker', 'running');
    expect(await store.getReference('campaigns/c/marker')).toBe('held');
    expect(await store.listReferences('campaigns/c')).toEqual(['campaigns/c/marker', 'campaigns/c/receipts/sd.jinan/summary/1']);
    expect(await store.listReferences('nothing')).toEqual([]);
  });

  it('are created by exactly one of many', async () => {
    const store = await temporaryStore();
    const won = await Promise.all(Array.from({ length: 20 }, (_, index) => store.createReference('lock', String(index))));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await store.getReference('lock')).toBe(String(won.indexOf(true)));
  });

  it('are never seen half written', async () => {
    const store = await temporaryStore();
    const texts = ['a'.repeat(100_000), 'b'.repeat(90_000)];
    await store.setReference('x', texts[0] ?? '');
    const writing = { done: false };
    const writer = (async () => { for (let n = 0; n < 40; n += 1) await store.setReference('x', texts[n % 2] ?? ''); writing.done = true; })();
    while (!writing.done) expect(texts).toContain(await store.getReference('x'));
    await writer;
  });

  it.each(['../x', 'a/../b', '/etc/x', 'a//b', '', '.', 'a/.hidden', 'a\\..\\b', 'a\0b', 'a b', 'x'.repeat(200)])('refuse the name %j', async (name) => {
    const store = await temporaryStore();
    for (const act of [store.getReference, store.setReference, store.createReference, store.listReferences]) {
      await expect(act(name, '')).rejects.toMatchObject({ failure: 'name' });
    }
  });
});

it('a full disk is said in words, leaves nothing half, and writing goes on when there is room', async () => {
  // A process that may write no file over 64 KiB: what it sees is what a full disk shows, in every place that writes.
  const child = fileURLToPath(new URL('fullDiskChild.ts', import.meta.url));
  const { stdout } = await promisify(execFile)('bash', ['-c', 'ulimit -f 64; exec "$0" "$1" "$2"', process.execPath, child, await temporaryFolder()]);
  expect(JSON.parse(stdout)).toEqual({ content: 'full', temporaries: [], reference: 'full', old: 'before', log: 'full', lines: ['first', 'after'] });
});
