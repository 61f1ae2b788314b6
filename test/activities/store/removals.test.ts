import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { putDocument } from '../../../activities/store/documents.ts';
import { isDocument } from '../../../activities/store/documents.ts';
import { StoreError } from '../../../activities/store/errors.ts';
import { storeFile } from '../../../activities/store/files.ts';
import { folderStore } from '../../../activities/store/folderStore.ts';
import { type Removal, barOf, listBars, listRemovals, readRemoval, setRemoval } from '../../../activities/store/removals.ts';
import { instant } from '../../../campaign/time/instant.ts';
import { temporaryFolder, temporaryStore } from '../temporary.ts';

const bytes = Buffer.from('不宜公开');
const removal = (file: string, state: Removal['state'], campaign = 'a'): Removal => (
  { campaign, file, state, at: instant('2024-10-11T10:00:00+08:00'), by: 'organiser', of: [{ key: 'mot/summary', version: 1 }] });
const failure = (job: Promise<unknown>): Promise<string> => job.then(() => 'none', (error: unknown) => {
  if (error instanceof StoreError) return error.failure;
  throw error;
});

describe('a file under quarantine', () => {
  test('is read by nobody, in no process, until it is lifted', async () => {
    const root = await temporaryFolder();
    const [store, other] = [await folderStore(root), await folderStore(root)];
    const file = await store.put(bytes);
    await setRemoval(store, removal(file, 'quarantined'));
    for (const each of [store, other]) expect([await failure(each.get(file)), await failure(each.open(file))]).toEqual(['quarantined', 'quarantined']);
    expect(await store.has(file)).toBe(true);
    await setRemoval(other, removal(file, 'lifted'));
    expect(await store.get(file)).toEqual(bytes);
  });

  test('stays so while any campaign wants it', async () => {
    const store = await temporaryStore();
    const file = await store.put(bytes);
    await setRemoval(store, removal(file, 'quarantined', 'a'));
    await setRemoval(store, removal(file, 'quarantined', 'b'));
    await setRemoval(store, removal(file, 'lifted', 'a'));
    expect([await barOf(store, file), (await listRemovals(store, 'a')).length, (await listRemovals(store, 'b')).length]).toEqual(['quarantined', 0, 1]);
  });
});

describe('a purged file', () => {
  test.each(['purging', 'purged'] as const)('(%s) never comes in again, not for a moment', async (state) => {
    const root = await temporaryFolder();
    const store = await folderStore(root);
    const file = await store.put(bytes);
    await setRemoval(store, removal(file, state));
    await store.remove(file);
    expect(await failure(store.put(bytes))).toBe('purged');
    expect(await failure(storeFile(store, bytes, { name: '材料.txt', maxBytes: 1000 }))).toBe('purged');
    expect(await readdir(join(root, 'content', file.slice(0, 2)))).toEqual([]);
    expect(await readdir(join(root, 'tmp'))).toEqual([]);
    expect(await failure(store.open(file))).toBe('purged');
    expect(await listBars(store)).toEqual(new Map([[file, 'purged']]));
    expect(await readRemoval(store, 'a', file)).toMatchObject({ state, of: [{ key: 'mot/summary', version: 1 }] });
    expect(await store.get(await store.put(Buffer.from('别的')))).toEqual(Buffer.from('别的'));
  });
});

test('our own documents are told from what people attach', async () => {
  const store = await temporaryStore();
  const ours = [await putDocument(store, { lines: [] }), await putDocument(store, '同意', { guessable: true })];
  const theirs = await Promise.all(['', '{', '{"figures":1}', '一二三'].map((text) => store.put(Buffer.from(text))));
  expect(await Promise.all([...ours, ...theirs].map((each) => isDocument(store, each)))).toEqual([true, true, false, false, false, false]);
});
