import { inflateRawSync } from 'node:zlib';
import type { Attachment } from 'mailparser';
import { describe, expect, it } from 'vitest';
import type { LetterInput } from '../../../activities/letters/input.ts';
import { instant } from '../../../campaign/time/instant.ts';
import { ourComposer, received } from './composer.ts';
import { input, item } from './samples.ts';

const compose = await ourComposer();

async function attached(given: LetterInput): Promise<Readonly<Record<string, Attachment>>> {
  const { attachments } = await received(compose(given));
  return Object.fromEntries(attachments.map((each) => [each.filename ?? '', each]));
}

/** The entries of a calendar file, unfolded. */
async function eventsOf(given: LetterInput): Promise<Record<string, string>[]> {
  const file = (await attached(given))['反馈期限.ics']?.content.toString() ?? '';
  expect(file).toMatch(/^BEGIN:VCALENDAR\r\n[^]*END:VCALENDAR\r?\n?$/);
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const lines = file.replace(/\r\n[ \t]/g, '').replace(/BEGIN:VALARM[^]*?END:VALARM\r\n/g, '').split('\r\n');
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    const [key = '', ...value] = line.split(':');
    if (line === 'BEGIN:VEVENT') events.push({});
    else if (events.length > 0) Object.assign(events.at(-1) ?? {}, { [key]: value.join(':') });
  }
  return events;
}

describe('反馈期限.ics', () => {
  it('has an entry for each deadline ahead, ending with it', async () => {
    const events = await eventsOf(input('remind', [item('remind'), item('remind', { task: 'action-report.5.5', due: instant('2024-10-14T17:30:00+08:00') })]));
    expect(events).toMatchObject([
      { UID: 'quality-month-2024.mot.summary@samr.test', SEQUENCE: '0', DTEND: '20241018T090000Z', DTSTAMP: '20241012T010000Z', SUMMARY: '反馈期限：活动总结（交通运输部）' },
      { UID: 'quality-month-2024.mot.action-report.5.5@samr.test', DTSTART: '20241014T090000Z', DTEND: '20241014T093000Z' },
    ]);
  });

  it('moves an entry when the deadline moved', async () => {
    const [first] = await eventsOf(input('assign', [item('assign')]));
    const [moved] = await eventsOf(input('changed', [item('changed', { round: 1, due: instant('2024-10-25T17:00:00+08:00') })]));
    expect(moved).toMatchObject({ UID: first?.['UID'], SEQUENCE: '1', DTEND: '20241025T090000Z' });
  });

  it('is no meeting request, and does not hang on this machine’s time zone', async () => {
    const file = (await attached(input('remind', [item('remind')])))['反馈期限.ics'];
    expect(file?.contentDisposition).toBe('attachment');
    expect(file?.content.toString()).toContain('METHOD:PUBLISH');
    expect(file?.content.toString()).not.toMatch(/ORGANIZER|ATTENDEE|METHOD:REQUEST/);
  });

  it('is left out where nothing is due', async () => {
    expect(Object.keys(await attached(input('overdue', [item('overdue', { due: instant('2024-10-10T17:00:00+08:00') })])))).toEqual(['反馈表.docx']);
    expect(await attached(input('receipt', [item('receipt')]))).toEqual({});
    expect(await attached(input('remind', [item('review', { unit: 'sd.u1' })], { unit: 'sd' }))).toEqual({});
    expect(Object.keys(await attached(input('remind', [item('remind', { unit: 'organiser' })], { unit: 'organiser' })))).toEqual(['反馈期限.ics']);
  });
});

describe('反馈表.docx', () => {
  it('asks for what each item asks for', async () => {
    const form = (await attached(input('remind', [item('remind'), item('remind', { task: 'action-report.5.5' }), item('remind', { task: 'countersign' })])))['反馈表.docx'];
    const text = documentXml(form?.content ?? Buffer.alloc(0)).replace(/<[^>]*>/g, '\n');
    for (const words of ['活动总结', '典型案例', '检查家次', '案件数', '□ 同意', '未向企业摊派收费', '审签人', '不得填写涉密信息']) expect(text).toContain(words);
  });

  it('is made once for all who are asked the same', () => {
    const form = (unit: string): unknown => compose(input('remind', [item('remind', { unit })], { unit })).mail.attachments?.[0]?.content;
    expect(form('mot')).toBe(form('mwr'));
  });
});

/** The document inside a .docx, read by the central directory as Word does. */
function documentXml(archive: Buffer): string {
  const end = archive.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, size, offset] = [archive.readUInt16LE(at + 28), archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 42)];
    const name = archive.subarray(at + 46, at + 46 + nameLength).toString();
    const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
    if (name === 'word/document.xml') return inflateRawSync(archive.subarray(start, start + size)).toString();
    at += 46 + nameLength;
  }
  return '';
}
