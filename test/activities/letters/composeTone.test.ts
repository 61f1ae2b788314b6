import { describe, expect, it } from 'vitest';
import { previewLetter } from '../../../activities/letters/preview.ts';
import { LETTER_KINDS } from '../../../campaign/definition/letterNames.ts';
import { forbiddenForPeers } from '../../../campaign/definition/letterWords.ts';
import type { ItemKind, LetterItem, LetterKind } from '../../../campaign/line/letter.ts';
import { instant } from '../../../campaign/time/instant.ts';
import { allWords, ourComposer } from './composer.ts';
import { campaign, input, item, roster } from './samples.ts';

const compose = await ourComposer();
const ITEMS: readonly ItemKind[] = ['overdue', 'remind', 'assign', 'review', 'returned', 'extension', 'changed', 'accepted', 'receipt', 'escalate'];
const KINDS = LETTER_KINDS.filter((kind) => kind !== 'digest' && kind !== 'outlook');

/** Letters of a kind with every item it might list, alone and together. */
function itemLists(kind: LetterKind): LetterItem[][] {
  const all = ITEMS.flatMap((each) => (['summary', 'action-report.5.5', 'countersign'] as const).map((task) => item(each, {
    task, text: 'd', granted: task === 'summary', version: 2, due: instant(each === 'overdue' ? '2024-10-10T17:00:00+08:00' : '2024-10-18T17:00:00+08:00'),
  })));
  const main = all.filter((each) => each.kind === kind || (kind === 'remind' && each.kind === 'review'));
  return [...main.map((each) => [each]), main, [...main, ...all]].filter((list) => list.length > 0);
}

describe('letters to peers', () => {
  it.each(KINDS)('%s never says a forbidden word, to the participant or to its units', (kind) => {
    const lists = kind === 'announce' || kind === 'notice' || kind === 'summary' ? [[]] : itemLists(kind);
    for (const items of lists) {
      for (const unit of ['mot', 'mwr', 'mot.u1']) {
        const more = kind === 'escalate' ? { unit, as: 'superior' as const } : { unit };
        const letter = compose(input(kind, items, { ...more, texts: { d: '请补充案例。' }, link: 'https://qm.samr.test/r/1', rehearsal: true }));
        expect(forbiddenForPeers(allWords(letter)), letter.mail.subject).toEqual([]);
      }
    }
  });

  it('ask as the tone demands', () => {
    const { mail } = compose(input('remind', [item('remind', { task: 'action-report.5.5' })]));
    expect(mail.text).toContain('为便于汇总，商请于10月18日（周五）17:00前反馈“重点活动情况（重大水利工程建设质量提升行动）”；截至10月12日9时，我局尚未收到。如已通过公文交换等方式反馈，请忽略本提示，或告知文号。');
  });
});

describe('a reminder by hand after the due time', () => {
  const late = (unit: string) => compose(input('remind', [{ ...item('remind', { due: instant('2024-10-10T17:00:00+08:00') }), unit }], { unit }));

  it.each([
    ['mot', '工作提示：商请反馈“活动总结”', '为便于汇总，此前曾商请于10月10日（周四）前反馈“活动总结”，现商请贵单位予以支持；截至10月12日9时，我局尚未收到。'],
    ['sd', '工作提示：请报送“活动总结”', '“活动总结”原定10月10日（周四）前报送，截至10月12日9时，我局尚未收到。为便于汇总，请你局抓紧报送；'],
    ['samr', '提醒：请报送“活动总结”', '“活动总结”原定10月10日（周四）前报送，请你单位尽快报送；截至10月12日9时，我局尚未收到。'],
  ])('asks %s for what is past, not by a day that is over', (unit, subject, sentence) => {
    const { mail } = late(unit);
    expect(mail.subject).toContain(subject);
    expect(mail.text).toContain(sentence);
    if (unit === 'mot') expect(forbiddenForPeers(allWords(late(unit)))).toEqual([]);
  });

  it('speaks to a unit in its participant’s name', () => {
    expect(late('mot.u1').mail.text).toContain('我单位尚未收到');
  });
});

describe('“按照通知要求”', () => {
  const inferred = (kind: ItemKind): LetterItem => item(kind, { task: 'action-report.5.5' });
  it.each(['mot', 'sd', 'samr'])('stands only where the notice says so: %s', (unit) => {
    for (const kind of ['assign', 'remind', 'overdue'] as const) {
      const own = (each: LetterItem): LetterItem => ({ ...each, unit });
      expect(compose(input(kind, [own(inferred(kind))], { unit })).mail.text).not.toMatch(/按照|要求/);
      expect(compose(input(kind, [own(inferred(kind)), own(item(kind))], { unit })).mail.text).not.toMatch(/按照|要求/);
    }
  });

  it('never makes a date the notice’s', () => {
    const { mail } = compose(input('remind', [item('remind')]));
    expect(mail.text).toContain('按照通知要求，2024年全国“质量月”活动有关情况需反馈至市场监管总局。为便于汇总，商请于10月18日');
  });
});

describe('every letter', () => {
  const previews = LETTER_KINDS.flatMap((kind) => ['mot', 'sd', 'sd.u1', 'samr'].map((unit) => ({ kind, unit, letter: previewLetter({ compose, campaign, roster, kind, unit }) })));

  it.each(previews)('$kind to $unit has a telephone, a mailbox that is read, the warning about secrets', ({ letter: { mail } }) => {
    for (const words of [mail.text, mail.html]) {
      expect(words).toContain('010-0000');
      expect(words).toMatch(/直接回复本邮件/);
      expect(words).toContain('非涉密系统');
    }
    expect([...mail.subject].length).toBeLessThanOrEqual(45);
    expect(mail.subject).not.toMatch(/[\r\n]/);
  });

  it.each(previews.filter(({ kind }) => ['assign', 'remind', 'overdue', 'escalate', 'returned', 'extension', 'changed'].includes(kind)))(
    '$kind to $unit says what to do if it was done, and how to answer without a link', ({ letter: { mail } }) => {
      expect(mail.text).toMatch(/如已[^。]*忽略|已报送的，请忽略/);
      expect(mail.text).toContain('文号');
      expect(mail.text).not.toContain('在线填报');
    },
  );

  it.each(previews)('$kind to $unit is a page that needs nothing from outside', ({ letter: { mail } }) => {
    expect(mail.html).not.toMatch(/<img|<script|<link|@import|url\(|src=|display:\s*(flex|grid)/i);
    expect(mail.html).toContain('name="viewport"');
    expect(Buffer.byteLength(mail.html)).toBeLessThan(60_000);
    expect(mail.text + mail.html).not.toMatch(/undefined|null|NaN|\[object/);
    expect(mail.text).not.toMatch(/\{\{|\}\}|\{%|\*\*|<br>|\\/);
  });
});

describe('previews', () => {
  it('say so if there is no such unit', () => {
    expect(() => previewLetter({ compose, campaign, roster, kind: 'remind', unit: 'mott' })).toThrow('方案中没有单位“mott”');
  });

  it('show a superior’s letter only where there may be one', () => {
    expect(previewLetter({ compose, campaign, roster, kind: 'escalate', unit: 'sd' }).envelope.to).toEqual(['sd-leader@regions.test']);
    expect(previewLetter({ compose, campaign, roster, kind: 'escalate', unit: 'mot' }).envelope.to[0]).toBe('mot@departments.test');
    expect(previewLetter({ compose, campaign, roster, kind: 'digest', unit: 'mot', role: 'head' }).envelope.to).toEqual(['head@samr.test']);
  });
});
