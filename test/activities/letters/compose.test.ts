import { describe, expect, it } from 'vitest';
import { itemsFromHeader } from '../../../activities/letters/headers.ts';
import { messageIdOf } from '../../../activities/letters/messageId.ts';
import { instant } from '../../../campaign/time/instant.ts';
import { headerOf, ourComposer, received } from './composer.ts';
import type { OutlookLetter } from '../../../activities/letters/outlook.ts';
import { input, item, roster } from './samples.ts';

const compose = await ourComposer();
const remind = compose(input('remind', [item('remind')]));

describe('the envelope and headers', () => {
  it('go to the first contact, copies to the others', async () => {
    const mail = await received(remind);
    expect(remind.envelope).toEqual({ from: 'qm@samr.test', to: ['mot@departments.test', 'mot2@departments.test', 'mot3@departments.test'] });
    expect(mail.to).toMatchObject({ text: 'mot@departments.test' });
    expect(mail.cc).toMatchObject({ text: 'mot2@departments.test, mot3@departments.test' });
    expect(mail.replyTo?.text).toBe('office@samr.test');
    expect(mail.from?.text).toContain('质量月');
  });

  it('carry the Message-ID of the ledger and what rehearsals and audits read', async () => {
    const given = input('remind', [item('remind', { round: 2, level: 'yellow' }), item('returned', { task: 'action-report.5.5', slot: 'returned.1' })]);
    const mail = await received(compose(given));
    expect(mail.messageId).toBe(messageIdOf('quality-month-2024', given.letter, 'samr.test'));
    expect(Object.fromEntries(mail.headers)).toMatchObject({
      'x-campaign-id': 'quality-month-2024', 'x-campaign-at': '2024-10-12T09:00:00+08:00', 'x-campaign-as-of': '2024-10-12T01:00:00.000Z',
      'x-campaign-unit': 'mot', 'x-campaign-role': 'contact', 'x-campaign-kind': 'remind', 'auto-submitted': 'auto-generated',
    });
    expect(itemsFromHeader(headerOf(mail, 'x-campaign-items'))).toEqual([
      { unit: 'mot', task: 'summary', round: 2, slot: 'T-5', level: 'yellow', kind: 'remind' },
      { unit: 'mot', task: 'action-report.5.5', round: 0, slot: 'returned.1', kind: 'returned' },
    ]);
  });

  it('refuse a header of items that we did not write', () => {
    expect(() => itemsFromHeader('mot/summary#0:T-5:green:remind')).toThrow(RangeError);
    expect(itemsFromHeader('')).toEqual([]);
  });

  it('keep the letters to one recipient in one thread, and others out of it', async () => {
    const [first, second, other] = await Promise.all([
      received(remind), received(compose(input('accepted', [item('accepted')]))), received(compose(input('remind', [item('remind')], { unit: 'sd' }))),
    ]);
    expect(first.inReplyTo).toMatch(/^<[0-9a-f]{32}@samr\.test>$/);
    expect(second).toMatchObject({ inReplyTo: first.inReplyTo, references: first.references });
    expect(other.inReplyTo).not.toBe(first.inReplyTo);
    expect(second.messageId).not.toBe(first.messageId);
  });

  it('are the same for the same input', () => {
    expect(compose(input('remind', [item('remind')]))).toEqual(remind);
  });

  it('go to superiors, the office and the head by the roster, and never to nobody', () => {
    const to = (role: 'superior' | 'office' | 'head', unit: string): unknown => compose(input(role === 'superior' ? 'escalate' : 'digest', [item('escalate')], { unit, role })).envelope.to;
    expect(to('superior', 'sd')).toEqual(['sd-leader@regions.test']);
    expect(to('office', 'organiser')).toEqual(['office@samr.test']);
    expect(to('head', 'organiser')).toEqual(['head@samr.test']);
    expect(() => to('superior', 'mot')).toThrow(RangeError);
    expect(() => compose(input('remind', [item('remind')], { roster: { ...roster, contacts: {} } }))).toThrow(RangeError);
  });
});

