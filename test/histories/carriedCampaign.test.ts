import { describe, expect, it } from 'vitest';
import { CAMPAIGN_STATE_VERSION, campaignStateOf } from '../../workflows/campaign/carry.ts';
import type { CampaignCarried } from '../../workflows/contract.ts';
import { instant } from '../../campaign/time/instant.ts';

const NOW = instant('2024-09-02T08:59:58+08:00');
const ASSIGN = { at: instant('2024-09-23T09:00:00+08:00'), kind: 'assign', as: 'contact', letters: 2 } as const;

/** As version 0.1.0 carried it on: the letters ahead of a line stand in its row of news. Its recorded histories have it in full. */
const carried: CampaignCarried = {
  now: NOW, started: [], allStarted: true, journal: { chunk: null, count: 2 }, seen: [],
  state: { version: 1, phase: 'scheduled', mailings: [], news: {}, pending: [] },
  news: {
    fields: ['line', 'asOf', 'revision', 'overdue', 'level', 'attention', 'uncountersigned', 'promised', 'ahead', 'number', 'due', 'onTime', 'late', 'exempt', 'missing', 'open', 'returned', 'nil', 'onPaper'],
    values: ['silent', NOW, 1, 0, null, [], [ASSIGN], 17, 'guided', []],
    rows: [[1, 2, 3, 4, 5, 6, 4, 5, 7, 8, 3, 4, 4, 4, 4, 3, 4, 4, 4], [9, 2, 3, 4, 5, 6, 4, 5, 10, 8, 3, 4, 4, 4, 4, 3, 4, 4, 4]],
  },
  pending: { fields: [], values: [], rows: [] },
};
/** Of the head only its lines are looked at. */
const head = { lines: [] } as unknown as Parameters<typeof campaignStateOf>[1];

describe('what a campaign of an older build carried on', () => {
  it('keeps the letters ahead: tomorrow’s list would not leave without them', () => {
    const { news, version } = campaignStateOf(carried, head);
    expect(Object.values(news).map(({ line, number, ahead }) => ({ line, number, ahead }))).toEqual([
      { line: 'silent', number: 17, ahead: [ASSIGN] }, { line: 'guided', number: 17, ahead: [] },
    ]);
    expect(version).toBe(CAMPAIGN_STATE_VERSION);
  });

  it('of a newer build is refused in a sentence', () => {
    const newer = { ...carried, state: { ...carried.state, version: CAMPAIGN_STATE_VERSION + 1 } };
    expect(() => campaignStateOf(newer, head)).toThrow(/^campaign state of version 3 is not known here \(1 to 2\); start the newer worker, nothing is lost meanwhile$/);
  });
});
