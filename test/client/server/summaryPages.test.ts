import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EMPTY_CONTENT } from '../../../campaign/summary/report.ts';
import { asWho } from '../portal/accessTable.ts';
import { type Browser, hidden } from '../portal/browser.ts';
import { type PortalWorld, createPortalWorld } from '../portal/portalWorld.ts';
import { becomes } from '../../workflows/harness.ts';

/** The evening before the lines close: one report with two cases, accepted; the draft follows. */
const NOW = '2024-11-01T08:59:40+08:00';
const CASE = 'sd.jinan/summary/1';
let portal: PortalWorld;
let office: Browser;

beforeAll(async () => {
  portal = await createPortalWorld(NOW);
  const { campaigns, campaign } = portal.world;
  const cases = [{ title: '某集聚区整改见成效', text: '抽查合格率提高。' }, { title: '另一案例', text: '开展比对。' }];
  await campaigns.report(campaign, { unit: 'sd.jinan', task: 'summary', report: { ...EMPTY_CONTENT, narrative: '总结。', cases } });
  await campaigns.review(campaign, { unit: 'sd.jinan', task: 'summary', accept: true });
  office = await asWho(portal, 'office');
});
afterAll(() => portal.end());

const facts = async (fact: string) => (await portal.world.journal()).filter((each) => each.fact === fact);
async function form(url: string): Promise<Record<string, string>> {
  const { text } = await office.get(url);
  return { csrf: hidden(text, 'csrf'), request: hidden(text, 'request') };
}

describe('反映问题', () => {
  test('recorded once, answered once; an answer that is empty is said beside its field', async () => {
    const own = { ...await form('/organiser/concerns'), number: '', unit: 'sd.jinan', channel: 'telephone', receivedAt: '2024-10-31 15:00' };
    expect((await office.post('/organiser/concerns', { ...own, text: '' })).text).toMatch(/id="f-new-text-r">反映的问题不能为空/);
    const future = await office.post('/organiser/concerns', { ...own, text: '某协会收取报名费', receivedAt: '2024-12-02 15:00' });
    expect(future.status).toBe(422);
    expect(future.text).toContain('某协会收取报名费</textarea>');
    await Promise.all([1, 2].map(() => office.post('/organiser/concerns', { ...own, text: '某协会收取报名费' })));
    expect(await facts('concernReceived')).toHaveLength(1);
    const { text } = await office.get('/organiser/concerns');
    expect(text).toContain('待答复 <strong>1</strong> 件');
    expect(text).toContain('济南市市场监管局');
  });

  test('while it is open no case of the unit is selected, and the page says so beside the case', async () => {
    const got = await office.post('/organiser/cases', { ...await form('/organiser/cases'), case: CASE, from: '', do: 'yes' });
    expect(got.status).toBe(422);
    expect(got.text).toContain('第 1 号反映问题尚未答复');
    expect(got.text).toContain('请先在“反映问题”中查看并答复');
    const answer = { ...await form('/organiser/concerns'), number: '1' };
    expect((await office.post('/organiser/concerns', { ...answer, answer: ' ' })).text).toMatch(/id="f-1-answer-r">答复不能为空/);
    await Promise.all([1, 2].map(() => office.post('/organiser/concerns', { ...answer, answer: '已责成退还' })));
    expect(await facts('concernAnswered')).toHaveLength(1);
    expect((await office.get('/organiser/concerns')).text).toContain('已责成退还');
  });
});

describe('案例', () => {
  test('one stage at a press, however often it is pressed; publication needs the consent of its unit', async () => {
    const { campaigns, campaign } = portal.world;
    const stageOf = async () => (await campaigns.cases(campaign)).find(({ id }) => id === CASE)?.stage;
    const first = { ...await form('/organiser/cases'), case: CASE, from: '', do: 'yes' };
    await Promise.all([1, 2].map(() => office.post('/organiser/cases', first)));
    expect(await stageOf()).toBe('推荐');
    for (const from of ['推荐', '初选', '请报送单位核稿']) expect((await office.post('/organiser/cases', { ...first, request: from, from })).status).toBe(303);
    const last = { ...first, request: 'last', from: '采用', channel: '' };
    const asked = await office.post('/organiser/cases', last);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('请取得同意，写明经何渠道后重试');
    expect((await office.post('/organiser/cases', { ...last, channel: '公文交换', receivedAt: '' })).status).toBe(303);
    expect(await stageOf()).toBe('发布');
    expect((await office.post('/organiser/cases', { ...first, request: 'back', from: '发布', do: 'drop' })).status).toBe(303);
    expect(await stageOf()).toBe('采用');
  });
});

describe('总结', () => {
  test('before the close there is none, and the page says when', async () => {
    expect((await office.get('/organiser/summary')).text).toMatch(/还没有总结稿|审定/);
  });

  test('what was read is what is approved: a draft that changed meanwhile is shown anew and not approved', async () => {
    const { campaigns, campaign } = portal.world;
    await becomes('the draft has the adopted case', async () => (await campaigns.summaryDraft(campaign).catch(() => undefined))?.text.includes('【采用】') === true);
    const page = await office.get('/organiser/summary');
    expect(page.text).toContain('某集聚区整改见成效');
    expect(page.text).not.toContain('【采用】**');
    const read = { csrf: hidden(page.text, 'csrf'), request: hidden(page.text, 'request'), draft: hidden(page.text, 'draft') };
    expect((await office.get('/organiser/summary/draft.md')).headers['content-disposition']).toContain('-summary.md');
    for (const stage of ['推荐', '初选', '请报送单位核稿', '采用'] as const) await campaigns.selectCase(campaign, { case: 'sd.jinan/summary/2', stage });
    await becomes('another draft stands there', async () => (await campaigns.summaryDraft(campaign)).digest !== read.draft);
    const stale = await office.post('/organiser/summary', read);
    expect(stale.status).toBe(422);
    expect(stale.text).toContain('role="alert"');
    expect(await facts('summaryApproved')).toHaveLength(0);
    const fresh = { ...read, request: hidden(stale.text, 'request'), draft: hidden(stale.text, 'draft') };
    expect(fresh.draft).not.toBe(read.draft);
    const both = await Promise.all([1, 2].map(() => office.post('/organiser/summary', fresh)));
    expect(both.map(({ to }) => to)).toEqual(Array(2).fill('/organiser/summary?done=approved'));
    expect(await facts('summaryApproved')).toMatchObject([{ draft: fresh.draft }]);
    expect((await office.get('/organiser/summary')).text).not.toContain('审定并印发');
  });
});
