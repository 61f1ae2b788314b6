import { execFile } from 'node:child_process';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { EMPTY_CONTENT } from '../../../campaign/summary/report.ts';
import { Refused } from '../../../client/refused.ts';
import { PEERS } from '../../workflows/definition.ts';
import { type World, becomes, createWorld } from '../../workflows/harness.ts';
import { quickly, reached } from '../../workflows/time.ts';
import { campaign as cli } from '../cliProcess.ts';

const OPEN = '2024-10-31T12:00:00+08:00';
const CLOSED = '2024-11-05T12:00:00+08:00';
const refusal = (command: Promise<unknown>): Promise<string> => command.then(() => 'done', (error: unknown) => {
  if (error instanceof Refused) return error.message;
  throw error;
});
const check = (folder: string) => promisify(execFile)('sha256sum', ['-c', '--strict', '--quiet', 'SHA256SUMS'], { cwd: folder });

describe('material that comes after the close', () => {
  let world: World;
  let before: { open: string; unknown: string };
  let kept: { version: number };
  const supplement = (narrative: string, unit = 'mot', task = 'summary') => world.campaigns.supplement(world.campaign, { unit, task, report: { ...EMPTY_CONTENT, narrative } });

  beforeAll(async () => {
    world = await createWorld({ participants: PEERS, tasks: '\n  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00 }' });
    const timeline = quickly(world.compiled.plan, { moment: 120, room: { [OPEN]: 3_000, [CLOSED]: 5_000 }, lag: 5_000 });
    await world.start({ timeline });
    await reached(timeline, OPEN);
    await world.campaigns.report(world.campaign, { unit: 'mot', task: 'summary', nil: true });
    before = { open: await refusal(supplement('早了')), unknown: await refusal(supplement('补', 'mot', 'sumary')) };
    await becomes('the line has closed', async () => (await world.handle('mot').describe()).status.name === 'COMPLETED');
    kept = await supplement('归档前补报。');
    await world.handle().result();
    // Where the command line looks for archives: beside its store.
    await symlink(join(world.dataDir, 'archives'), join(world.dataDir, 'store/archives'));
  });
  afterAll(() => world.end());

  test('before it is refused, with the command to use instead', () => {
    expect(before.open).toBe(`交通运输部的报送线尚未截止（11月1日（周五）09:00截止），无需补充归档。请直接报送：npx campaign report ${world.campaign} --unit mot --task summary --file 文件`);
    expect(before.unknown).toContain('可用的事项标识：summary。');
  });

  test('between close and archive it waits, and is in the archive when that is written', async () => {
    expect(kept.version).toBe(2);
    const folder = join(world.dataDir, 'archives', world.campaign);
    expect(await readFile(join(folder, 'supplement/1/reports/mot/mot/summary/v2/report.md'), 'utf8')).toContain('归档前补报。');
    await check(folder);
  });

  test('after that it is added from the command line; the archive is whole', async () => {
    const env = { TEMPORAL_ADDRESS: inject('temporal').address, CAMPAIGN_DATA: join(world.dataDir, 'store') };
    const [file, photo] = [join(world.dataDir, '补报.md'), join(world.dataDir, '现场.txt')];
    await Promise.all([writeFile(file, '---\nfigures: { 活动场次: 3 }\n---\n归档后补报。\n'), writeFile(photo, '照片说明')]);
    const added = await cli(['supplement', world.campaign, '--unit', 'mot', '--task', 'summary', '--file', file, '--attach', photo], env);
    const folder = join(world.dataDir, 'store/archives', world.campaign);
    expect(added).toMatchObject({ code: 0, stdout: `已收存 mot/summary 的补充材料（第 3 版）。\n已存入归档：${join(folder, 'supplement/2')}\n` });
    expect(await readFile(join(folder, 'supplement/2/reports/mot/mot/summary/v3/files/现场.txt'), 'utf8')).toBe('照片说明');
    await Promise.all([check(folder), check(join(folder, 'supplement/1')), check(join(folder, 'supplement/2'))]);
    const verified = await cli(['archive', world.campaign], env);
    expect(verified.stdout).toContain('归档完好');
    expect(verified.stdout).toContain('与活动记录一致');
  });
});
