import type { FastifyReply } from 'fastify';
import { StoreError } from '../../activities/store/errors.ts';
import type { Store } from '../../activities/store/store.ts';
import { Refused } from '../refused.ts';

/** Hands out a file that somebody sent. Never shown in the page's own name: what was uploaded is data, whatever it says it is. */
export async function handOut(reply: FastifyReply, store: Store, file: { readonly digest: string; readonly name: string }): Promise<FastifyReply> {
  const [bytes, size] = await opened(store, file.digest);
  return reply.type('application/octet-stream').header('content-length', size).header('cache-control', 'private, no-store')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll("'", '%27')}`).send(bytes);
}

async function opened(store: Store, digest: string) {
  try {
    return [await store.open(digest), await store.size(digest)] as const;
  } catch (error) {
    if (error instanceof StoreError && (error.failure === 'quarantined' || error.failure === 'purged' || error.failure === 'missing')) throw new Refused('此附件已停止查看，或已按规定清除。如有疑问，请致电组织方。');
    throw error;
  }
}
