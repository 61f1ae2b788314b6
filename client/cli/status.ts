import { compare } from '../../campaign/line/compare.ts';
import { numbersOf, openConcerns } from '../../campaign/line/concerns.ts';
import { chineseInstant } from '../../campaign/time/chinese.ts';
import type { Instant } from '../../campaign/time/instant.ts';
import { readEnvironment } from '../../config/environment.ts';
import type { CampaignStatus, LineStatus } from '../../workflows/contract.ts';
import type { Listed } from '../statuses.ts';
import { print, printJson } from './output.ts';
import { listRehearsals, withCampaigns } from './server.ts';
import { table } from './width.ts';
import { LEVELS, STATES, attentionText, flagsText, phaseText } from '../words.ts';

/** Shows one campaign, or all there are. */
export async function status(campaign: string | undefined, json: boolean): Promise<void> {
  if (campaign === undefined) {
    const all = await withCampaigns(undefined, ({ campaigns }) => campaigns.list());
    const rehearsals = await listRehearsals(readEnvironment());
    if (json) printJson({ campaigns: all.map(listedJson), rehearsals });
    else print(all.length === 0 ? '本数据目录还没有启动过活动。启动：npx campaign start 定义' : listText(all), ...rehearsalsText(rehearsals));
    return;
  }
  const { whole, lines } = await withCampaigns(campaign, async ({ campaigns }) => {
    const found = await campaigns.status(campaign);
    return { whole: found, lines: await campaigns.lineStatuses(campaign, found.asOf) };
  });
  if (json) printJson(statusJson(whole, lines));
  else print(statusText(whole, lines));
}

const REHEARSALS_SHOWN = 5;

/** Rehearsals are no campaigns, but every command works on them too. */
function rehearsalsText(rehearsals: readonly string[]): string[] {
  if (rehearsals.length === 0) return [];
  return ['', `演练（${String(rehearsals.length)} 次，最近的在前；命令中写演练编号即可查看、办理）：`, ...rehearsals.slice(0, REHEARSALS_SHOWN).map((name) => `  ${name}`)];
}

/** The contract of `status --json`: exactly these keys, and once the plan was amended how far the lines follow it. */
function statusJson({ campaign, phase, asOf, revision, following }: CampaignStatus, lines: readonly LineStatus[]): unknown {
  const tasks = lines.flatMap((line) => line.tasks)
    .map(({ unit, task, due, state, late, level }) => ({ unit, task, due, state, late, level }));
  return { campaign, phase, asOf, tasks, ...(revision === 1 || following === undefined ? {} : { plan: { revision, ...following } }) };
}

/** A campaign for people: the figures, what needs somebody, every task. */
function statusText(whole: CampaignStatus, lines: readonly LineStatus[]): string {
  const { figures } = whole;
  const heading = `${whole.title}（${whole.campaign}）　${phaseText(whole.phase)}阶段　截至 ${chineseInstant(whole.asOf)}`;
  const counts = `应报 ${String(figures.due)}　按时 ${String(figures.onTime)}　逾期报送 ${String(figures.late)}　免报 ${String(figures.exempt)}`
    + `　未报 ${String(figures.missing)}　待报 ${String(figures.open)}　退回补充 ${String(figures.returned)}`;
  const attention = lines.filter((line) => line.attention.length > 0).map((line) => `  ${line.name}：${attentionText(line.attention)}`);
  const waiting = waitingRows(lines, whole.asOf);
  const rows = lines.flatMap((line) => line.tasks.map((task) => [
    task.unit, line.name, task.task, task.title, chineseInstant(task.due), STATES[task.state], task.late ? '逾期' : '', task.level === null ? '' : LEVELS[task.level],
  ]));
  const concerns = openConcerns(whole.concerns);
  return [
    heading, counts, ...followingText(whole), ...(whole.held ? ['※ 发函已暂停（unhold 恢复）'] : []),
    ...(concerns.length === 0 ? [] : [`※ ${numbersOf(concerns)}反映问题${whole.phase === 'archive' ? '到归档时仍未答复' : '待答复（concern 查看和答复）'}`]),
    ...(attention.length === 0 ? [] : ['', '需要处理：', ...attention]),
    ...(waiting.length === 0 ? [] : ['', `等待办理（${String(waiting.length)} 项，等得最久的在前）：`, table(['事由', '单位', '事项', '等待自', '办理', '时限'], waiting)]),
    ...flagged(lines),
    '', table(['单位', '报送线', '事项', '名称', '期限', '状态', '逾期', '层级'], rows),
  ].join('\n');
}

function followingText({ revision, following }: CampaignStatus): string[] {
  if (revision === 1 || following === undefined || following.of === 0) return []; // 0: every line has closed
  return [`方案第 ${String(revision)} 版：${String(following.of)} 条报送线中已有 ${String(following.lines)} 条按此运行`];
}

/** Reports with something to verify: not ticked, or contradicting itself. */
function flagged(lines: readonly LineStatus[]): string[] {
  const rows = lines.flatMap(({ tasks }) => tasks).flatMap(({ unit, task, flags = [] }) => (flags.length === 0 ? [] : [`  ${unit}/${task}：${flagsText(flags)}`]));
  return rows.length === 0 ? [] : ['', '请核对（review 查看材料）：', ...rows];
}

/** What waits for a review, a release or an answer, and since when; longest first. */
function waitingRows(lines: readonly LineStatus[], asOf: Instant): string[][] {
  return lines.flatMap((line) => (line.waiting ?? []).map((each) => ({
    ...each, line, title: line.tasks.find(({ unit, task }) => unit === each.unit && task === each.task)?.title ?? each.task,
  }))).sort((a, b) => compare(a.since, b.since)).map(({ what, unit, title, since, who, until, line }) => [
    WAITING[what], unit, title, chineseInstant(since), who === 'office' ? '本局' : line.name,
    until === undefined ? '' : until < asOf ? '已超期' : `${what === 'release' ? '最迟' : '应于'} ${chineseInstant(until)}`,
  ]);
}

function listText(all: readonly Listed[]): string {
  return table(['活动', '名称', '阶段', '应报', '已报', '发函'], all.map(({ campaign, title, marker, status: whole }) => [
    campaign, title, whole === undefined ? '（服务中没有）' : phaseText(whole.phase), String(whole?.figures.due ?? ''),
    whole === undefined ? '' : String(whole.figures.onTime + whole.figures.late), MARKERS[marker],
  ]));
}

const WAITING = { review: '待审核', release: '待批准提请', extension: '待答复延期' } as const;
const MARKERS = { running: '正常', held: '暂停', stopped: '已取消' } as const;

function listedJson({ campaign, title, marker, status: whole }: Listed): unknown {
  return { campaign, title, marker, phase: whole?.phase ?? null, asOf: whole?.asOf ?? null };
}
