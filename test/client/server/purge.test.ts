import { execFile } from 'node:child_process';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { supplementAll } from '../../../activities/documents/supplement.ts';
import { verifyArchive } from '../../../activities/documents/verify.ts';
import { readLatest } from '../../../activities/store/campaignStore.ts';
import { type StoredFile, storeFile } from '../../../activities/store/files.ts';
import { EMPTY_CONTENT } from '../../../campaign/summary/report.ts';
import { copiesOf } from '../../../client/cli/copies.ts';
import { Refused } from '../../../client/refused.ts';
import { lostReports } from '../../../client/rehearsal/figures/figures.ts';
import { gather } from '../../../client/rehearsal/run/gather.ts';
import { ledgerPost } from '../../../client/rehearsal/run/post.ts';
import { type World, becomes, createWorld, linesOf } from '../../workflows/harness.ts';
import { eventsOf, legible } from '../../workflows/histories.ts';
import { quickly, reached } from '../../workflows/time.ts';
import { textsIn } from '../../activities/documents/fixture.ts';
import { campaign } from '../cliProcess.ts';

const TASKS = `
  - { id: notice, title: 印发通知, form: confirm, for: organiser, settledBy: issueNotice, assign: 2024-09-03, due: 2024-09-11 }
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5, declarations: [noFees, secrecyReviewed] }`;
const ACTING = '2024-09-24T09:00:00+08:00';
const SECRETS = ['某某某的身份证号', '另一份不宜公开的名单'];
const WHY = '含公民个人信息，误报';
const of = { unit: 'mot', task: 'summary' };

let world: World;
let files: StoredFile[];
let timeline: ReturnType<typeof quickly>;
const archives = (): string => join(world.dataDir, 'archives');
const copies = () => copiesOf(world.store, archives(), world.campaign);
const purge = (digest: string, why = WHY) => world.campaigns.purge(world.campaign, { digest, why, copies: copies() });
const refusal = (command: Promise<unknown>): Promise<string> => command.then(() => 'done', (error: unknown) => {
  if (error instanceof Refused) return error.message;
  throw error;
});
const check = (folder: string) => promisify(execFile)('sha256sum', ['-c', '--strict', '--quiet', 'SHA256SUMS'], { cwd: folder });
const env = () => ({ TEMPORAL_ADDRESS: inject('temporal').address, CAMPAIGN_DATA: join(world.dataDir, 'store') });

beforeAll(async () => {
  world = await createWorld({ tasks: TASKS });
  timeline = quickly(world.compiled.plan, { room: { [ACTING]: 20_000 } });
  await world.start({ timeline });
  await reached(timeline, ACTING);
  const texts = [...SECRETS, '可以公开的会议情况'];
  files = await Promise.all(texts.map((text, n) => storeFile(world.store, Buffer.from(text), { name: `附件${String(n)}.txt`, maxBytes: 1000 })));
  await world.campaigns.report(world.campaign, {
    ...of, files, report: { ...EMPTY_CONTENT, narrative: '已完成', figures: { 参展费: 300 }, declarations: { ...EMPTY_CONTENT.declarations, noFees: true } },
  });
});
afterAll(() => world.end());

