import { z } from 'zod';
import { getDocument } from '../activities/store/documents.ts';
import { StoreError } from '../activities/store/errors.ts';
import { instant } from '../activities/store/shapes.ts';
import type { Digest } from '../activities/store/store.ts';
import { lateReports } from '../activities/store/supplements.ts';
import type { LinePlan } from '../campaign/line/plan.ts';
import { Report } from '../campaign/summary/report.ts';
import type { Instant } from '../campaign/time/instant.ts';
import type { JournalEntry } from './answers.ts';
import { keptJournal } from './journals.ts';
import { inGroups } from './lineQueue.ts';
import type { Room } from './room.ts';

/** Where a file is attached: a version of a report. */
export interface Attached {
  readonly unit: string;
  readonly task: string;
  readonly version: number;
  readonly name: string;
  readonly size: number;
}

/** What a line's journal tells of a file. */
export interface OnLine {
  readonly line: LinePlan;
  readonly attached: readonly Attached[];
  /** The versions that the digest itself is, when it is no file but a report. */
  readonly isReport: readonly { readonly key: string; readonly version: number }[];
  readonly quarantined?: Instant;
  readonly purged?: Instant;
  /** Journal or reports that could not be read: the file may be in them. */
  readonly unread: readonly string[];
}

const JOURNALS = 20;
const submitted = z.object({
  fact: z.literal('reportSubmitted'), at: instant, key: z.string(), version: z.number(), report: z.string(),
  late: z.boolean(), settles: z.boolean(), flags: z.array(z.string()),
});
const removed = z.object({ fact: z.enum(['fileQuarantined', 'quarantineLifted', 'filePurged']), at: instant, file: z.string() });

/** Looks for a file in every version of every report: the lines' journals know them all, their states only the latest; the store what came late. */
export async function findFile(room: Room, campaign: string, file: Digest): Promise<OnLine[]> {
  const { lines } = await room.plans.latest(campaign);
  const late = await lateReports(room.store, campaign);
  return inGroups(lines, JOURNALS, async (line) => {
    const journal = await keptJournal(room, campaign, line);
    const found = await inReports(room, [...versionsIn(journal ?? []), ...late.filter((each) => each.line === line.line)], file);
    if (journal === undefined) return { line, ...found, unread: [`报送线 ${line.line} 的流水`, ...found.unread] };
    return { line, ...found, ...removalIn(journal, file) };
  });
}

/** Every version a journal tells of. */
export function versionsIn(journal: readonly JournalEntry[]) {
  return journal.flatMap((fact) => submitted.safeParse(fact).data ?? []);
}

async function inReports({ store }: Room, versions: readonly Pick<ReturnType<typeof versionsIn>[number], 'key' | 'version' | 'report'>[], file: Digest) {
  const attached: Attached[] = [];
  const isReport: { key: string; version: number }[] = [];
  const unread: string[] = [];
  for (const { key, version, report } of versions) {
    if (report === file) isReport.push({ key, version });
    try {
      const { files, unit, task } = await getDocument(store, report, Report);
      const own = files.filter(({ digest }) => digest === file);
      attached.push(...own.map(({ name, size }) => ({ unit, task, version, name, size })));
    } catch (error) {
      if (!(error instanceof StoreError) && !(error instanceof z.ZodError)) throw error;
      unread.push(`${key} 第${String(version)}版`);
    }
  }
  return { attached, isReport, unread };
}

/** The last word of a journal on a file. */
function removalIn(journal: readonly JournalEntry[], file: Digest): Pick<OnLine, 'quarantined' | 'purged'> {
  const last = journal.flatMap((fact) => removed.safeParse(fact).data ?? []).findLast((fact) => fact.file === file);
  if (last === undefined || last.fact === 'quarantineLifted') return {};
  return last.fact === 'filePurged' ? { purged: last.at } : { quarantined: last.at };
}
