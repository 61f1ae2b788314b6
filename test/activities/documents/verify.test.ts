import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeArchive } from '../../../activities/documents/archive.ts';
import { digestOfText, formatManifest, parseManifest } from '../../../activities/documents/manifest.ts';
import { createNamer, safeName } from '../../../activities/documents/names.ts';
import { verifyArchive } from '../../../activities/documents/verify.ts';
import { temporaryFolder } from '../temporary.ts';
import { inputOf, textsIn, withRoom } from './fixture.ts';

describe('verifying', () => {
  it('finds any single flipped bit, in any file, SHA256SUMS and README included', async () => {
    const { stored, deps } = await withRoom();
    const { folder } = await writeArchive(deps, inputOf(stored));
    const files = [...(await textsIn(folder)).keys()];
    await fc.assert(fc.asyncProperty(fc.constantFrom(...files, 'SHA256SUMS', 'SHA256SUMS'), fc.nat(), fc.nat(7), async (path, place, bit) => {
      const bytes = await readFile(join(folder, path));
      if (bytes.length === 0) return;
      const flipped = Buffer.from(bytes);
      flipped[place % bytes.length]! ^= 1 << bit;
      await writeFile(join(folder, path), flipped);
      try {
        expect(await verifyArchive(folder)).not.toEqual([]);
      } finally {
        await writeFile(join(folder, path), bytes);
      }
    }), { numRuns: 40 });
    expect(await verifyArchive(folder)).toEqual([]);
  });
});

describe('SHA256SUMS', () => {
  const path = fc.array(fc.string({ unit: fc.constantFrom('a', ' ', '\\', '\n', '\r', '中', '*', '-', '"', '\u{20000}'), minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join('/'));

  it('is read back as it was written, and not otherwise', () => {
    fc.assert(fc.property(fc.uniqueArray(path, { minLength: 1 }), fc.nat(), (paths, place) => {
      const files = new Map(paths.map((each) => [each, digestOfText(each)]));
      const text = formatManifest(files);
      expect(parseManifest(text)).toEqual(new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))));
      expect(parseManifest(text.slice(0, place % text.length))?.size ?? 0).toBeLessThan(files.size);
    }));
  });

  it('is what sha256sum -c accepts, whatever the names', async () => {
    const folder = await temporaryFolder();
    const names = ['a b', 'back\\slash', 'new\nline', 'return\rhere', '-dash', '*star', ' leading', '中文/“引号”', '\\n', 'x'];
    const files = new Map(names.map((name) => [name, digestOfText(name)]));
    for (const name of names) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), name);
    }
    await writeFile(join(folder, 'SHA256SUMS'), formatManifest(files));
    const { stdout } = await promisify(execFile)('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: folder });
    expect(stdout.split('\n').filter((line) => line.endsWith(': OK'))).toHaveLength(names.length);
  });
});

describe('names', () => {
  it('are safe everywhere, and differ by more than case', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string({ unit: fc.constantFrom('a', 'B', '.', ' ', '/', '\\', '\n', '\0', '\u202e', '\ud800', '中', '\u{20000}', 'e\u0301', '*', ':') }), fc.constantFrom('a.jpg', 'A.JPG', 'nul', 'CON.txt', '..', '', 'a (2).jpg'))), (names) => {
      const name = createNamer();
      const given = names.map(name);
      expect(new Set(given.map((each) => each.toLowerCase())).size).toBe(names.length);
      for (const each of given) {
        expect(each).not.toMatch(/[\p{Cc}/\\:*?"<>|]|^[.\s]|[.\s]$|^$/u);
        expect(each).not.toMatch(/^(con|nul|aux|prn)(\.|$)/i);
        expect(Buffer.byteLength(each)).toBeLessThanOrEqual(200);
      }
    }), { numRuns: 50 });
    expect(safeName('检查 现场.jpg')).toBe('检查 现场.jpg');
  });
});
