import { TextDecoder } from 'node:util';

/** How a text is written; undefined if it is none: a NUL, or bytes that are neither UTF-8 nor GB18030. */
type Charset = 'utf-8' | 'gb18030';

/** Reads all bytes and says in which charset they are text. UTF-8 first: nearly all of it would pass as GB18030 too. */
export async function charsetOf(bytes: AsyncIterable<Uint8Array>): Promise<Charset | undefined> {
  let candidates = (['utf-8', 'gb18030'] as const).map((charset) => ({ charset, decoder: new TextDecoder(charset, { fatal: true }) }));
  for await (const chunk of bytes) {
    if (chunk.includes(0)) return undefined;
    candidates = candidates.filter(({ decoder }) => accepts(decoder, chunk));
    if (candidates.length === 0) return undefined;
  }
  return candidates.find(({ decoder }) => accepts(decoder))?.charset;
}

function accepts(decoder: TextDecoder, chunk?: Uint8Array): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined }); // without a chunk: the end, which may not cut a character
    return true;
  } catch {
    return false;
  }
}
