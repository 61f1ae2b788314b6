import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { writeArchive } from '../../../activities/documents/archive.ts';
import { consolidate } from '../../../activities/documents/consolidate.ts';
import { originalDigest, readPurged } from '../../../activities/documents/purged.ts';
import { type Purge, scrubArchive } from '../../../activities/documents/scrub.ts';
import { supplementReport } from '../../../activities/documents/supplement.ts';
import { digestOfFile, verifyArchive } from '../../../activities/documents/verify.ts';
import { getDocument, putDocument } from '../../../activities/store/documents.ts';
import { type Removal, setRemoval } from '../../../activities/store/removals.ts';
import { instant } from '../../../campaign/time/instant.ts';
import { EMPTY_CONTENT } from '../../../campaign/summary/report.ts';
import { z } from 'zod';
import { photo, report } from '../../campaign/summary/fixture.ts';
import { temporaryFolder } from '../temporary.ts';
import { type Stored, campaign, inputOf, smallYear, textsIn, withRoom } from './fixture.ts';

const check = (folder: string) => promisify(execFile)('sha256sum', ['-c', '--strict', '--quiet', 'SHA256SUMS'], { cwd: folder });
const at = instant('2024-12-02T10:00:00+08:00');
const SECRET = 'bytes of 名单.jpg';
const FILES = 'reports/mwr/mwr/summary/v1/files';

/** A small year in which one report has two pictures, one of which ought not to have come. */
async function room() {
  const made = smallYear();
  report(made, 'mwr', 'summary', { narrative: '有图。', files: [photo('名单.jpg'), photo('会场.jpg')] });
  const { stored, deps } = await withRoom(made);
  const file = await stored.store.put(Buffer.from(SECRET));
  const why = await putDocument(stored.store, '含个人信息', { guessable: true });
  const removal = (state: Removal['state']): Removal => ({ campaign, file, state, at, by: 'organiser', why, of: [{ key: 'mwr/summary', version: 1 }] });
  const purge: Purge = { ...removal('purged'), size: SECRET.length + 2 * '名单'.length };
  return { stored, deps, file, why, removal, purge };
}

async function purgeFrom({ store }: Stored, removal: Removal): Promise<void> {
  await setRemoval(store, removal);
  await store.remove(removal.file);
}

const naming = async (folder: string, text: string) => [...await textsIn(folder)].filter(([, content]) => content === text).map(([path]) => path);

describe('purging from an archive that was written', () => {
  it('leaves no copy, a list that sha256sum accepts, and the proof that nothing else changed', async () => {
    const { stored, deps, file, why, removal, purge } = await room();
    const { folder, archive } = await writeArchive(deps, inputOf(stored));
    const before = await textsIn(folder);
    await purgeFrom(stored, removal('purged'));
    expect(await scrubArchive(stored.store, deps.archiveFolder, purge)).toEqual([`${campaign}/${FILES}/名单.jpg`]);

    await check(folder);
    expect(await verifyArchive(folder)).toEqual([]);
    const after = await textsIn(folder);
    expect([...after.values()]).not.toContain(SECRET);
    expect(after.get('README.txt')).toContain(`2024年12月2日10:00 组织方清除 ${file}（mwr/summary 第1版的附件）；理由见 texts/${why}.json`);
    expect(JSON.parse(after.get(`texts/${why}.json`)!)).toMatchObject({ document: '含个人信息' });
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)).sort();
    expect(changed).toEqual(['README.txt', 'SHA256SUMS', 'purged.jsonl', `${FILES}/名单.jpg`, `texts/${why}.json`].sort());
    expect(await digestOfFile(join(folder, 'SHA256SUMS'))).not.toBe(archive);
    expect(await originalDigest(folder)).toBe(archive);
  });

  it('done again does nothing; of a second file it still leads back to the first list', async () => {
    const { stored, deps, removal, purge } = await room();
    const { folder, archive } = await writeArchive(deps, inputOf(stored));
    await purgeFrom(stored, removal('purged'));
    await scrubArchive(stored.store, deps.archiveFolder, purge);
    const once = await textsIn(folder);
    expect(await scrubArchive(stored.store, deps.archiveFolder, purge)).toEqual([]);
    expect(await textsIn(folder)).toEqual(once);

    const other = await stored.store.put(Buffer.from('bytes of 会场.jpg'));
    await purgeFrom(stored, { ...removal('purged'), file: other });
    expect(await scrubArchive(stored.store, deps.archiveFolder, { ...purge, file: other, size: 1 })).toHaveLength(1);
    expect((await readPurged(folder)).map((line) => line.file)).toEqual([purge.file, other]);
    expect([await verifyArchive(folder), await originalDigest(folder)]).toEqual([[], archive]);
  });

  it('any other change is no purge: the proof fails', async () => {
    const { stored, deps, removal, purge } = await room();
    const { folder, archive } = await writeArchive(deps, inputOf(stored));
    await purgeFrom(stored, removal('purged'));
    await scrubArchive(stored.store, deps.archiveFolder, purge);
    const list = join(folder, 'SHA256SUMS');
    await writeFile(list, (await readFile(list, 'utf8')).replace(/^[0-9a-f]{64}(?= {2}annex\.md)/m, 'a'.repeat(64)));
    expect(await originalDigest(folder)).not.toBe(archive);
  });

  it('a crash between any two steps is ended by the same call', async () => {
    const { stored, deps, why, removal, purge } = await room();
    const { folder } = await writeArchive(deps, inputOf(stored));
    const [untouched, scrubbed] = [join(await temporaryFolder(), 'a'), join(await temporaryFolder(), 'b')];
    await cp(folder, untouched, { recursive: true });
    await purgeFrom(stored, removal('purging'));
    await scrubArchive(stored.store, deps.archiveFolder, purge);
    await cp(folder, scrubbed, { recursive: true });
    const wanted = await textsIn(scrubbed);

    const steps = [`texts/${why}.json`, 'README.txt', 'purged.jsonl', 'SHA256SUMS'];
    for (let done = 0; done <= steps.length; done++) {
      await rm(folder, { recursive: true });
      await cp(untouched, folder, { recursive: true });
      await rm(join(folder, FILES, '名单.jpg'));
      for (const path of steps.slice(0, done)) {
        await mkdir(join(folder, 'texts'), { recursive: true });
        await cp(join(scrubbed, path), join(folder, path));
      }
      await scrubArchive(stored.store, deps.archiveFolder, purge);
      expect(await textsIn(folder)).toEqual(wanted);
      await check(folder);
    }
  });

  it('reaches supplements, what was set aside, and copies under another name', async () => {
    const { stored, deps, file, removal, purge } = await room();
    const { folder } = await writeArchive(deps, inputOf(stored));
    const late = { ...EMPTY_CONTENT, unit: 'bj', task: 'summary', nil: false, files: [{ digest: file, name: '又是名单.jpg', size: purge.size, type: 'image/jpeg' }] };
    const supplement = await supplementReport(deps, { campaign, line: 'bj', key: 'bj/summary', version: 2, report: await putDocument(stored.store, late) });
    await cp(folder, `${folder}.damaged-1`, { recursive: true });
    await rename(join(`${folder}.damaged-1`, FILES, '名单.jpg'), join(`${folder}.damaged-1`, 'x'));
    await purgeFrom(stored, removal('purged'));
    expect((await scrubArchive(stored.store, deps.archiveFolder, purge)).sort()).toEqual([
      `${campaign}.damaged-1/supplement/1/reports/bj/bj/summary/v2/files/又是名单.jpg`, `${campaign}.damaged-1/x`,
      `${campaign}/${FILES}/名单.jpg`, `${campaign}/supplement/1/reports/bj/bj/summary/v2/files/又是名单.jpg`,
    ]);
    expect(await naming(deps.archiveFolder, SECRET)).toEqual([]);
    expect(await verifyArchive(folder)).toEqual([]);
    await check(folder);
    await check(supplement);
  });
});

