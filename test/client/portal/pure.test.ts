import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLink, signLink } from '../../../activities/links/link.ts';
import { keysFrom } from '../../../activities/links/secret.ts';
import { type ReportForm, openForm, readForm, requestId } from '../../../client/portal/form.ts';
import { html } from '../../../client/portal/html.ts';
import { suggestedDay } from '../../../client/portal/suggestedDay.ts';
import { SESSION_MS, beginSession, csrfOf, readSession, sealSession } from '../../../client/portal/session.ts';
import { EMPTY_CONTENT, type Report } from '../../../campaign/summary/report.ts';
import type { RulePlan } from '../../../campaign/line/plan.ts';
import { instant } from '../../../campaign/time/instant.ts';
import { campaign2024 } from '../rehearsal/examples.ts';

const keys = keysFrom(Buffer.alloc(32, 7));
const NOW = Date.parse('2024-09-23T01:00:00Z');

describe('markup', () => {
  test('whatever is put in comes out as the same words, in text and in attributes', () => {
    const back = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', ' ', '质', '&lt;') }), (words) => {
      const { text } = html`<p title="${words}">${[words]}</p>`;
      const [, title = '', body = ''] = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/.exec(text) ?? [];
      expect([back(title), back(body)]).toEqual([words, words]);
    }));
  });
  test('markup within markup stays; nothing is nothing', () => {
    expect(html`<ul>${['<a>', 'b'].map((each) => html`<li>${each}</li>`)}${false}${undefined}${null}${0}</ul>`.text).toBe('<ul><li>&lt;a&gt;</li><li>b</li>0</ul>');
  });
});

describe('a session', () => {
  const link = readLink(keys, signLink(keys, { campaign: 'q', unit: 'mot', role: 'contact' }, 'mot@departments.test', NOW), NOW);
  if (link.is === 'invalid') throw new Error('a link of ours');
  test('lasts a working day, never longer than its link, and not with a changed word', () => {
    const session = beginSession(link.link, NOW);
    const cookie = sealSession(keys, session);
    expect(readSession(keys, cookie, NOW + SESSION_MS - 1)).toEqual(session);
    expect(readSession(keys, cookie, NOW + SESSION_MS)).toBeUndefined();
    expect(beginSession(link.link, link.link.expires - 1_000).expires).toBe(link.link.expires);
    for (const wrong of [undefined, '', 'x', `${cookie}x`, cookie.replace(/^./, 'X'), signLink(keys, session, 'a@b.test', NOW)]) expect(readSession(keys, wrong, NOW)).toBeUndefined();
  });
  test('its forms can be sent by the same mailbox only, also after it was opened again', () => {
    const [first, second] = [beginSession(link.link, NOW), beginSession(link.link, NOW + 1_000)];
    expect(csrfOf(keys, second)).toBe(csrfOf(keys, first));
    for (const other of [{ ...first, unit: 'sd' }, { ...first, campaign: 'p' }, { ...first, mailbox: 'x' }, { ...first, role: 'superior' as const }]) {
      expect(csrfOf(keys, other)).not.toBe(csrfOf(keys, first));
    }
  });
});

describe('the form of a report', () => {
  const rule: RulePlan = {
    title: '活动总结', form: 'report', source: 'stated', ladder: { reminders: [], overdue: [], escalation: [] }, acknowledge: 5, review: 5,
    evidence: { figures: ['检查家次'], cases: 0, links: 0, publishedOn: 'required' }, declarations: ['noFees'],
  };
  const form = (fields: ReportForm['fields'], files: ReportForm['files'] = []): ReportForm => ({ request: 'r', fields, files });
  const read = (fields: ReportForm['fields']) => readForm({ rule }, form(fields));

  test.each([['1200', 1200], ['１，２００', 1200], ['1,200.5', 1200.5], ['0', 0]])('a figure as people type it: %s', (typed, number) => {
    expect(read({ 'figures.检查家次': [typed] })).toMatchObject({ content: { figures: { 检查家次: number } }, wrong: [] });
  });
  test.each(['约十', '12家', '-1', '1e3', '9'.repeat(14)])('no figure: %s', (typed) => {
    expect(read({ 'figures.检查家次': [typed] }).wrong).toMatchObject([{ field: 'figures.检查家次' }]);
  });
  test('every mistake at once, and what is empty is no mistake', () => {
    const { wrong } = read({ links: ['www.samr.gov.cn'], publishedOn: ['2024-02-30'], drafter: ['甲'], 'case.title': [''], 'case.text': ['内容'] });
    expect(wrong.map(({ field }) => field).sort()).toEqual(['cases', 'links', 'publishedOn', 'signoff']);
    expect(read({ narrative: ['已完成'], links: [''], publishedOn: [''], 'case.title': [''], 'case.text': [''] }).wrong).toEqual([]);
  });
  test('nothing at all is no report, unless it says nil', () => {
    expect(read({}).wrong).toMatchObject([{ field: '', text: expect.stringContaining('零报告') as string }]);
    expect(read({ nil: ['on'] })).toMatchObject({ nil: true, wrong: [] });
  });
  test('a report opened again says the same', () => {
    const report: Report = {
      ...EMPTY_CONTENT, unit: 'mot', task: 'summary', nil: false, files: [], narrative: '第一行\n第二行', figures: { 检查家次: 12 }, cases: [{ title: '甲', text: '乙' }],
      links: ['https://www.samr.gov.cn/a'], publishedOn: read({ publishedOn: ['2024-09-20'] }).content.publishedOn ?? '', signoff: { drafter: '甲', approver: '乙' },
      declarations: { ...EMPTY_CONTENT.declarations, noFees: true }, documentNumber: '〔2024〕1号',
    };
    const { unit: _unit, task: _task, nil: _nil, files: _files, ...content } = report;
    expect(readForm({ rule }, openForm(undefined, report)).content).toEqual(content);
  });
  test('sent twice it is one request; changed in anything it is another', () => {
    const fields = { narrative: ['已完成'] };
    const own = requestId(form(fields), read(fields));
    expect(requestId(form(fields), read(fields))).toBe(own);
    const file = { digest: 'a'.repeat(64), name: 'x.png', size: 1, type: 'image/png' };
    for (const other of [requestId(form({ narrative: ['完成'] }), read({ narrative: ['完成'] })), requestId(form(fields, [file]), read(fields)), requestId({ ...form(fields), request: 's' }, read(fields))]) {
      expect(other).not.toBe(own);
    }
  });
});

describe('the day suggested for a supplement', () => {
  const { plan } = campaign2024();
  const line = plan.lines.find((each) => each.line === 'mot');
  if (line === undefined) throw new Error('mot takes part');
  const day = (asOf: string, due: string): string => suggestedDay({ line, asOf: instant(asOf) }, { due: instant(due) });
  test('is three working days away, and never before the day agreed on', () => {
    expect(day('2024-10-21T15:00:00+08:00', '2024-10-18T17:00:00+08:00')).toBe('2024-10-24');
    expect(day('2024-09-05T15:00:00+08:00', '2024-10-18T17:00:00+08:00')).toBe('2024-10-18');
    expect(day('2024-10-31T15:00:00+08:00', '2024-10-18T17:00:00+08:00')).toBe('');
  });
});
