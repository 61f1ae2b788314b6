import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { getDocument, putDocument } from '../../../activities/store/documents.ts';
import { temporaryStore } from '../temporary.ts';

const comment = z.object({ text: z.string() });

describe('documents', () => {
  it('come back as they were, checked', async () => {
    const store = await temporaryStore();
    const digest = await putDocument(store, { text: '请补充' });
    expect(await getDocument(store, digest, comment)).toEqual({ text: '请补充' });
    await expect(getDocument(store, digest, z.object({ text: z.number() }))).rejects.toThrow();
    await expect(getDocument(store, await store.put(Buffer.from('no json')), comment)).rejects.toMatchObject({ failure: 'damaged' });
  });

  it('have the same digest when equal, unless they could be guessed', async () => {
    const store = await temporaryStore();
    expect(await putDocument(store, { a: 1 })).toBe(await putDocument(store, { a: 1 }));
    const digests = await Promise.all([1, 2].map(() => putDocument(store, { text: '同意' }, { guessable: true })));
    expect(new Set(digests).size).toBe(2);
    for (const digest of digests) expect(await getDocument(store, digest, comment)).toEqual({ text: '同意' });
  });
});
