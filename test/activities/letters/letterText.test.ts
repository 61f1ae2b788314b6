import MailComposer from 'nodemailer/lib/mail-composer';
import { expect, test } from 'vitest';
import { letterText } from '../../../activities/letters/letterText.ts';

const TOKEN = `${'AbC-_9'.repeat(12)}.${'xyz_-1'.repeat(4)}`;

async function written(subject: string, text: string): Promise<Buffer> {
  return new MailComposer({ from: 'a@samr.test', to: 'b@samr.test', subject, text, html: `<p>${text}</p>`, attachments: [{ filename: '表.txt', content: '附件' }], newline: 'windows' }).compile().build();
}

test('subject and text come back as they were written, however long', async () => {
  for (const subject of ['提醒', 'Quality month', `关于商请反馈2024年全国“质量月”活动${'重点活动情况'.repeat(12)}的函`]) {
    const { subject: back, text } = await written(subject, `第一行：工作情况 = 100%\n第二行${'很长'.repeat(200)}\n`).then(letterText);
    expect(back).toBe(subject);
    expect(text.trim()).toBe(`第一行：工作情况 = 100%\n第二行${'很长'.repeat(200)}`);
  }
});

test('the recipient\'s personal link is not in it', async () => {
  const letter = await written('提醒', `请打开 https://quality.samr.test/l/${TOKEN} 填报。\nhttp://127.0.0.1:8650/portal/l/${TOKEN}\n如有疑问，致电。`).then(letterText);
  expect(letter.text).not.toContain(TOKEN.slice(0, 10));
  expect(letter.text).not.toContain(TOKEN.slice(-8));
  expect(letter.text).toContain('https://quality.samr.test/l/…（专属链接，不显示） 填报。');
  expect(letter.text).toContain('如有疑问，致电。');
});
