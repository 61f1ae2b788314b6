import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { writeArchive } from '../../../activities/documents/archive.ts';
import { supplementAll } from '../../../activities/documents/supplement.ts';
import { verifyArchive } from '../../../activities/documents/verify.ts';
import { putDocument } from '../../../activities/store/documents.ts';
import type { Store } from '../../../activities/store/store.ts';
import { keepLateReport, lateReports } from '../../../activities/store/supplements.ts';
import { EMPTY_CONTENT } from '../../../campaign/summary/report.ts';
import { temporaryStore } from '../temporary.ts';
import { campaign, inputOf, withRoom } from './fixture.ts';

const check = (folder: string) => promisify(execFile)('sha256sum', ['-c', '--strict', '--quiet', 'SHA256SUMS'], { cwd: folder });

async function late(store: Store, unit: string, narrative: string, version = 1) {
  const report = await putDocument(store, { ...EMPTY_CONTENT, unit, task: 'summary', files: [], nil: false, narrative }, { guessable: true });
  const kept = { campaign, line: unit.split('.')[0] ?? '', key: `${unit}/summary`, version, report };
  return { ...kept, version: await keepLateReport(store, kept) };
}
const text = (folder: string, supplement: number, path: string) => readFile(join(folder, 'supplement', String(supplement), 'reports', path, 'report.md'), 'utf8');

describe('what came late', () => {
  it('never takes the version of another, whoever else hands in at the same time', async () => {
    const store = await temporaryStore();
    const kept = await Promise.all(['甲', '乙', '丙'].map((narrative) => late(store, 'sd.jinan', narrative, 2)));
    expect(kept.map(({ version }) => version).sort()).toEqual([2, 3, 4]);
    expect(await lateReports(store, campaign)).toEqual(kept.sort((a, b) => a.version - b.version));
  });

  it('waits for the archive, and is in it when it is written', async () => {
    const { stored, deps } = await withRoom();
    await late(stored.store, 'mwr', '归档前补报。');
    expect(await supplementAll(deps, campaign)).toEqual(new Map());
    const { folder, archive } = await writeArchive(deps, inputOf(stored));
    expect(await text(folder, 1, 'mwr/mwr/summary/v1')).toContain('归档前补报。');
    await Promise.all([check(folder), check(join(folder, 'supplement/1'))]);
    const again = await writeArchive(deps, inputOf(stored));
    expect([again.archive, await readdir(join(folder, 'supplement'))]).toEqual([archive, ['1']]);
  });

  it('afterwards is added once, each in a supplement of its own; what was purged since is left out', async () => {
    const { stored, deps } = await withRoom();
    const { folder } = await writeArchive(deps, inputOf(stored));
    const purged = await late(stored.store, 'bj', '清除的');
    await stored.store.remove(purged.report);
    await late(stored.store, 'mwr', '甲');
    expect(await supplementAll(deps, campaign)).toEqual(new Map([['mwr/summary/1', join(folder, 'supplement/1')]]));
    await late(stored.store, 'mwr', '乙');
    expect(await supplementAll(deps, campaign)).toEqual(new Map([['mwr/summary/2', join(folder, 'supplement/2')]]));
    expect(await supplementAll(deps, campaign)).toEqual(new Map());
    expect(await text(folder, 2, 'mwr/mwr/summary/v2')).toContain('乙');
    await check(join(folder, 'supplement/2'));
    expect(await verifyArchive(folder)).toEqual([]);
  });

  it('comes back when the archive had to be written anew', async () => {
    const { stored, deps } = await withRoom();
    await late(stored.store, 'mwr', '甲');
    const { folder } = await writeArchive(deps, inputOf(stored));
    await promisify(execFile)('sh', ['-c', 'echo nonsense > SHA256SUMS'], { cwd: folder });
    expect((await writeArchive(deps, inputOf(stored))).setAside).toBeDefined();
    expect(await text(folder, 1, 'mwr/mwr/summary/v1')).toContain('甲');
    expect(await verifyArchive(folder)).toEqual([]);
  });
});
