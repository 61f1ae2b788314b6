import type { Gap } from '../../campaign/summary/annex.ts';
import type { Material } from '../../campaign/summary/consolidation.ts';
import { type ReadableReport, readable } from '../../campaign/summary/removed.ts';
import { Report } from '../../campaign/summary/report.ts';
import { unpack } from '../../campaign/line/carried.ts';
import type { Instant } from '../../campaign/time/instant.ts';
import type { CampaignHead, CampaignTells, LineRecord } from '../../workflows/contract.ts';
import { getDocument } from '../store/documents.ts';
import { listBars } from '../store/removals.ts';
import type { Contents, Digest, References } from '../store/store.ts';
import { readOr } from './reading.ts';
import { shapes } from './shapes.ts';

/** The record of a line that could be read, and where it lies. */
export interface FoundRecord {
  readonly digest: Digest;
  readonly record: LineRecord;
}

export interface CampaignMaterial {
  readonly head: CampaignHead;
  readonly records: readonly FoundRecord[];
  readonly material: Material;
  readonly gaps: readonly Gap[];
}

/** Reads what the summary is made from. Only head and plan must be there; whatever else cannot be read is a gap. */
export async function readMaterial(
  contents: Contents & References, input: { readonly head: Digest; readonly records: readonly Digest[]; readonly asOf: Instant } & CampaignTells,
): Promise<CampaignMaterial> {
  const head = await getDocument(contents, input.head, shapes.head);
  const plan = await getDocument(contents, head.plan, shapes.plan);
  const gaps: Gap[] = [];
  const records = await readRecords(contents, input.records, gaps);
  const lines: Material['lines'][number][] = [];
  const reports = new Map<string, ReadableReport>();
  const bars = await listBars(contents);
  for (const { record } of records) {
    const { line } = record;
    const slice = await readOr(contents, record.plan, shapes.line, `报送线 ${line} 的方案`, gaps) ?? plan.lines.find((each) => each.line === line);
    if (slice === undefined) continue;
    const state = unpack(record.state);
    lines.push({ plan: slice, state });
    for (const [key, task] of Object.entries(state.tasks)) {
      const stands = task.status === 'submitted' || task.status === 'accepted';
      if (!stands || task.report === undefined) continue;
      const report = await readOr(contents, task.report, Report, `${key} 的报送材料`, gaps);
      if (report !== undefined) reports.set(task.report, readable(report, bars));
    }
  }
  return { head, records, material: { plan, lines, reports, asOf: input.asOf, ...toldBy(input) }, gaps };
}

function toldBy({ concerns, adopted }: CampaignTells): CampaignTells {
  return { ...(concerns === undefined ? {} : { concerns }), ...(adopted === undefined ? {} : { adopted }) };
}

/** One record per line: of two (a line that was reset) the one closed later. In the order of the lines' ids, whatever came first. */
async function readRecords(contents: Contents, digests: readonly Digest[], gaps: Gap[]): Promise<FoundRecord[]> {
  const found = new Map<string, FoundRecord>();
  for (const digest of digests) {
    const record = await readOr(contents, digest, shapes.record, '一条报送线的结果', gaps);
    if (record === undefined) continue;
    const known = found.get(record.line);
    if (known === undefined || known.record.closedAt < record.closedAt) found.set(record.line, { digest, record });
  }
  return [...found.values()].sort((a, b) => (a.record.line < b.record.line ? -1 : 1));
}