describe('while the line runs', () => {
  test('the reviewer sees the report, what contradicts itself, and the digests of its files', async () => {
    const shown = await campaign(['review', world.campaign, '--unit', 'mot', '--task', 'summary'], env());
    expect(shown.stdout).toContain('mot/summary　活动总结　第 1 版　待审核');
    for (const said of ['承诺不收费，但填报了收费金额', '未确认已经保密审查', files[0]!.digest, '已完成']) expect(shown.stdout).toContain(said);
    expect((await campaign(['status', world.campaign], env())).stdout).toContain('请核对（review 查看材料）：\n  mot/summary：未确认已经保密审查；填报了收费金额；承诺不收费，但填报了收费金额');
  });

  test('what is no attached file of this campaign is refused, with what to do', async () => {
    const { store, campaign: id, campaigns } = world;
    const plan = (await readLatest(store, id, 'plan'))!;
    const report = (await campaigns.journal(id, 'mot')).find(({ fact }) => fact === 'reportSubmitted')!['report'];
    const stray = await store.put(Buffer.from('上传而未报送'));
    expect(await refusal(purge('0'.repeat(64)))).toContain('存储中没有');
    expect(await refusal(purge('xyz'))).toContain('不是附件的摘要');
    expect(await refusal(purge(String(report)))).toMatch(/是报送材料本身（mot\/summary 第1版）.*review --return/);
    expect(await refusal(purge(plan))).toContain('是活动方案，不是附件');
    expect(await refusal(purge(stray))).toContain('不是活动');
    expect(await refusal(purge(files[0]!.digest, ' '))).toContain('清除的理由不能为空');
    expect(await refusal(campaigns.quarantine(id, { digest: files[0]!.digest, lift: true }))).toContain('没有隔离');
    expect([await store.has(plan), await store.has(String(report)), await store.has(stray)]).toEqual([true, true, true]);
  });

  test('quarantine stops reading at once, and lifting lets it go on', async () => {
    const { store, campaigns, campaign: id } = world;
    const { digest } = files[0]!;
    expect(await campaigns.quarantine(id, { digest, why: '核实中' })).toMatchObject({ state: 'quarantined', repeated: false, noted: ['mot'] });
    await expect(store.get(digest)).rejects.toThrow('已隔离');
    expect(await campaigns.quarantine(id, { digest })).toMatchObject({ state: 'quarantined', repeated: true, noted: [] });
    expect((await campaigns.shown(id, of)).files.map(({ bar }) => bar)).toEqual(['quarantined', null, null]);
    expect(await campaigns.quarantine(id, { digest, lift: true })).toMatchObject({ state: 'lifted', noted: ['mot'] });
    expect((await store.get(digest)).toString()).toBe(SECRETS[0]);
  });

  test('purge deletes the bytes for good; the journal has digest, role and reason by digest; the letters are named', async () => {
    const { store, campaigns, campaign: id, sink } = world;
    const { digest } = files[0]!;
    await becomes('the receipt left', () => sink.taken.some(({ kind }) => kind === 'receipt'));
    const purged = await purge(digest);
    expect(purged).toMatchObject({ state: 'purged', repeated: false, noted: ['mot'], copies: [], unread: [], attached: [{ ...of, version: 1, name: '附件0.txt' }] });
    expect(purged.letters).toMatchObject([{ unit: 'mot', role: 'contact', kind: 'receipt', how: 'about' }]);
    expect(await store.has(digest)).toBe(false);
    expect((await campaigns.journal(id, 'mot')).at(-1)).toEqual({ fact: 'filePurged', at: expect.any(String) as string, key: 'mot/summary', file: digest, why: expect.stringMatching(/^[0-9a-f]{64}$/) as string, by: 'organiser' });
    expect(await purge(digest)).toMatchObject({ repeated: true, at: purged.at, noted: [] });
    expect(await refusal(campaigns.quarantine(id, { digest }))).toContain('清除，不能再隔离');
    expect(await refusal(campaigns.report(id, { ...of, files: [files[0]!], report: EMPTY_CONTENT }))).toContain('“附件0.txt”已按规定清除');
    await campaigns.review(id, { ...of, accept: true, version: 1 });
  });

  test('a purge that was interrupted after its mark is ended by the same command, with its first reason', async () => {
    const { store, campaigns, campaign: id } = world;
    const file = await storeFile(store, Buffer.from('第三份'), { name: '第三份.txt', maxBytes: 1000 });
    await campaigns.report(id, { unit: 'sd', task: 'summary', report: EMPTY_CONTENT, files: [file] });
    const interrupted = { ...copies(), remove: () => Promise.reject(new Error('the disk went away')) };
    await expect(campaigns.purge(id, { digest: file.digest, why: '起初的理由', copies: interrupted })).rejects.toThrow('the disk went away');
    await expect(store.get(file.digest)).rejects.toThrow('已按规定清除');
    expect((await campaigns.journal(id, 'sd')).some(({ fact }) => fact === 'filePurged')).toBe(false);
    expect(await purge(file.digest, '后来的理由')).toMatchObject({ state: 'purged', repeated: false, noted: ['sd'] });
    const why = String((await campaigns.journal(id, 'sd')).find(({ fact }) => fact === 'filePurged')!['why']);
    expect((await store.get(why)).toString()).toContain('起初的理由');
    expect((await campaigns.journal(id, 'sd')).filter(({ fact }) => fact === 'filePurged')).toHaveLength(1);
  });
});

