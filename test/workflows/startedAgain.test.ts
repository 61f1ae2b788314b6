import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMPTY_CONTENT } from '../../campaign/summary/report.ts';
import type { CampaignStatus } from '../../workflows/contract.ts';
import { type World, becomes, createWorld, eventually } from './harness.ts';
import { command, resetBefore } from './reset.ts';
import { asOf, fastFrom } from './time.ts';

const OFFICE = 'office@samr.test';
const CONTACTS = ['mot@departments.test', 'sd@regions.test', 'zf@samr.test'];
const CASE = 'mot/summary/1';

const kinds = (world: World, address: string, kind: string) => world.sink.to(address).filter((letter) => letter.kind === kind);
const ids = ({ sink }: World) => sink.taken.map(({ messageId }) => messageId);
/** What the organiser has done to the campaign. */
const steered = ({ concerns, cases, notice }: CampaignStatus) => ({ concerns, cases, notice });

describe('a campaign in the middle of its work, terminated and started again', () => {
  // A minute in a second, from just before the digest of the day on which most is overdue.
  let world: World;
  let before: CampaignStatus;
  let journal: readonly unknown[];

  beforeAll(async () => {
    world = await createWorld();
    const { campaign, campaigns, sink, compiled, files } = world;
    const timeline = fastFrom('2024-10-23T09:50:00+08:00', 60);
    sink.answer((to) => (to === OFFICE ? { code: 450, text: 'come back later' } : 'accept'));
    await world.start({ timeline });
    await becomes('the lines run', async () => (await campaigns.status(campaign)).lines.every(({ figures }) => figures.due > 0));
    await campaigns.report(campaign, { unit: 'mot', task: 'summary', report: { ...EMPTY_CONTENT, narrative: '总结。', cases: [{ title: '案例', text: '情况。' }] } });
    await campaigns.review(campaign, { unit: 'mot', task: 'summary', accept: true });
    await campaigns.selectCase(campaign, { case: CASE, stage: '推荐' });
    await campaigns.recordConcern(campaign, { text: '借活动收费', unit: 'sd' });
    await campaigns.answerConcern(campaign, { number: 1, answer: '已退还' });
    await campaigns.recordConcern(campaign, { text: '重复报送' });
    await campaigns.issueNotice(campaign, { text: '正文', documentNumber: '〔2024〕1号', updateId: 'the-notice' });
    await becomes('everybody has the notice', () => CONTACTS.every((to) => kinds(world, to, 'notice').length === 1));
    await becomes('the digest could not leave', async () => (await world.journal()).filter(({ fact }) => fact === 'lettersDeferred').length > 0);
    await campaigns.hold(campaign);
    await campaigns.announce(campaign, { text: '海报' });
    await becomes('the campaign is on hold', async () => (await campaigns.status(campaign)).held);
    [before, journal] = [await campaigns.status(campaign), await world.journal()];
    await world.handle().terminate();
    await campaigns.start({ compiled, files, timeline });
    await becomes('the lines are adopted', async () => (await world.journal()).filter(({ fact }) => fact === 'linesStarted').length === 2);
  });
  afterAll(() => world.end());

  it('knows what the organiser had done, and still is on hold', async () => {
    const status = await world.campaigns.status(world.campaign);
    expect(steered(status)).toEqual(steered(before));
    expect(steered(status)).toMatchObject({ concerns: [{ number: 1 }, { number: 2 }], cases: { [CASE]: { stage: '推荐' } } });
    expect(status.held).toBe(true);
    expect(status.figures).toEqual(before.figures);
  });

  it('goes on in the same journal', async () => {
    expect((await world.journal()).slice(0, journal.length)).toEqual(journal);
    expect((await world.journal()).slice(journal.length)).toContainEqual(expect.objectContaining({ fact: 'linesStarted', adopted: 4 }));
  });

  it('takes the notice for issued, and a command given twice for one', async () => {
    const { campaign, campaigns } = world;
    await expect(campaigns.issueNotice(campaign, { text: '正文' })).rejects.toThrow('不能重复印发');
    expect((await campaigns.issueNotice(campaign, { text: '正文', updateId: 'the-notice' })).facts).toEqual(['noticeIssued']);
    expect(await campaigns.recordConcern(campaign, { text: '又一件' })).toMatchObject({ number: 3 });
  });

  it('sends what was on its way: the posters, and the items that no digest had carried; nothing twice', async () => {
    const { campaign, campaigns, sink } = world;
    sink.answer(() => 'accept');
    await campaigns.unhold(campaign);
    await becomes('everybody has the posters', () => CONTACTS.every((to) => kinds(world, to, 'announce').length === 1));
    await becomes('the office has its digest', () => kinds(world, OFFICE, 'digest').length === 1);
    expect(kinds(world, OFFICE, 'digest')[0]?.items.map(({ unit }) => unit)).toEqual(expect.arrayContaining(['samr', 'sd']));
    for (const to of CONTACTS) expect(kinds(world, to, 'notice'), to).toHaveLength(1);
    expect(ids(world)).toHaveLength(new Set(ids(world)).size);
  });
});

