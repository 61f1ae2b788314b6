import type { Digest, References } from './store.ts';
import { compare } from '../../campaign/line/compare.ts';
import { keyOf, participantOf } from '../../campaign/line/plan.ts';

/** Material that came after its line had closed: it goes to the archive's supplement, at the latest when the archive is written. */
export interface LateReport {
  readonly campaign: string;
  readonly line: string;
  /** `unit/task`. */
  readonly key: string;
  readonly version: number;
  readonly report: Digest;
}

const prefixOf = (campaign: string): string => `campaigns/${campaign}/supplements`;

/** Keeps it under the first free version from `version` on, and says which; whoever else does so at the same time gets another one. */
export async function keepLateReport(store: References, late: LateReport): Promise<number> {
  for (let { version } = late; ; version++) {
    if (await store.createReference(`${prefixOf(late.campaign)}/${late.key}/${String(version)}`, late.report)) return version;
  }
}

/** Everything that came late, by unit, task and version. */
export async function lateReports(store: References, campaign: string): Promise<LateReport[]> {
  const names = await store.listReferences(prefixOf(campaign));
  const found = await Promise.all(names.map(async (name) => {
    const [unit = '', task = '', version = ''] = name.slice(prefixOf(campaign).length + 1).split('/');
    const report = await store.getReference(name);
    const line = participantOf(unit);
    return report === undefined ? [] : [{ campaign, line, key: keyOf({ unit, task }), version: Number(version), report }];
  }));
  return found.flat().sort((a, b) => compare(a.key, b.key) || a.version - b.version);
}
