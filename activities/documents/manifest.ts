import { createHash } from 'node:crypto';
import type { Digest } from '../store/store.ts';

export const MANIFEST = 'SHA256SUMS';

/** Paths in an archive with the sha256 of their bytes. */
export type Manifest = ReadonlyMap<string, Digest>;

/** As `sha256sum` writes it and `sha256sum -c` reads it, sorted by path: a backslash before the digest says that the path is escaped. */
export function formatManifest(files: Manifest): string {
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, digest]) => {
    const escaped = path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
    return `${escaped === path ? '' : '\\'}${digest}  ${escaped}\n`;
  }).join('');
}

/** Reads it back; undefined if it is empty, or unless every byte is as `formatManifest` writes it, so that no change of it goes unnoticed. */
export function parseManifest(text: string): Manifest | undefined {
  const files = new Map<string, Digest>();
  for (const line of text.split('\n').slice(0, -1)) {
    const [, escaped, digest, path] = /^(\\?)([0-9a-f]{64}) {2}(.+)$/s.exec(line) ?? [];
    if (digest === undefined || path === undefined) return undefined;
    files.set(escaped === '' ? path : path.replaceAll(/\\([\\nr])/g, (_, letter: string) => ({ n: '\n', r: '\r' })[letter] ?? '\\'), digest);
  }
  return files.size > 0 && formatManifest(files) === text ? files : undefined;
}

/** sha256 of a text, as of its bytes in UTF-8. */
export function digestOfText(text: string): Digest {
  return createHash('sha256').update(text).digest('hex');
}