describe('a campaign and one of its lines terminated together, the campaign started again and the line reset', () => {
  let world: World;
  let receipt: { readonly number: string };

  beforeAll(async () => {
    world = await createWorld();
    const { campaign, campaigns } = world;
    const timeline = asOf('2024-10-14T14:00:00+08:00');
    await world.start({ timeline });
    await becomes('the lines run', async () => (await campaigns.status(campaign)).lines.every(({ figures }) => figures.due > 0));
    receipt = await campaigns.report(campaign, { unit: 'mot', task: 'summary', nil: true });
    await becomes('its receipt left', () => kinds(world, 'mot@departments.test', 'receipt').length === 1);
    await becomes('the campaign has heard of it', async () => (await campaigns.status(campaign)).lines.some(({ line, figures }) => line === 'mot' && figures.onTime === 1));
    await campaigns.recordConcern(campaign, { text: '重复报送' });
    await Promise.all([world.handle().terminate(), world.handle('mot').terminate()]);
    await world.start({ timeline });
    await eventually(() => campaigns.status(campaign));
  });
  afterAll(() => world.end());

  it('the campaign knows of the report and of the concern; the line takes nothing', async () => {
    const { campaign, campaigns } = world;
    const status = await campaigns.status(campaign);
    expect(status.lines.find(({ line }) => line === 'mot')?.figures).toMatchObject({ onTime: 1 });
    expect(status.concerns).toHaveLength(1);
    await expect(campaigns.withdraw(campaign, { unit: 'mot', task: 'summary' })).rejects.toThrow('TERMINATED');
  });

  it('the line, reset to before the report, has the report and its receipt, and sends neither twice', async () => {
    const { campaign, campaigns, sink } = world;
    const journal = await world.journal('mot');
    await resetBefore(world, 'mot', command);
    await eventually(async () => { expect(await world.journal('mot')).toEqual(journal); });
    expect(kinds(world, 'mot@departments.test', 'receipt')).toHaveLength(1);
    expect(await campaigns.report(campaign, { unit: 'mot', task: 'summary', nil: true })).toMatchObject({ version: 2 });
    await becomes('the second receipt left', () => kinds(world, 'mot@departments.test', 'receipt').length === 2);
    expect(sink.to('mot@departments.test').map(({ messageId }) => messageId)).toHaveLength(new Set(sink.to('mot@departments.test').map(({ messageId }) => messageId)).size);
    expect(receipt.number).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/);
  });
});

describe('a terminated campaign that nobody can read', () => {
  it('is not started without what it knew; with a worker it is', async ({ onTestFinished }) => {
    const world = await createWorld();
    onTestFinished(() => world.end());
    const { campaign, campaigns } = world;
    const timeline = asOf('2024-10-14T14:00:00+08:00');
    await world.start({ timeline });
    await becomes('the lines run', async () => (await campaigns.status(campaign)).lines.every(({ figures }) => figures.due > 0));
    await campaigns.recordConcern(campaign, { text: '重复报送' });
    await world.stopWorker();
    await world.handle().terminate();
    await expect(world.start({ timeline })).rejects.toThrow('请先启动工作进程');
    expect((await world.handle().describe()).status.name).toBe('TERMINATED');
    await world.startWorker();
    await world.start({ timeline });
    expect((await campaigns.status(campaign)).concerns).toHaveLength(1);
  });
});
