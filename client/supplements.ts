import { isStopped } from '../activities/store/campaignStore.ts';
import { closedTasks } from '../activities/store/closedLines.ts';
import { putDocument } from '../activities/store/documents.ts';
import type { StoredFile } from '../activities/store/files.ts';
import { type LateReport, keepLateReport } from '../activities/store/supplements.ts';
import { type LinePlan, keyOf } from '../campaign/line/plan.ts';
import { chinese } from '../campaign/line/refusals.ts';
import type { ReportContent } from '../campaign/summary/report.ts';
import { chineseInstant } from '../campaign/time/chinese.ts';
import { whyGone } from './gone.ts';
import { lineOf } from './plans.ts';
import { Refused } from './refused.ts';
import { contentOf } from './reports.ts';
import type { Room } from './room.ts';
import { explained, isGone } from './serverErrors.ts';
import { askLine } from './statuses.ts';

interface LateMaterial {
  readonly unit: string;
  readonly task: string;
  readonly report: ReportContent;
  /** Stored before, by `storeFile`. */
  readonly files?: readonly StoredFile[];
}

/**
 * 补充材料: what comes after its line has closed changes no figure; it is kept for the archive's supplement. The line is over, so
 * there is no fact of it: the reference in the store is the record.
 */
export async function keepSupplement(room: Room, campaign: string, { unit, task, report, files = [] }: LateMaterial): Promise<LateReport> {
  const line = lineOf(await room.plans.latest(campaign), unit);
  requireTask(line, unit, task);
  if (await isStopped(room.store, campaign)) throw new Refused(`活动 ${campaign} 已取消，没有归档，不再补充材料。`);
  const key = keyOf({ unit, task });
  const versions = await closedVersions(room, campaign, line, key);
  if (versions === undefined) {
    throw new Refused(`${line.name}的报送线尚未截止（${chineseInstant(line.close)}截止），无需补充归档。请直接报送：npx campaign report ${campaign} --unit ${unit} --task ${task} --file 文件`);
  }
  const content = await contentOf(room.store, { unit, task, report, files });
  const digest = await putDocument(room.store, content, { guessable: true });
  const late = { campaign, line: line.line, key, version: versions + 1, report: digest };
  return { ...late, version: await keepLateReport(room.store, late) };
}

function requireTask(line: LinePlan, unit: string, task: string): void {
  if (!line.units.some(({ id }) => id === unit)) throw new Refused(chinese.unknownUnit(line.name, line.units.map(({ id }) => id)));
  const known = line.tasks.filter((each) => each.unit === unit).map((each) => each.task);
  if (!known.includes(task)) throw new Refused(chinese.unknownTask(unit, known));
}

/** How many versions the line took until it closed; undefined while it is open. */
async function closedVersions(room: Room, campaign: string, line: LinePlan, key: string): Promise<number | undefined> {
  const closed = await closedTasks(room.store, campaign, line.line);
  if (closed !== undefined) return closed[key]?.versions ?? 0;
  try {
    const status = await askLine(room, campaign, line.line);
    return status?.closed === true ? status.tasks.find((task) => keyOf(task) === key)?.versions ?? 0 : undefined;
  } catch (error) {
    throw isGone(error) ? (await whyGone(room, campaign, line)).reason : explained(error);
  }
}
