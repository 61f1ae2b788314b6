import type { Gap } from '../../campaign/summary/annex.ts';
import type { Contents, Digest } from '../store/store.ts';
import { readOr } from './reading.ts';
import { shapes } from './shapes.ts';

/** The facts of a journal from the first on. What lies before a chunk that cannot be read is a gap. */
export async function readJournal(contents: Contents, last: Digest | null, name: string, gaps: Gap[]): Promise<unknown[]> {
  const chunks: (readonly unknown[])[] = [];
  for (let next = last; next !== null;) {
    const chunk = await readOr(contents, next, shapes.chunk, `${name}的流水`, gaps);
    if (chunk === undefined) break;
    chunks.push(chunk.facts);
    next = chunk.previous;
  }
  return chunks.reverse().flat();
}
