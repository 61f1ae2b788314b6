import { listCampaigns, readLatest } from '../activities/store/campaignStore.ts';
import { isDocument } from '../activities/store/documents.ts';
import { StoreError } from '../activities/store/errors.ts';
import type { Digest } from '../activities/store/store.ts';
import { type OnLine, findFile } from './attached.ts';
import { Refused } from './refused.ts';
import type { Room } from './room.ts';

/**
 * The digest is a file attached to a report of this campaign, or the command is refused and says what it is instead. A document of ours is
 * refused even where it was attached: a unit could send the plan's own bytes as a file, and purging that would purge the plan.
 */
export async function requireAttached(room: Room, campaign: string, digest: Digest, found: readonly OnLine[]): Promise<void> {
  const [report] = found.flatMap(({ isReport }) => isReport);
  if (report !== undefined) {
    throw new Refused(
      `${digest} 是报送材料本身（${report.key} 第${String(report.version)}版），不是附件：它是回执的依据，不能隔离或清除。`
      + '请用 review --return 请单位报送更正的版本；其中的附件可以单独清除，摘要可用 review 列出。',
    );
  }
  for (const [what, name] of [['plan', '活动方案'], ['roster', '通讯录']] as const) {
    if (await readLatest(room.store, campaign, what) === digest) throw ours(digest, name);
  }
  if (await isOurs(room, digest)) throw ours(digest, '系统自身的文件（方案、流水、审核意见等）');
  if (found.some(({ attached }) => attached.length > 0)) return;
  const unread = found.flatMap((each) => each.unread);
  const doubt = unread.length === 0 ? '' : `另有内容未能读取，无法排除在其中：${unread.slice(0, 5).join('、')}。`;
  if (!await room.store.has(digest)) throw new Refused(`存储中没有 ${digest}，活动 ${campaign} 的材料也没有引用它。请核对摘要（review 可列出附件）。${doubt}`);
  const other = await attachedElsewhere(room, campaign, digest);
  throw new Refused(other === undefined
    ? `${digest} 不是活动 ${campaign} 任何材料的附件：可能是已发函件，或上传后没有报送的文件。附件的摘要可用 review 列出。${doubt}`
    : `${digest} 是另一活动 ${other} 的附件，不是 ${campaign} 的。请写 ${other} 重试。`);
}

function ours(digest: Digest, what: string): Refused {
  return new Refused(`${digest} 是${what}，不是附件，不能隔离或清除。材料有误请用 review --return 请单位报送更正的版本；方案、通讯录有误请修改定义。`);
}

/** False for what cannot be read any more: quarantined or purged as a file already. */
async function isOurs({ store }: Room, digest: Digest): Promise<boolean> {
  try {
    return await isDocument(store, digest);
  } catch (error) {
    if (error instanceof StoreError) return false;
    throw error;
  }
}

async function attachedElsewhere(room: Room, campaign: string, digest: Digest): Promise<string | undefined> {
  for (const other of (await listCampaigns(room.store)).filter((each) => each !== campaign)) {
    if ((await findFile(room, other, digest)).some(({ attached }) => attached.length > 0)) return other;
  }
  return undefined;
}
