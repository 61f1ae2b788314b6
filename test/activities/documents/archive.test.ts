import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { archiveWriter, writeArchive } from '../../../activities/documents/archive.ts';
import { consolidate } from '../../../activities/documents/consolidate.ts';
import { lostReports } from '../../../activities/documents/lost.ts';
import { supplementReport } from '../../../activities/documents/supplement.ts';
import { verifyArchive } from '../../../activities/documents/verify.ts';
import { putDocument } from '../../../activities/store/documents.ts';
import { EMPTY_CONTENT } from '../../../campaign/summary/report.ts';
import { goodYear, photo, report } from '../../campaign/summary/fixture.ts';
import { campaign, canary, inputOf, keepLetters, textsIn, withRoom } from './fixture.ts';

const run = promisify(execFile);
const check = (folder: string) => run('sha256sum', ['-c', '--strict', '--quiet', 'SHA256SUMS'], { cwd: folder });

describe('an archive', () => {
  it('holds everything, and sha256sum agrees', async () => {
    const { stored, deps } = await withRoom(goodYear());
    const { draft } = await consolidate(stored.store, inputOf(stored));
    const { folder, archive, gaps, lost } = await writeArchive(deps, inputOf(stored, draft));
    const files = await textsIn(folder);
    expect([...files.keys()]).toEqual(expect.arrayContaining([
      'README.txt', 'SHA256SUMS', 'annex.md', 'definition/head.json', 'definition/lines/mwr.json', 'definition/plan.json', 'figures.json',
      'journal/_campaign.jsonl', 'journal/mwr.jsonl', 'ledger.jsonl', 'personal/ledger.jsonl', 'personal/roster.json', 'receipts.jsonl', 'records/mwr.json',
      `letters/2024-10-12/${'1'.repeat(32)}@samr.test.eml`, 'summary.md',
      'reports/samr/samr.supervision/action-report.5.1/v1/report.json', 'reports/samr/samr.supervision/action-report.5.1/v1/report.md',
      'reports/samr/samr.supervision/action-report.5.1/v1/files/检查.jpg', 'reports/sd/sd.jinan/summary/v1/report.md',
    ]));
    expect(files.get('reports/samr/samr.supervision/action-report.5.1/v1/files/检查.jpg')).toBe('bytes of 检查.jpg');
    expect(files.get('journal/mwr.jsonl')!.trim().split('\n').map((line) => JSON.parse(line) as unknown)).toEqual(stored.made.lines.get('mwr')!.facts);
    expect(files.get('README.txt')).toContain('全国总结（已批准）');
    expect(archive).toBe(createHash('sha256').update(files.get('SHA256SUMS')!).digest('hex'));
    expect([gaps, lost, await verifyArchive(folder)]).toEqual([[], [], []]);
    await check(folder);
    expect(await readdir(deps.archiveFolder)).toEqual([campaign]);
  });

  it('keeps addresses out of the ledger that is not personal', async () => {
    const { stored, deps } = await withRoom();
    const files = await textsIn((await writeArchive(deps, inputOf(stored))).folder);
    const naming = [...files].filter(([, text]) => text.includes(canary)).map(([path]) => path.split('/')[0]);
    expect(new Set(naming)).toEqual(new Set(['letters', 'personal']));
  });

  it('takes names that file systems and sha256sum find hard, and never loses one to another', async () => {
    const made = goodYear();
    const names = ['a\\b.jpg', ' a .jpg', '-c.jpg', '图 片.jpg', '图 片.JPG', 'CON.jpg', '图 片.jpg', `${'长'.repeat(150)}.jpg`, '.hidden', '..', 'x\ny.jpg', '*“”‘’?.jpg'];
    report(made, 'mwr', 'summary', { files: names.map((name, index) => ({ ...photo(String(index)), name })) });
    const { stored, deps } = await withRoom(made);
    const { folder } = await writeArchive(deps, inputOf(stored));
    const kept = await readdir(join(folder, 'reports/mwr/mwr/summary/v1/files'));
    expect(kept).toHaveLength(names.length);
    expect(new Set(kept.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of kept) expect(Buffer.byteLength(name)).toBeLessThan(200);
    await check(folder);
    expect(await verifyArchive(folder)).toEqual([]);
  });

  it('written again is the same, to the byte, whenever that is', async () => {
    const { stored, deps } = await withRoom();
    const input = inputOf(stored);
    const first = await archiveWriter(deps)(input);
    const before = await textsIn(join(deps.archiveFolder, campaign));
    const again = await writeArchive(deps, { ...input, asOf: '2024-12-01T09:00:00+08:00' as typeof input.asOf });
    expect(again).toMatchObject({ ...first, repaired: [], differences: [], lost: [] });
    expect(again.supplement).toBeUndefined();
    expect(await textsIn(again.folder)).toEqual(before);
  });

  it('written by two at once is one', async () => {
    const { stored, deps } = await withRoom();
    const [a, b] = await Promise.all([writeArchive(deps, inputOf(stored)), writeArchive(deps, inputOf(stored))]);
    expect(a.archive).toBe(b.archive);
    expect(await readdir(deps.archiveFolder)).toEqual([campaign]);
    expect(await verifyArchive(a.folder)).toEqual([]);
  });

  it('is repaired from the store; what nobody listed is left and named', async () => {
    const { stored, deps } = await withRoom();
    const { folder, archive } = await writeArchive(deps, inputOf(stored));
    const video = 'reports/samr/samr/summary/v1/files/启动.jpg';
    await writeFile(join(folder, video), 'broken');
    await rm(join(folder, 'journal'), { recursive: true });
    await writeFile(join(folder, 'note.txt'), 'mine');
    const again = await writeArchive(deps, inputOf(stored));
    expect(again.archive).toBe(archive);
    expect(again.repaired).toContain(video);
    expect(again.differences).toMatchObject([{ path: 'note.txt', what: 'unlisted' }]);
    await rm(join(folder, 'note.txt'));
    expect(await verifyArchive(folder)).toEqual([]);
  });

  it('keeps what the store lost since, and does not put something poorer beside it', async () => {
    const { stored, deps } = await withRoom();
    const { folder, archive } = await writeArchive(deps, inputOf(stored));
    const lost = stored.made.lines.get('bj')!.state.tasks['bj/summary']!.report!;
    await stored.store.remove(lost);
    await stored.store.remove(stored.records.sd!);
    const again = await writeArchive(deps, inputOf(stored));
    expect(again).toMatchObject({ archive, lost: [], differences: [] });
    expect(again.supplement).toBeUndefined();
    await rm(join(folder, 'reports/bj/bj/summary/v1/report.json'));
    expect((await writeArchive(deps, inputOf(stored))).differences).toEqual([{ path: 'reports/bj/bj/summary/v1/report.json', what: 'missing' }]);
  });

  it('set aside when its SHA256SUMS contradicts its files, and written anew', async () => {
    const { stored, deps } = await withRoom();
    const { folder, archive } = await writeArchive(deps, inputOf(stored));
    const path = join(folder, 'SHA256SUMS');
    const sums = await readFile(path, 'utf8');
    for (const broken of ['nonsense', sums.split('\n').slice(3).join('\n'), sums.replace(/[0-9a-f]/, (letter) => (letter === '0' ? '1' : '0'))]) {
      await writeFile(path, broken);
      const again = await writeArchive(deps, inputOf(stored));
      expect(again.setAside).toMatch(/\.damaged-/);
      expect([again.archive, await verifyArchive(folder)]).toEqual([archive, []]);
    }
  });

  it('grows by supplements only, each checked by itself', async () => {
    const { stored, deps } = await withRoom();
    const { folder, archive } = await writeArchive(deps, inputOf(stored));
    await keepLetters(stored.store, [3]);
    const again = await writeArchive(deps, inputOf(stored));
    expect(again).toMatchObject({ archive, supplement: join(folder, 'supplement/1') });
    const files = await textsIn(join(folder, 'supplement/1'));
    expect([...files.keys()]).toEqual(['SHA256SUMS', 'ledger.jsonl', `letters/2024-10-12/${'3'.repeat(32)}@samr.test.eml`, 'personal/ledger.jsonl']);
    expect((await writeArchive(deps, inputOf(stored))).supplement).toBeUndefined();
    await check(join(folder, 'supplement/1'));
    await check(folder);
    await writeFile(join(folder, 'supplement/1/ledger.jsonl'), '');
    expect(await verifyArchive(folder)).toMatchObject([{ path: 'supplement/1/ledger.jsonl', what: 'changed' }]);
  });

  it('takes a report that came when everything was closed', async () => {
    const { stored, deps } = await withRoom();
    const late = await putDocument(stored.store, { ...EMPTY_CONTENT, unit: 'mwr', task: 'summary', files: [], nil: false, narrative: '补报。' }, { guessable: true });
    const given = { campaign, line: 'mwr', key: 'mwr/summary', version: 1, report: late };
    await expect(supplementReport(deps, given)).rejects.toThrow(/no sound archive/);
    const { folder } = await writeArchive(deps, inputOf(stored));
    await supplementReport(deps, given);
    expect(await readFile(join(folder, 'supplement/1/reports/mwr/mwr/summary/v1/report.md'), 'utf8')).toContain('补报。');
    expect(await verifyArchive(folder)).toEqual([]);
    await expect(supplementReport(deps, { ...given, report: 'f'.repeat(64) })).rejects.toThrow(/cannot be read/);
  });

  it('names what is missing or damaged and does not fail: lost are the receipts whose report is not there', async () => {
    const { stored, deps } = await withRoom();
    const own = stored.made.lines.get('bj')!;
    const lost = own.state.tasks['bj/summary']!.report!;
    await stored.store.remove(lost);
    const { folder, gaps, lost: found } = await writeArchive(deps, inputOf(stored));
    expect(found).toEqual([{ key: 'bj/summary', version: 1, report: lost }]);
    expect(gaps.map(({ digest }) => digest)).toContain(lost);
    expect(await readFile(join(folder, 'README.txt'), 'utf8')).toContain(`：存储中没有（可能已按规定清除） ${lost}\n`);
    await check(folder);
    expect((await writeArchive(deps, inputOf(stored))).supplement).toBeUndefined();
    expect(lostReports(own.facts, [lost])).toEqual([]);
  });

  it('does not copy bytes that are not what their digest says', async () => {
    const { stored, deps } = await withRoom();
    const digest = createHash('sha256').update('bytes of 启动.jpg').digest('hex');
    const store = { ...stored.store, open: async (each: string) => (each === digest ? stored.store.open(stored.head) : stored.store.open(each)) };
    const { folder, gaps } = await writeArchive({ ...deps, store }, inputOf(stored));
    expect(gaps).toMatchObject([{ digest, why: 'damaged' }]);
    expect([...(await textsIn(folder)).keys()].filter((path) => path.includes('启动') || path.includes('.writing'))).toEqual([]);
  });

  it('is not there at all if writing it fails', async () => {
    const { stored, deps } = await withRoom();
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const store = { ...stored.store, open: () => Promise.reject(full) };
    await expect(writeArchive({ ...deps, store }, inputOf(stored))).rejects.toMatchObject({ failure: 'full' });
    expect(await readdir(deps.archiveFolder)).toEqual([]);
  });

  it('sees links for what they are', async () => {
    const { stored, deps } = await withRoom();
    const { folder } = await writeArchive(deps, inputOf(stored));
    await mkdir(join(folder, 'empty'));
    await rm(join(folder, 'annex.md'));
    await symlink('summary.md', join(folder, 'annex.md'));
    expect(await verifyArchive(folder)).toEqual([{ path: 'annex.md', what: 'not-a-file' }]);
  });
});