describe('when the campaign is over', () => {
  beforeAll(() => world.handle().result(), 240_000);
  const folder = () => join(archives(), world.campaign);

  test('the archive has all but what was purged, and nothing in it is lost', async () => {
    const { store, compiled: { plan } } = world;
    expect(await verifyArchive(folder())).toEqual([]);
    await check(folder());
    const texts = await textsIn(folder());
    expect([...texts].filter(([path, text]) => path.startsWith('reports/mot') && [...SECRETS, '可以公开的会议情况'].includes(text)).map(([path]) => path.split('/').at(-1)))
      .toEqual(['附件1.txt', '附件2.txt']);
    expect(texts.get('README.txt')).toContain(`组织方清除 ${files[0]!.digest}（mot/summary 第1版的附件）`);
    expect(texts.get('annex.md')).toMatch(/\| 交通运输部 \| 活动总结 \| 1 \| 0 \|/);
    const evidence = await gather({ store, plans: [plan], timeline, post: ledgerPost(store, world.campaign), isOurInbox: false, folder: folder() });
    expect(lostReports(evidence)).toEqual([]);
  });

  test('a purge then reaches the archive too; it still verifies, and is still the one that the campaign noted', async () => {
    await cp(archives(), join(world.dataDir, 'store', 'archives'), { recursive: true });
    const own = join(world.dataDir, 'store', 'archives', world.campaign);
    const { code, stdout } = await campaign(['purge', world.campaign, '--digest', files[1]!.digest, '--why', WHY, '--by', 'administrator'], env());
    expect(stdout).toMatch(/^已清除：[\s\S]*附于 {6}mot\/summary 第 1 版：附件1\.txt\n {2}已删副本 {2}.*附件1\.txt\n[\s\S]*下列函件已经发出，无法收回[\s\S]*mot 联络员 回执（关于该份材料）/);
    expect(code).toBe(0);
    await check(own);
    expect([...(await textsIn(own)).values()].filter((text) => SECRETS.includes(text))).toEqual([]);
    const whole = await campaign(['archive', world.campaign], env());
    expect(whole.stdout).toMatch(/归档完好[\s\S]*与活动记录一致\n归档后已按规定清除 1 个文件/);
    expect(whole.code).toBe(0);
    const again = await campaign(['purge', world.campaign, '--digest', files[1]!.digest, '--why', WHY, '--json'], env());
    expect(JSON.parse(again.stdout)).toMatchObject({ state: 'purged', repeated: true, noted: [], copies: [] });
    expect(await readFile(join(own, 'purged.jsonl'), 'utf8')).toContain('"by":"administrator"');
  });

  test('what came after the close is reached as well', async () => {
    const { campaigns, campaign: id, store } = world;
    const late = await Promise.all(['迟到的名单', '迟到的照片说明'].map((text, n) => storeFile(store, Buffer.from(text), { name: `迟${String(n)}.txt`, maxBytes: 1000 })));
    const kept = await campaigns.supplement(id, { unit: 'sd', task: 'summary', report: EMPTY_CONTENT, files: late });
    expect(await purge(late[0]!.digest)).toMatchObject({ noted: [], attached: [{ unit: 'sd', task: 'summary', version: kept.version, name: '迟0.txt' }] });
    const [place] = (await supplementAll({ store, archiveFolder: archives() }, id)).values();
    expect([...(await textsIn(place!)).keys()].filter((path) => path.endsWith('.txt'))).toEqual([`reports/sd/sd/summary/v${String(kept.version)}/files/迟1.txt`]);
    expect((await purge(late[1]!.digest)).copies).toEqual([expect.stringContaining('迟1.txt')]);
    await check(place!);
    expect(await verifyArchive(folder())).toEqual([]);
  });

  test('neither reasons, nor names, nor contents are in any history', async () => {
    for (const line of [undefined, ...linesOf(world.compiled)]) {
      const history = legible(await eventsOf(world.client, line === undefined ? world.campaign : `${world.campaign}.${line}`));
      for (const word of [WHY, '起初的理由', '核实中', '附件0', ...SECRETS]) expect(history).not.toContain(word);
      if (line === 'mot') expect(history).toContain(files[0]!.digest);
    }
  });
});
