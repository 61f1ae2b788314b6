import { GAP_REASONS, type Gap } from '../../campaign/summary/annex.ts';
import { chineseDate } from '../../campaign/time/chinese.ts';
import { dayOf, timeOf } from '../../campaign/time/instant.ts';
import type { CampaignHead } from '../../workflows/contract.ts';
import type { Removal } from '../store/removals.ts';

/** README.txt of an archive: what lies where, how to check it, who may read it, and what is not there. */
export function readme(
  { campaign, title }: Pick<CampaignHead, 'campaign' | 'title'>, approved: boolean, gaps: readonly Gap[], removals: readonly Removal[] = [],
): string {
  return `${title} 归档（${campaign}）

本文件夹保存活动的全部过程和结果，可以脱离原系统单独阅读和核对。非涉密；内含联络员姓名、邮箱、电话等个人信息，限组织方内部保管。

目录
  definition/   活动方案（JSON）：要求谁、何时、报送什么；lines/ 为各报送线结束时所用的方案
  reports/      报送材料：参与单位/单位/事项/版本；report.md 供阅读，report.json 为系统保存的原文，files/ 为附件
  letters/      发出并被对方邮件服务器接收的每一封函件（.eml，可用邮件软件打开），按应发日期分文件夹
  journal/      流水：每条报送线发生的每一件事，一行一条；_campaign.jsonl 为活动整体
  records/      每条报送线结束时的状态
  texts/        流水中以摘要引用的文字（审核意见、理由、通知、总结稿）
  ledger.jsonl  发函台账（不含地址）；receipts.jsonl 为每份回执出示前的时间，毫秒
  summary.md    全国总结${approved ? '（已批准）' : '（尚未批准）'}；没有此文件表示尚未形成
  annex.md      内部附件：未反馈、待核实等，仅供组织方，不随总结发送
  figures.json  汇总数据
  personal/     限制查阅：通讯录、转办联络员、带地址的发函台账。移交他人前应先移除此文件夹；letters/ 和 reports/ 中也有姓名和地址
  purged.jsonl  归档之后按规定清除的文件，及 SHA256SUMS 中因此改动的各行原来的值；没有此文件表示未清除过
  supplement/   归档之后补充的内容，按次编号，各有自己的 SHA256SUMS；有则以编号大的为准

核对
  Linux、macOS：在本文件夹执行 sha256sum -c SHA256SUMS（macOS 为 shasum -a 256 -c SHA256SUMS）。全部为 OK 即与归档时一致。
  Windows：PowerShell 中 Get-FileHash 文件名，与 SHA256SUMS 中的值比较。
  SHA256SUMS 本身的 sha256 值记录在活动流程的结果中（npx campaign status ${campaign}）。
  report.json 的 sha256 值即流水中 reportSubmitted 所载的 report：每一份已出示回执的材料都可据此找到。

归档时缺少的内容
${gapLines(gaps.filter(({ digest }) => !removals.some(({ file }) => file === digest)))}${removalSection(removals)}`;
}

const HEADING = '\n按规定清除或隔离的内容\n';
const ROLES: Readonly<Record<Removal['by'], string>> = { contact: '联络员', lead: '牵头单位', organiser: '组织方', reviewer: '审核人', administrator: '管理员', public: '公众' };

/** The same text with what was removed by now. */
export function withRemovals(text: string, removals: readonly Removal[]): string {
  const [kept = ''] = text.split(HEADING);
  return `${kept}${removalSection(removals)}`;
}

function removalSection(removals: readonly Removal[]): string {
  if (removals.length === 0) return '';
  const lines = removals.map(({ file, state, at, by, why, of }) => {
    const places = of.map(({ key, version }) => `${key} 第${String(version)}版`).join('、');
    const reason = why === undefined ? '' : `；理由见 texts/${why}.json`;
    return `  ${chineseDate(dayOf(at))}${timeOf(at)} ${ROLES[by]}${state === 'quarantined' ? '隔离' : '清除'} ${file}（${places}的附件）${reason}\n`;
  });
  return `${HEADING}${lines.join('')}`;
}

/** Each content once, under the first name it was asked for by. */
function gapLines(gaps: readonly Gap[]): string {
  const named = new Map<string, string>();
  for (const { what, digest, why } of gaps) {
    const known = digest === '' ? what : digest;
    if (!named.has(known)) named.set(known, `  ${what}：${GAP_REASONS[why]}${digest === '' ? '' : ` ${digest}`}\n`);
  }
  return named.size === 0 ? '  无\n' : [...named.values()].join('');
}
