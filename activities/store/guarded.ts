import { barred } from './errors.ts';
import { barOf } from './removals.ts';
import type { Contents, Digest, References } from './store.ts';

/**
 * The same store, but what is quarantined or purged cannot be read, whoever asks, and what was purged never comes in again: a unit may
 * well send the same file a second time. The marks are looked at each time: another process may set them.
 */
export function guarded<S extends Contents & References>(store: S): S {
  async function allow(digest: Digest, unless: readonly string[]): Promise<void> {
    const bar = await barOf(store, digest);
    if (bar !== undefined && unless.includes(bar)) throw barred(digest, bar);
  }
  return {
    ...store,
    put: (content, options = {}) => store.put(content, {
      ...options,
      inspect: async (open, size, digest) => {
        await allow(digest, ['purged']);
        await options.inspect?.(open, size, digest);
      },
    }),
    get: async (digest) => {
      await allow(digest, ['purged', 'quarantined']);
      return store.get(digest);
    },
    open: async (digest) => {
      await allow(digest, ['purged', 'quarantined']);
      return store.open(digest);
    },
  } satisfies S;
}
