import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST } from '../../activities/documents/manifest.ts';
import { originalDigest, readPurged } from '../../activities/documents/purged.ts';
import { safeName } from '../../activities/documents/names.ts';
import { type Difference, digestOfFile, verifyArchive } from '../../activities/documents/verify.ts';
import { Refused } from '../refused.ts';
import { DONE, REFUSED } from './errors.ts';
import { print, printAside, printJson } from './output.ts';
import { showProgress } from './progress.ts';
import { archivesOf, withCampaigns } from './server.ts';

const WORDS: Readonly<Record<Difference['what'], string>> = {
  missing: '缺少', changed: '内容已改变', unlisted: '不在清单中', 'not-a-file': '不是普通文件', manifest: '清单缺失或已损坏',
};

/** Verifies the archive of a campaign, byte by byte, and that it is the one which the campaign itself noted. */
export async function archive(campaign: string, json: boolean): Promise<number> {
  const folder = join(archivesOf(campaign), safeName(campaign));
  if (!await access(folder).then(() => true, () => false)) {
    throw new Refused(`没有活动“${campaign}”的归档（${folder}）。归档在活动的归档日自动生成；请用 status 查看阶段，或核对 CAMPAIGN_DATA。`);
  }
  const progress = showProgress(() => '正在逐个核对归档文件…');
  const differences = await verifyArchive(folder).finally(() => { progress.end(); });
  const found = await digestOfFile(join(folder, MANIFEST)).catch(() => null);
  const noted = await notedBy(campaign);
  // What was purged since changes the list, and nothing else may: put back, its lines give the list that the campaign noted.
  const purged = await readPurged(folder);
  const original = purged.length === 0 ? found : await originalDigest(folder) ?? null;
  const ok = differences.length === 0 && (noted === undefined || noted === original);
  if (json) printJson({ campaign, folder, archive: found, noted: noted ?? null, ok, differences, purged: purged.map(({ file, at, by }) => ({ file, at, by })) });
  else if (ok) print(`归档完好：${folder}`, `清单摘要 ${found ?? ''}${noted === undefined ? '（未能与活动记录核对：连不上服务，或记录已过保留期）' : '，与活动记录一致'}`, ...(purged.length === 0 ? [] : [`归档后已按规定清除 ${String(purged.length)} 个文件（purged.jsonl），不是缺失。`]));
  else printAside(...differences.map(({ path, what }) => `${path}：${WORDS[what]}`), ...differ(original, noted), '归档与清单不符。请勿修改归档，从备份恢复后再核验。');
  return ok ? DONE : REFUSED;
}

function differ(found: string | null, noted: string | undefined): string[] {
  return noted === undefined || noted === found ? [] : [`清单摘要为 ${found ?? '（无）'}，而活动记录的是 ${noted}`];
}

/** The digest that the campaign noted when it archived; undefined if nobody can be asked any more. */
async function notedBy(campaign: string): Promise<string | undefined> {
  try {
    return (await withCampaigns(campaign, ({ campaigns }) => campaigns.status(campaign))).archive ?? undefined;
  } catch (error) {
    if (error instanceof Error && (error.name === 'Refused' || error.name === 'TemporalUnavailable')) return undefined;
    throw error;
  }
}
