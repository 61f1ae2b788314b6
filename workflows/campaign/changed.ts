import type { Changed, Since } from '../contract.ts';
import type { CampaignRun } from './campaignRun.ts';

/**
 * Which lines have told something new since, so that who watches a thousand asks only those again. Counted in memory: who comes with the
 * number of another run, or with one that this run never gave, looks at everything once more.
 */
export function changedSince(run: CampaignRun, id: string, since: unknown): Changed {
  const { changes, heardAt, notedAt, head } = run;
  const from = isSince(since) && since.run === id && since.number <= changes ? since.number : undefined;
  return {
    run: id, number: changes,
    lines: from === undefined ? head.lines.map(({ line }) => line) : [...heardAt].flatMap(([line, at]) => (at > from ? [line] : [])),
    campaign: from === undefined || notedAt > from,
  };
}

function isSince(input: unknown): input is Since {
  return typeof input === 'object' && input !== null && 'run' in input && 'number' in input && typeof input.number === 'number';
}
