import { crc32, deflateSync } from 'node:zlib';
import type { Random } from '../script/seed.ts';

const WIDTH = 320;
const HEIGHT = 200;

/** A small PNG: a sky, some houses, the ground. Enough for somebody to see that a picture arrived. */
export function photoOf(random: Random): Uint8Array {
  const sky = [random.between(120, 200), random.between(170, 220), 240] as const;
  const ground = [random.between(60, 120), random.between(110, 150), 70] as const;
  const houses = Array.from({ length: 7 }, (_, index) => ({
    left: index * 45 + random.between(0, 12), top: random.between(50, 130), tint: random.between(90, 200),
  }));
  const colourAt = (x: number, y: number): readonly [number, number, number] => {
    if (y > 160) return ground;
    const house = houses.find(({ left, top }) => x >= left && x < left + 34 && y >= top);
    if (house === undefined) return sky;
    const isWindow = (x - house.left) % 12 > 5 && (y - house.top) % 16 > 8;
    return isWindow ? [250, 235, 160] : [house.tint, house.tint - 20, house.tint - 30];
  };
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3)); // every row begins with 0: no filter
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) rows.set(colourAt(x, y), y * (1 + WIDTH * 3) + 1 + x * 3);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits, RGB
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A one-page PDF with these lines. The font is one every reader has for Chinese, and is not embedded: the file stays small. */
export function paperOf(lines: readonly string[]): Uint8Array {
  const text = lines.map((line) => `<${Buffer.from(line, 'utf16le').swap16().toString('hex')}> Tj T*`).join('\n');
  const stream = `BT /F1 16 Tf 60 760 Td 28 TL\n${text}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 7 0 R >>',
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 6 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    `<< /Length ${String(stream.length)} >>\nstream\n${stream}\nendstream`,
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const places = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = String(objects.length + 1);
  return Buffer.from(`${body}xref\n0 ${size}\n0000000000 65535 f \n${places}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${String(body.length)}\n%%EOF\n`, 'latin1');
}
