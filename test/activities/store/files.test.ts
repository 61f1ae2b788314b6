import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { storeFile } from '../../../activities/store/files.ts';
import { folderStore } from '../../../activities/store/folderStore.ts';
import { temporaryFolder, temporaryStore } from '../temporary.ts';

/** A zip of stored, uncompressed entries. */
function zip(entries: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(entries).map(([name, text]) => {
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt32LE(crc32(text), 14);
    header.writeUInt32LE(Buffer.byteLength(text), 18);
    header.writeUInt32LE(Buffer.byteLength(text), 22);
    header.writeUInt16LE(Buffer.byteLength(name), 26);
    return Buffer.concat([header, Buffer.from(name), Buffer.from(text)]);
  });
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  return Buffer.concat([...parts, end]);
}
const office = (part: string): Buffer => zip({
  '[Content_Types].xml': `<Types><Override PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.${part}.main+xml"/></Types>`, 'docProps/app.xml': '<x/>',
});
const hex = (text: string, length = 600): Buffer => Buffer.concat([Buffer.from(text.replaceAll(' ', ''), 'hex'), Buffer.alloc(length)]);
const ftyp = (brand: string): Buffer => Buffer.concat([hex('00000018', 0), Buffer.from(`ftyp${brand}\0\0\0\0${brand}isom`), Buffer.alloc(600)]);
const CFB = hex('d0cf11e0a1b11ae1');
const GB = Buffer.from([0xd6, 0xca, 0xc1, 0xbf, 0xd4, 0xc2]); // 质量月

const SAMPLES: [string, Buffer][] = [
  ['总结.pdf', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n')], ['a.docx', office('wordprocessingml.document')], ['a.xlsx', office('spreadsheetml.sheet')],
  ['a.pptx', office('presentationml.presentation')], ['a.odt', zip({ mimetype: 'application/vnd.oasis.opendocument.text' })], ['a.ofd', zip({ 'OFD.xml': '<x/>' })],
  ['a.zip', zip({ 'x.txt': 'x' })], ['a.doc', CFB], ['a.xls', CFB], ['a.wps', CFB], ['照片.JPG', hex('ffd8ffe000104a464946')],
  ['a.png', Buffer.concat([hex('89504e470d0a1a0a 0000000d49484452', 17), hex('00000000 49444154')])], ['a.gif', Buffer.from(`GIF89a${'\0'.repeat(50)}`)],
  ['a.webp', Buffer.from(`RIFF\0\0\0\0WEBPVP8 ${'\0'.repeat(50)}`)], ['a.heic', ftyp('heic')], ['a.mp4', ftyp('mp42')], ['a.mov', ftyp('qt  ')],
  ['a.avi', Buffer.from(`RIFF\0\0\0\0AVI LIST${'\0'.repeat(50)}`)], ['a.txt', Buffer.from('BM 质量月')], ['a.md', Buffer.from('# 总结')], ['a.csv', GB],
];

describe('a file', () => {
  it.each(SAMPLES)('%s is taken for what it is', async (name, bytes) => {
    const store = await temporaryStore();
    const file = await storeFile(store, bytes, { name, maxBytes: 1e6 });
    expect(file).toMatchObject({ name, size: bytes.length });
    expect(await store.get(file.digest)).toEqual(bytes);
  });

  it('under every other name is refused', async () => {
    const folder = await temporaryFolder();
    const store = await folderStore(folder);
    const kinds = new Map(SAMPLES.map(([name, bytes]) => [name.slice(name.lastIndexOf('.')).toLowerCase(), bytes]));
    const alike = [['.zip', '.ofd'], ['.doc', '.xls', '.wps'], ['.txt', '.md', '.csv']];
    for (const [extension] of kinds) {
      for (const [other, bytes] of kinds) {
        if (extension === other || alike.some((group) => group.includes(extension) && group.includes(other))) continue;
        // A PDF without binary parts is text; harmless as such.
        if (other === '.pdf' && ['.txt', '.md', '.csv'].includes(extension)) continue;
        await expect(storeFile(store, bytes, { name: `材料${extension}`, maxBytes: 1e6 }), `${other} as ${extension}`).rejects.toMatchObject({ refusal: 'mismatch' });
      }
    }
    expect(await readdir(folder)).toEqual(['tmp']);
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
  });

  it.each([
    ['run.exe', Buffer.from('MZ'), 'type', '可接收'],
    ['程序.pdf', hex('4d5a90000300'), 'mismatch', '不要只改扩展名'],
    ['加密.docx', CFB, 'mismatch', '取消密码'],
    ['a.txt', Buffer.from('a\0b'), 'mismatch', 'UTF-8'],
    ['a.csv', Buffer.from([0x61, 0xff, 0xff, 0x0a]), 'mismatch', 'UTF-8'],
    ['a.txt', GB.subarray(0, 5), 'mismatch', 'UTF-8'],
    ['a.pdf', Buffer.alloc(0), 'empty', '空'],
    ['', Buffer.from('x'), 'name', '文件名'],
    ['.pdf', Buffer.from('x'), 'name', '文件名'],
    [`${'长'.repeat(151)}.pdf`, Buffer.from('x'), 'name', '150'],
    ['大.pdf', Buffer.alloc(2000), 'too-large', '1000 字节'],
  ])('%s is refused with what to do', async (name, bytes, refusal, words) => {
    const store = await temporaryStore();
    await expect(storeFile(store, Readable.from([bytes]), { name, maxBytes: 1000 }))
      .rejects.toMatchObject({ refusal, message: expect.stringContaining(words) as string });
  });

  it('of a path is read from there; its name is the last part, without what hides an extension', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'campaign-test-'));
    await writeFile(join(folder, 'x'), '质量月');
    const file = await storeFile(await temporaryStore(), join(folder, 'x'), { name: 'C:\\桌面\\总\u202e结.txt', maxBytes: 1000 });
    expect(file).toMatchObject({ name: '总结.txt', type: 'text/plain', charset: 'utf-8', size: 9 });
    await rm(folder, { recursive: true });
  });

  it('in GB18030 is text, wherever its chunks are cut', async () => {
    const pieces = Readable.from([...GB].map((byte) => Buffer.from([byte])));
    expect(await storeFile(await temporaryStore(), pieces, { name: 'a.csv', maxBytes: 1000 })).toMatchObject({ charset: 'gb18030', type: 'text/csv' });
  });
});
