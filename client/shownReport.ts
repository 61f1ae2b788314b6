import { z } from 'zod';
import { getDocument } from '../activities/store/documents.ts';
import { type Bar, listBars } from '../activities/store/removals.ts';
import { keyOf, ruleOf } from '../campaign/line/plan.ts';
import { checkReport } from '../campaign/summary/evidence.ts';
import { Report } from '../campaign/summary/report.ts';
import type { Instant } from '../campaign/time/instant.ts';
import { versionsIn } from './attached.ts';
import { keptJournal } from './journals.ts';
import type { OfTask } from './lineCommands.ts';
import { lineOf } from './plans.ts';
import { Refused } from './refused.ts';
import type { Room } from './room.ts';

/** A version of a report as its reviewer sees it. */
export interface ShownReport extends Omit<Report, 'files'> {
  readonly title: string;
  readonly version: number;
  readonly latest: number;
  readonly enteredAt: Instant;
  readonly late: boolean;
  /** What became of this version. */
  readonly state: 'submitted' | 'accepted' | 'returned' | 'withdrawn' | 'replaced';
  readonly flags: readonly string[];
  readonly missing: readonly string[];
  /** `bar`: it may not be read. */
  readonly files: readonly (Report['files'][number] & { readonly bar: Bar | null })[];
}

const after = z.object({ fact: z.enum(['reportAccepted', 'reportReturned', 'reportWithdrawn']), key: z.string(), version: z.number() });

/** The version of a report that waits for review, or the one asked for. */
export async function showReport(room: Room, campaign: string, { unit, task, version }: OfTask & { readonly version?: number }): Promise<ShownReport> {
  const line = lineOf(await room.plans.latest(campaign), unit);
  const planned = line.tasks.find((each) => each.unit === unit && each.task === task);
  if (planned === undefined) {
    const known = line.tasks.filter((each) => each.unit === unit).map((each) => each.task);
    throw new Refused(`单位 ${unit} 没有报送事项“${task}”。可用的事项标识：${known.join('、') || '无'}。`);
  }
  const journal = await keptJournal(room, campaign, line) ?? [];
  const key = keyOf({ unit, task });
  const all = versionsIn(journal).filter((each) => each.key === key);
  const found = version === undefined ? all.at(-1) : all.find((each) => each.version === version);
  if (found === undefined) {
    throw new Refused(`报送事项 ${key} ${all.length === 0 ? '还没有报送过材料' : `没有第${String(version)}版，最新为第${String(all.length)}版`}。`);
  }
  const report = await getDocument(room.store, found.report, Report);
  const { missing, flags } = checkReport(ruleOf(line, planned), report);
  const bars = await listBars(room.store);
  const became = journal.flatMap((each) => after.safeParse(each).data ?? []).findLast((each) => each.key === key && each.version === found.version);
  return {
    ...report, title: ruleOf(line, planned).title, version: found.version, latest: all.length, enteredAt: found.at, late: found.late,
    state: stateOf(became?.fact, found.settles, found.version === all.length),
    // Those noted when it came in, and those of today's rules.
    flags: [...new Set([...found.flags, ...flags])], missing,
    files: report.files.map((file) => ({ ...file, bar: bars.get(file.digest) ?? null })),
  };
}

function stateOf(fact: z.infer<typeof after>['fact'] | undefined, settled: boolean, isLatest: boolean): ShownReport['state'] {
  if (fact === 'reportReturned') return 'returned';
  if (fact === 'reportWithdrawn') return 'withdrawn';
  if (fact === 'reportAccepted' || settled) return 'accepted';
  return isLatest ? 'submitted' : 'replaced';
}
