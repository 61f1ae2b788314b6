import type { SentAbout } from '../../activities/letters/carried.ts';
import type { EnteredBy } from '../../campaign/line/facts.ts';
import { chineseInstant } from '../../campaign/time/chinese.ts';
import type { Purged, Removed } from '../removals.ts';
import { copiesOf } from './copies.ts';
import { print, printJson } from './output.ts';
import { showProgress } from './progress.ts';
import { archivesOf, withCampaigns } from './server.ts';
import { KINDS, ROLES } from '../words.ts';

interface Of {
  readonly digest: string;
  readonly by?: EnteredBy;
  readonly json?: true;
}

/** quarantine: stops reading, or lets it go on. */
export async function quarantine(campaign: string, { json, digest, ...options }: Of & { readonly lift?: true; readonly why?: string }): Promise<void> {
  const removed = await withCampaigns(campaign, ({ campaigns }) => campaigns.quarantine(campaign, { ...options, digest: digest.toLowerCase() }));
  if (json === true) printJson(removed);
  else print(quarantineText(removed));
}

/** purge: deletes the bytes wherever they lie, and names what cannot be called back. */
export async function purge(campaign: string, { json, digest, ...options }: Of & { readonly why: string }): Promise<void> {
  const archives = archivesOf(campaign);
  const progress = showProgress(() => '正在清除附件及其副本，并查找提到它的函件…');
  const purged = await withCampaigns(campaign, ({ campaigns, store }) => campaigns.purge(campaign, {
    ...options, digest: digest.toLowerCase(), copies: copiesOf(store, archives, campaign),
  })).finally(() => { progress.end(); });
  if (json === true) printJson(purged);
  else print(purgeText(purged));
}

/** What a quarantine came to, for people. */
function quarantineText(removed: Removed): string {
  const lifted = removed.state === 'lifted';
  const said = lifted ? '已解除隔离，可以读取。' : removed.repeated ? `此前已于${chineseInstant(removed.at)}隔离。` : '已隔离：即刻起任何人不能读取，归档和总结不收录。';
  return [
    said, ...attachedLines(removed),
    ...(lifted ? [] : ['  已经写成的归档、已下载的副本不受影响，请限制查阅；解除用 --lift，删除用 purge。']),
  ].join('\n');
}

/** What a purge came to, for people. */
function purgeText(purged: Purged<SentAbout>): string {
  const { letters, copies } = purged;
  return [
    purged.repeated ? `此前已于${chineseInstant(purged.at)}清除，本次再次核对。` : '已清除：文件已从存储中删除，只保留摘要、时间、决定者和理由。',
    ...attachedLines(purged),
    ...copies.map((path) => `  已删副本  ${path}`),
    ...(letters.length === 0 ? ['  已发函件  没有附有或提到它的'] : ['  下列函件已经发出，无法收回，请酌情联系收件人：']),
    ...letters.map(({ at, unit, role, kind, how, messageId }) => `    ${chineseInstant(at)} ${unit} ${ROLES[role]} ${KINDS[kind]}（${HOW[how]}） ${messageId}`),
    '  存储和归档的备份、已下载的副本不在本系统控制之内，请另行清除。',
  ].join('\n');
}

const HOW: Readonly<Record<SentAbout['how'], string>> = { carries: '附有该文件', names: '提到该文件', about: '关于该份材料' };

function attachedLines({ digest, attached, noted, unread }: Removed): string[] {
  return [
    `  摘要      ${digest}`,
    ...attached.map(({ unit, task, version, name }) => `  附于      ${unit}/${task} 第 ${String(version)} 版：${name}`),
    ...(noted.length === 0 ? [] : [`  已记流水  ${noted.join('、')}`]),
    ...(unread.length === 0 ? [] : [`  未能读取  ${unread.join('、')}：无法确认其中有无该附件，恢复后请再执行一次`]),
  ];
}