describe('what a letter says', () => {
  it('asks in the name of the participant where a subordinate unit is asked', () => {
    const { mail } = compose(input('remind', [item('remind', { unit: 'sd.u1' })], { unit: 'sd.u1' }));
    expect(mail.text).toMatch(/山东省市场监督管理局\n\u3000+2024年10月12日/);
    expect(mail.text).toContain('联系电话：010-0001（山东省市场监督管理局）');
  });

  it('shows a personal link only if there is one', () => {
    const link = 'https://qm.samr.test/r/a_b-c~d*e';
    const { mail } = compose(input('remind', [item('remind')], { link }));
    expect(mail.html).toContain(`href="${link}"`);
    expect(mail.text).toContain(`（ ${link} ）`);
    expect(remind.mail.text).not.toContain('在线填报');
  });

  it('marks a rehearsal', () => {
    const { mail } = compose(input('remind', [item('remind')], { rehearsal: true }));
    expect(mail.subject).toMatch(/^【演练】工作提示/);
    expect(mail.text).toMatch(/^演练邮件/);
    expect(mail.html).toContain('演练邮件');
    expect(remind.mail.html).not.toContain('演练');
  });

  it('speaks of its own items, and of the others in the table', () => {
    const { mail } = compose(input('overdue', [
      item('remind', { task: 'action-report.5.5', due: instant('2024-10-14T17:30:00+08:00') }), item('overdue', { due: instant('2024-10-10T17:00:00+08:00') }),
    ]));
    expect(mail.subject).toBe('再次商请：反馈“活动总结”');
    expect(mail.text).toContain('此前曾商请于10月10日（周四）前反馈“活动总结”');
    expect(mail.text).toMatch(/1\. 重点活动情况（重大水利工程建设质量提升行动），情况说明，篇幅不限；数据：检查家次、案件数；典型案例。确无相关情况的，回复一句话即可；时间：10月14日（周一），17:30前；情况：待反馈/);
  });

  it('keeps subjects short, and says there that there are several', () => {
    const { mail } = compose(input('remind', [item('remind', { task: 'action-report.5.5' }), item('remind')]));
    expect(mail.subject).toBe('工作提示：商请于10月18日（周五）前反馈“重点活动情况（重大水利工…”等2项');
  });

  it('lists 200 units, in a header that other programs can read', async () => {
    const items = Array.from({ length: 199 }, (_, index) => item('escalate', { unit: `big.u${String(index + 1)}`, slot: 'T+5', level: 'red' }));
    const mail = await received(compose(input('escalate', items, { unit: 'big', as: 'superior' })));
    expect(itemsFromHeader(headerOf(mail, 'x-campaign-items'))).toHaveLength(199);
    expect(mail.text).toContain('199. 活动总结，第199市市场监管局');
    expect(String(mail.html).match(/<tr>/g)?.length).toBeGreaterThan(199);
  });

  it('puts the gravest first in the call list, with telephone numbers', () => {
    const items = [item('unacknowledged', { unit: 'mwr', slot: 'unacknowledged' }), item('escalate', { unit: 'sd', level: 'yellow' }), item('escalate', { level: 'red', reason: 'not-reached' })];
    const { mail } = compose(input('digest', items, { unit: 'organiser', role: 'office', extra: { standing: { tasks: 60, received: 52 } } }));
    expect(mail.text).toMatch(/交通运输部，活动总结；联系人：联络员，010-0012；情况：【红】前函未确认送达[^]*山东省市场监督管理局[^]*水利部，活动总结；联系人：联络员，通讯录无电话/);
    expect(mail.text).toContain('全部60项中，已收到52项');
  });

  it('loses no item of a call list, whatever its kind and reason', () => {
    for (const kind of ['overdue', 'remind', 'assign', 'escalate', 'unacknowledged', 'call', 'review', 'extension'] as const) {
      for (const reason of ['mail-refused', 'not-reached', 'budget', 'release', undefined] as const) {
        const { mail } = compose(input('digest', [item(kind, reason === undefined ? {} : { reason })], { unit: 'organiser', role: 'office' }));
        expect(mail.text, `${kind} ${String(reason)}`).toMatch(/^1\. 交通运输部，活动总结/m);
      }
    }
  });

  it.each([
    { role: 'head', kind: 'digest', unit: 'organiser' }, { role: 'superior', kind: 'escalate', unit: 'sd' }, { role: 'superior', kind: 'escalate', unit: 'samr' },
  ] as const)('keeps a leader to one screen, the longest overdue first: $role, $unit', ({ role, kind, unit }) => {
    const items = Array.from({ length: 60 }, (_, index) => item('escalate', {
      unit: `big.u${String(index + 1)}`, level: 'red', due: instant(index === 59 ? '2024-09-24T17:30:00+08:00' : '2024-10-10T17:30:00+08:00'),
    }));
    const { mail } = compose(input(kind, items, { unit, role }));
    expect(mail.text.match(/^\d+\. /gm)).toHaveLength(5);
    expect(mail.text).toMatch(/1\. 第60市市场监管局 活动总结[^\n]*10个/);
    expect(mail.text).toContain('其余55项');
    expect(mail.text.split('\n').length).toBeLessThan(32);
  });

  it('asks for several things due at one time by that time, for others by the first', () => {
    const two = [item('remind', { task: 'action-report.5.5' }), item('remind')];
    expect(compose(input('remind', two)).mail.text).toContain('商请于10月18日（周五）17:00前反馈');
    const apart = [item('remind', { task: 'action-report.5.5', due: instant('2024-10-15T17:30:00+08:00') }), item('remind')];
    expect(compose(input('remind', apart)).mail.text).toContain('最早一项时间为10月15日（周二）17:30');
  });

  it('names what is attached, as official letters do, and dates the signature two characters in', () => {
    const { text, html } = compose(input('assign', [item('assign')])).mail;
    expect(text).toContain('　　附件：1. 反馈表\n　　　　　2. 反馈期限（可加入日历）\n');
    expect(text).toMatch(/\n(\u3000+)市场监管总局质量发展局\n\1\u3000\u30002024年10月12日\n/);
    expect(html).toContain('1. 反馈表<br>2. 反馈期限（可加入日历）');
    expect(compose(input('overdue', [item('overdue')])).mail.text).toContain('　　附件：反馈表\n');
    expect(compose(input('receipt', [item('receipt')])).mail.text).not.toContain('附件：');
  });

  it('never breaks a day or a telephone number at the end of a line', () => {
    const { html } = compose(input('escalate', [item('escalate', { unit: 'samr' })], { unit: 'samr', role: 'superior' })).mail;
    for (const whole of ['10月18日（周五）17:00前', '010-0000']) expect(html).toContain(`<span style="white-space:nowrap">${whole}</span>`);
  });

  it('names each of tomorrow’s letters: its id, to whom, about what, struck or not', () => {
    const { at } = input('remind', []).letter;
    const one = { role: 'contact', as: 'contact', at, kind: 'remind', count: 1, struck: false } as const;
    const outlook: OutlookLetter[] = [
      { ...one, id: '1012-mot', unit: 'mot', items: [{ unit: 'mot', task: 'summary' }, { unit: 'mot', task: 'countersign' }] },
      { ...one, id: '1012-sd:superior', unit: 'sd', role: 'superior', as: 'superior', kind: 'escalate', items: [{ unit: 'sd', task: 'summary' }], struck: true },
      { ...one, id: '1012-sd', unit: 'sd', as: 'superior', kind: 'escalate', items: [{ unit: 'sd.u1', task: 'summary' }] },
      { ...one, unit: 'big', items: [], count: 7 },
    ];
    const { mail } = compose(input('outlook', [], { unit: 'organiser', role: 'office', extra: { outlook } }));
    expect(mail.subject).toBe('明日拟发：9封函件');
    expect(mail.text.split('\n').filter((line) => /^\d+\. /.test(line))).toEqual([
      '1. 1012-mot；函件：工作提示，09:00；收件单位及事项：交通运输部，活动总结；“质量月”活动通知会签（重大水利工程建设质量提升行动）',
      '2. 1012-sd:superior；函件：致分管领导，已撤下，09:00；收件单位及事项：山东省市场监督管理局（分管领导），活动总结',
      '3. 1012-sd；函件：所属单位情况，09:00；收件单位及事项：山东省市场监督管理局，济南市市场监管局：活动总结',
      '4. —；函件：工作提示，09:00；收件单位及事项：广东省市场监督管理局，7封',
    ]);
    expect(compose(input('outlook', [], { unit: 'organiser', role: 'office' })).mail.text).toContain('没有拟发函件');
  });
});
