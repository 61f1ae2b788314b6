import { z } from 'zod';
import type { Gap } from '../../campaign/summary/annex.ts';
import { getDocument } from '../store/documents.ts';
import { StoreError } from '../store/errors.ts';
import type { Contents, Digest } from '../store/store.ts';

/**
 * Reads a document; one that is missing, damaged or of another shape becomes a gap instead of an error, because one unit's lost
 * report must not cost the country its summary. Anything else (the disk, the network) is thrown: it may pass.
 */
export async function readOr<T>(contents: Contents, digest: Digest, schema: z.ZodType<T>, what: string, gaps: Gap[]): Promise<T | undefined> {
  try {
    return await getDocument(contents, digest, schema);
  } catch (error) {
    gaps.push({ what, digest, why: whyOf(error) });
    return undefined;
  }
}

/** Why a content could not be read; throws an error that may pass. */
export function whyOf(error: unknown): Gap['why'] {
  if (error instanceof z.ZodError) return 'shape';
  const failure = error instanceof StoreError ? error.failure : undefined;
  if (failure === 'missing' || failure === 'damaged' || failure === 'purged' || failure === 'quarantined') return failure;
  throw error;
}