describe('an archive made after', () => {
  it('a purge says so, calls no report lost and no file missing, and stays as it is when written again', async () => {
    const { stored, deps, file, why, removal } = await room();
    await purgeFrom(stored, removal('purged'));
    const { folder, lost, archive } = await writeArchive(deps, inputOf(stored));
    const files = await textsIn(folder);
    expect([lost, await verifyArchive(folder)]).toEqual([[], []]);
    await check(folder);
    expect(files.has(`${FILES}/名单.jpg`)).toBe(false);
    expect(files.get(`${FILES}/会场.jpg`)).toBe('bytes of 会场.jpg');
    expect(files.get('README.txt')).toMatch(new RegExp(`归档时缺少的内容\n {2}无\n\n按规定清除或隔离的内容\n.*组织方清除 ${file}`));
    expect(files.has(`texts/${why}.json`)).toBe(true);
    expect(await writeArchive(deps, inputOf(stored))).toMatchObject({ archive, repaired: [], differences: [], lost: [] });
  });

  it('a purge of what an archive held is verified and repaired without bringing it back', async () => {
    const { stored, deps, removal, purge } = await room();
    const { folder } = await writeArchive(deps, inputOf(stored));
    await purgeFrom(stored, removal('purged'));
    await scrubArchive(stored.store, deps.archiveFolder, purge);
    const again = await writeArchive(deps, inputOf(stored));
    expect(again).toMatchObject({ differences: [], lost: [] });
    expect(again.setAside).toBeUndefined();
    expect(await naming(folder, SECRET)).toEqual([]);
  });

  it('a quarantine leaves the file out; once it is lifted, a supplement has it', async () => {
    const { stored, deps, file, removal } = await room();
    await setRemoval(stored.store, removal('quarantined'));
    const { folder } = await writeArchive(deps, inputOf(stored));
    expect(await naming(folder, SECRET)).toEqual([]);
    expect((await textsIn(folder)).get('README.txt')).toContain(`组织方隔离 ${file}`);
    await setRemoval(stored.store, removal('lifted'));
    const { supplement } = await writeArchive(deps, inputOf(stored));
    expect(await naming(supplement!, SECRET)).toEqual([`${FILES}/名单.jpg`]);
    expect(await verifyArchive(folder)).toEqual([]);
  });
});

describe('the summary', () => {
  it.each([['purged', 'purging'], ['quarantined', 'quarantined']] as const)('leaves out what is %s, and says that something was removed, not whose', async (bar, state) => {
    const { stored, removal } = await room();
    const text = async (digest: string) => getDocument(stored.store, digest, z.string());
    const before = await consolidate(stored.store, inputOf(stored));
    expect(await text(before.draft)).not.toContain('附件按规定清除');
    await setRemoval(stored.store, removal(state));
    const after = await consolidate(stored.store, inputOf(stored));
    expect(await text(before.draft)).toContain('3张图片');
    expect(await text(after.draft)).toContain('2张图片');
    expect(await text(after.draft)).toContain('另有1个附件按规定清除或暂停使用，未列入。');
    expect(await text(after.annex)).toMatch(/## 已清除或隔离的附件[\s\S]*\| 水利部 \| 活动总结 \|/);
    expect(await getDocument(stored.store, after.data, z.looseObject({ removed: z.array(z.unknown()) }))).toMatchObject({
      removed: [{ unit: '水利部', accepted: true, purged: 0, quarantined: 0, [bar]: 1 }],
    });
    expect(after.figures).toEqual(before.figures);
  });
});
