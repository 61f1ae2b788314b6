import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { lettersAbout } from '../../../activities/letters/carried.ts';
import { openLedger } from '../../../activities/letters/ledger.ts';
import { mimeParts } from '../../../activities/letters/mimeParts.ts';
import { rawOf } from '../../../activities/letters/raw.ts';
import type { ItemKind } from '../../../campaign/line/letter.ts';
import { instant } from '../../../campaign/time/instant.ts';
import { temporaryStore } from '../temporary.ts';
import { ourComposer } from './composer.ts';
import { input, item } from './samples.ts';

const poster = Buffer.from(Array.from({ length: 5000 }, (_, n) => n % 251));
const digest = createHash('sha256').update(poster).digest('hex');
const envelope = { from: 'office@samr.test', to: ['mot@departments.test'] };
const raw = async (text: string, attached?: Buffer) => Buffer.from((await rawOf({ envelope, mail: {
  from: envelope.from, to: [...envelope.to], subject: '函', text, html: `<p>${text}</p>`, textEncoding: 'base64',
  attachments: attached === undefined ? [] : [{ filename: '海报.jpg', content: attached }, { filename: '说明.txt', content: '另见附件' }],
} })).raw);

test('the parts of our letters are read as a mail program reads them', async () => {
  const written = [await raw('一二三'.repeat(100), poster), Buffer.from((await rawOf((await ourComposer())(input('remind', [item('remind')])))).raw)];
  for (const letter of written) {
    const mail = await simpleParser(letter);
    const parts = [...mimeParts(letter)];
    const attachments = mail.attachments.map(({ content }) => content.toString('hex'));
    expect(attachments.length).toBeGreaterThan(0);
    expect(parts.map(({ bytes }) => bytes.toString('hex'))).toEqual(expect.arrayContaining(attachments));
    const lines = (text: string | undefined) => text?.split(/\r?\n/).map((line) => line.trimEnd());
    expect(lines(parts.find(({ type }) => type === 'text/plain')?.bytes.toString('utf8').trim())).toEqual(lines(mail.text?.trim()));
  }
});

test('letters that carry, name or are about a file are found; others and those never accepted are not', async () => {
  const store = await temporaryStore();
  const ledger = await openLedger(store, 'c');
  let number = 0;
  const add = async (what: { text: string; attached?: Buffer; kind?: ItemKind; state?: 'accepted' | 'refused'; eml?: false; task?: string }) => {
    const eml = what.eml === false ? undefined : await store.put(await raw(what.text, what.attached));
    const messageId = `<${String(++number)}@samr.test>`;
    await ledger.add({
      messageId, at: instant('2024-10-12T09:00:00+08:00'), ms: number, unit: 'mot', role: 'contact', kind: 'remind', attempt: 1, to: ['x@departments.test'], state: what.state ?? 'accepted',
      items: [{ unit: 'mot', task: what.task ?? 'summary', slot: 's', round: 0, kind: what.kind ?? 'remind' }], ...(eml === undefined ? {} : { eml }),
    });
    return messageId;
  };
  const carries = await add({ text: '见附件', attached: poster });
  const links = await add({ text: `https://qm.samr.test/files/${digest}` });
  const names = await add({ text: '收到现场图.jpg，谢谢' });
  const about = await add({ text: '已收到材料', kind: 'receipt' });
  const lost = await add({ text: '', kind: 'returned', eml: false });
  await add({ text: '请报送总结' });
  await add({ text: '已收到另一份材料', kind: 'receipt', task: 'other' });
  await add({ text: '见附件', attached: poster, state: 'refused' });
  await ledger.close();
  const found = await lettersAbout(store, 'c', { file: digest, names: ['现场图.jpg'], keys: ['mot/summary'] });
  expect(found.map(({ messageId, how }) => [messageId, how])).toEqual([[carries, 'carries'], [links, 'names'], [names, 'names'], [about, 'about'], [lost, 'about']]);
  expect(JSON.stringify(found)).not.toContain('departments.test');
});
