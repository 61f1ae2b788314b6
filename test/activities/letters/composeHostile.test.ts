import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ourComposer, received, wordsOf } from './composer.ts';
import { input, item } from './samples.ts';

const compose = await ourComposer();
const withComment = (text: string): ReturnType<typeof compose> => compose(input('returned', [item('returned', { text: 'd', version: 1 })], { texts: { d: text } }));

const HOSTILE = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '![图](http://evil.test/p.png)', '[点此](https://evil.test)', '[x]: https://evil.test\n[x]',
  '<https://evil.test>', '| a | b |\n|---|---|\n| c | d |', '# 大标题', '---\n===', '    code', '```\nfence\n```', '{{ office.mail }} {% include "x" %}', '&lt;b&gt; &#60;',
  '1. 一\n2. 二', '\\\\<b>', '`<b>`', '> 引用', '尾\\', '\u202e反向', '[a](javascript:alert(1))', '</td></tr></table>', '<!-- --><![endif]-->',
];

describe('a comment', () => {
  it.each(HOSTILE)('is shown as it was written: %j', (text) => {
    const { mail } = withComment(text);
    const quote = /<blockquote[^>]*>([\s\S]*?)<\/blockquote>/.exec(mail.html)?.[1] ?? '';
    expect(quote.replace(/<\/?p\b[^>]*>|<br\s*\/?>/g, '')).not.toMatch(/[<>]/);
    expect(mail.html).not.toMatch(/evil\.test["']|<script|<img|javascript:alert\(1\)["']/);
    const words = text.replace('\u202e', '').split('\n').map((line) => line.trim()).filter((line) => line !== '');
    const shown = wordsOf(quote.replace(/<br\s*\/?>/g, '\n'));
    for (const line of words) {
      expect(shown).toContain(line);
      expect(mail.text).toContain(line);
    }
  });

  it('whatever it is, adds no element and loses no word', () => {
    const letters = fc.stringMatching(/^[<>"'&\\`*_{}[\]()#+\-.!|~=:/ \nab中]{1,60}$/);
    fc.assert(fc.property(letters, (text) => {
      const { mail } = withComment(text);
      const quotes = [...mail.html.matchAll(/<blockquote[^>]*>([\s\S]*?)<\/blockquote>/g)].map(([, inner = '']) => inner);
      expect(quotes.length).toBeLessThanOrEqual(1);
      const shown = wordsOf((quotes[0] ?? '').replace(/<br\s*\/?>/g, '\n').replace(/<\/?p\b[^>]*>/g, '\n'));
      expect(shown.replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''));
    }), { numRuns: 300 });
  });

  it('left out if the store has none', () => {
    expect(compose(input('returned', [item('returned', { text: 'gone' })])).mail.html).not.toContain('<blockquote');
  });
});

describe('names and titles', () => {
  it('cannot bring markup or headers either', async () => {
    const { campaign, plan, ...rest } = input('remind', [item('remind')]);
    const evil = '<b>甲</b>\r\nBcc: evil@evil.test [x](https://evil.test) | y';
    const participants = campaign.participants.map((each) => ({ ...each, name: evil, fullName: evil }));
    const rules = { ...plan?.rules };
    const [summary] = [rules['summary']];
    const letter = compose({
      ...rest, campaign: { ...campaign, participants }, rehearsal: false,
      plan: plan === undefined || summary === undefined ? undefined : { ...plan, rules: { ...rules, summary: { ...summary, title: evil } } },
    });
    const mail = await received(letter);
    expect(mail.bcc).toBeUndefined();
    expect(mail.headers.has('bcc')).toBe(false);
    expect(letter.mail.html).not.toMatch(/<b>|href="https:\/\/evil/);
    expect(letter.mail.subject).not.toMatch(/[\r\n]/);
  });
});

describe('the organiser’s own document', () => {
  it('keeps its Markdown, but no HTML, image or script', () => {
    const document = '# 题\n\n**粗** <b>x</b> ![p](https://a.test/p.png) [好](https://a.test) [坏](javascript:alert(1))\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |';
    const { mail } = compose(input('notice', [], { extra: { document, posters: 'https://a.test/_x_?a=1&b=2' } }));
    expect(mail.html).toMatch(/<strong>粗<\/strong> &lt;b&gt;x&lt;\/b&gt;/);
    expect(mail.html).toContain('href="https://a.test"');
    expect(mail.html).toContain('href="https://a.test/_x_?a=1&amp;b=2"');
    expect(mail.html).not.toMatch(/<img|href="javascript/);
  });
});
