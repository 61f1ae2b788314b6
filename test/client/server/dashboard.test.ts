import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asWho } from '../portal/accessTable.ts';
import type { Browser } from '../portal/browser.ts';
import { type PortalWorld, createPortalWorld } from '../portal/portalWorld.ts';
import { eventually } from '../../workflows/harness.ts';

let portal: PortalWorld;
let office: Browser;
beforeAll(async () => {
  // The assignment is due at this very moment: letters leave.
  portal = await createPortalWorld('2024-09-23T08:59:58+08:00');
  office = await asWho(portal, 'office');
});
afterAll(() => portal.end());

/** The page once it shows this. */
const showing = (path: string, wanted: RegExp) => eventually(async () => {
  const { text } = await office.get(path);
  if (!wanted.test(text)) throw new Error(`${path} does not show ${String(wanted)} yet`);
  return text;
});

/** The words of a participant's signs. */
const signsOf = (text: string, name: string): string[] => (
  [...(new RegExp(`>${name}</a></th>(.*?)</tr>`, 's').exec(text)?.[1] ?? '').matchAll(/<title>([^<]*)<\/title>/g)].map(([, words = '']) => words));

describe('the dashboard', () => {
  test('shows every participant, in the order of signing, as soon as they are read', async () => {
    // Every line has met the moment of the assignment.
    const text = await eventually(async () => {
      const got = await showing('/organiser', /山东省(?!.*正在读取)/s);
      for (const name of ['交通运输部', '山东省', '执法稽查局']) if (signsOf(got, name).some((sign) => sign.includes('未布置'))) throw new Error(`${name} has not been asked yet`);
      return got;
    });
    expect(signsOf(text, '交通运输部')).toEqual(['待报']);
    expect(signsOf(text, '山东省')).toEqual(['待报；下属单位 1 项，已办结 0 项，其中：待报']);
    expect(text).toMatch(/<dt>应报<\/dt><dd>4<\/dd>/);
    expect(text).toMatch(/没有待审核材料、待批准提请/);
    expect(text).not.toMatch(/<script|\son\w+=|style="/);
  });

  test('a report is there within two seconds: its sign, the figures, what waits for the office', async () => {
    await portal.world.campaigns.report(portal.world.campaign, { unit: 'mot', task: 'summary', nil: true, channel: 'portal', enteredBy: 'contact' });
    const reported = Date.now();
    const text = await showing('/organiser', /待审核材料<\/a><\/th><td class="figure"><strong>1<\/strong> 件/);
    expect(Date.now() - reported).toBeLessThan(2_000);
    expect(signsOf(text, '交通运输部')).toEqual(['待审核']);
    expect(signsOf(text, '执法稽查局')).toEqual(['待报']);
    expect(text).toMatch(/<dt>按时<\/dt><dd>1<\/dd>/);
    expect((await office.get('/organiser?show=waiting')).text).toContain('交通运输部</a></th>');
    expect((await office.get('/organiser?show=waiting')).text).not.toContain('山东省</a></th>');
  });

  test('accepted, it waits no more; a request for an extension does', async () => {
    const { campaigns, campaign } = portal.world;
    await campaigns.review(campaign, { unit: 'mot', task: 'summary', accept: true });
    await campaigns.requestExtension(campaign, { unit: 'samr', task: 'summary', until: '2024-10-25', channel: 'portal', enteredBy: 'contact' });
    const text = await showing('/organiser', /待答复延期<\/a>/);
    expect(signsOf(text, '交通运输部')).toEqual(['已收悉']);
    expect(text).not.toContain('待审核材料</a>');
  });

  test('letters on hold are said at once', async () => {
    await portal.world.campaigns.hold(portal.world.campaign);
    expect((await office.get('/organiser')).text).toContain('<strong>发函已暂停</strong>');
    await portal.world.campaigns.unhold(portal.world.campaign);
    expect((await office.get('/organiser')).text).not.toContain('发函已暂停');
  });

  test('what an address asks for that is not understood is as if it had not been asked', async () => {
    for (const query of ['show=nothing', 'month=2024-13', `q=${'长'.repeat(80)}`]) expect((await office.get(`/organiser?${query}`)).status).toBe(200);
    expect((await office.get('/organiser?month=2024-10')).text).toContain('10月12日（周六）：调休上班');
  });
});

describe('the page of a participant', () => {
  test('its tasks with their versions, its contact, its journal in sentences', async () => {
    const { text } = await office.get('/organiser/units/mot');
    expect(text).toContain('<a href="tel:0100001">010-0001</a>');
    expect(text).toContain('<a href="mailto:mot@departments.test">');
    expect(text).toMatch(/<a href="\/review\/mot\/summary">第 1 版<\/a>（零报告）/);
    for (const sentence of ['报送“活动总结”第 1 版，零报告（门户）。', '“活动总结”第 1 版已收悉。', '发出函件（交通运输部联络员）：布置“活动总结”，对方邮件服务器已接收。']) expect(text).toContain(sentence);
    expect(text.indexOf('第 1 版已收悉。')).toBeLessThan(text.indexOf('布置“活动总结”'));
  });

  test('a participant lists its units, a unit names its participant; what is of one is not on the other\'s', async () => {
    await portal.world.campaigns.acknowledge(portal.world.campaign, { unit: 'sd.jinan', channel: 'portal', enteredBy: 'contact' });
    const { text: above } = await office.get('/organiser/units/sd');
    const { text: below } = await office.get('/organiser/units/sd.jinan');
    expect(above).toContain('<a href="/organiser/units/sd.jinan">济南市市场监管局</a>');
    expect(below).toContain('隶属<a href="/organiser/units/sd">山东省</a>');
    expect([above, below].map((text) => text.includes('确认收到来函'))).toEqual([false, true]);
  });

  test('every letter with its delivery; opened, it says what the recipient read, without the personal link', async () => {
    const text = await showing('/organiser/units/mot', /letters\/[0-9a-f]{32}">布置<[^]*已接收/);
    const path = /\/organiser\/units\/mot\/letters\/[0-9a-f]{32}(?=">布置)/.exec(text)?.[0] ?? '';
    const letter = await office.get(path);
    expect(letter.status).toBe(200);
    expect(letter.text).toContain('活动总结');
    expect(letter.text).toContain('/l/…（专属链接，不显示）');
    const token = await portal.linkTo('mot@departments.test');
    expect(letter.text).not.toContain(token.slice(0, 30));
    expect((await office.get(path.replace('/mot/', '/samr/'))).status).toBe(404);
    expect((await office.get('/organiser/units/nobody')).status).toBe(404);
  });

  test('head and auditor look, and are offered nothing to act with', async () => {
    const head = await asWho(portal, 'head');
    const { status, text } = await head.get('/organiser/units/mot');
    expect(status).toBe(200);
    expect(text).not.toContain('/act"');
    expect((await office.get('/organiser/units/mot')).text).toContain('/organiser/units/mot/act"');
  });
});
