import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { answerRequest, noteRequest } from '../../../activities/store/requests.ts';
import type { Store } from '../../../activities/store/store.ts';
import { Unprocessable } from './problems.ts';

const hash = (parts: unknown): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/**
 * Carries a request out once, however often it comes: under one Idempotency-Key the same request gets the same answer, and another one is
 * refused. Two at the same time are one update of the line. Without a key each is one of its own.
 */
export async function once<T>(store: Store, { campaign, unit, key, said, shape }: {
  readonly campaign: string; readonly unit: string; readonly key: string | undefined; readonly said: unknown; readonly shape: z.ZodType<T>;
}, act: (request: { readonly updateId?: string }) => Promise<T>): Promise<T> {
  if (key === undefined) return act({});
  const id = hash([unit, key]).slice(0, 32);
  const request = { campaign, id, content: hash(said) };
  const { content, answer } = await noteRequest(store, request);
  if (content !== request.content) throw new Unprocessable('此 Idempotency-Key 已用于另一个请求。请为每个新的请求另用一个。', [{ field: 'Idempotency-Key', detail: '内容与首次请求不同' }]);
  if (answer !== undefined) return shape.parse(answer);
  const made = await act({ updateId: `api-${id}` });
  await answerRequest(store, request, made);
  return made;
}
