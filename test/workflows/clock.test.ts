import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lineOf, when } from '../campaign/line/fixture.ts';
import { planAdopter } from '../../activities/adoptPlan.ts';
import { isSendingTime, standsUntil } from '../../campaign/time/sendingHours.ts';
import { toMillis } from '../../campaign/time/instant.ts';
import { byIds } from '../../workflows/campaign/carry.ts';
import { createClock } from '../../workflows/clock.ts';
import type { CampaignCarried } from '../../workflows/contract.ts';
import { tabulate } from '../../workflows/packing.ts';

const ms = (text: string) => Date.parse(when(text));

beforeEach(() => { vi.useFakeTimers({ toFake: ['Date'], now: ms('2024-10-14 17:25') }); });
afterEach(() => { vi.useRealTimers(); });

describe('the instant at which a command counts', () => {
  it('is never before that of an earlier one, though the facades’ clocks differ; the next run knows', () => {
    const clock = createClock(null);
    vi.setSystemTime(ms('2024-10-14 17:39:08'));
    expect(clock.entered(ms('2024-10-14 17:39:05'))).toBe(when('2024-10-14 17:39:05'));
    expect(clock.entered(ms('2024-10-14 17:30'))).toBe(when('2024-10-14 17:39:05'));
    const next = createClock(null, when('2024-10-14 17:39:00'), Date.now(), clock.lastAsked());
    expect(next.entered(ms('2024-10-14 17:30'))).toBe(when('2024-10-14 17:39:05'));
  });

  it('is not moved by who only looks', () => {
    const clock = createClock(null);
    vi.setSystemTime(ms('2024-10-14 17:40'));
    expect(clock.entered()).toBe(when('2024-10-14 17:40'));
    expect(clock.entered(ms('2024-10-14 17:30'))).toBe(when('2024-10-14 17:30'));
  });
});

describe('how long a decision to send stands', () => {
  const { sending, calendar } = lineOf();

  it('within the sending hours, however long the mailing takes', () => {
    const clock = createClock(null);
    vi.setSystemTime(ms('2024-10-14 17:50'));
    expect(isSendingTime(calendar, sending, clock.now())).toBe(true);
    expect(clock.stands(standsUntil(sending, clock.now()))).toBe(ms('2024-10-14 17:30'));
  });

  it('in a rehearsal, where half an hour may be nothing, long enough for a batch', () => {
    const clock = createClock({ points: [{ nominal: toMillis(when('2024-10-14 17:25')), real: Date.now() - 600_000 }] });
    expect(clock.stands(when('2024-10-14 17:30'))).toBeGreaterThanOrEqual(Date.now() + 60_000);
  });
});

describe('a campaign that was ended before it had read its plan', () => {
  const carried = (line: string | number): CampaignCarried => ({
    started: [], journal: { chunk: null, count: 0 }, seen: [], state: { version: 2, phase: '', news: {}, pending: [], mailings: [] }, news: tabulate([{ line, number: 1 }]),
  });

  it('gives no news away by its place: another plan has another line there', () => {
    expect(() => byIds(carried(0))).toThrow(/has not read its plan yet/);
    expect(byIds(carried('mot'))).toEqual(carried('mot'));
  });
});

describe('an amendment carried out again after a Reset', () => {
  const named: string[] = [];
  const digest = (letter: string) => letter.repeat(64);
  const at = (latest: number) => {
    const store = {
      has: () => Promise.resolve(true), getReference: () => Promise.resolve(digest('a')),
      setReference: (name: string) => { named.push(name); return Promise.resolve(); }, createReference: () => Promise.resolve(true),
    };
    const head = { campaign: 'q', revision: 2, roster: digest('b'), definition: digest('c'), plan: digest('d') };
    const plans = { head: () => Promise.resolve(head), campaign: () => Promise.resolve({ revision: latest }) };
    return planAdopter(store as never, plans as never)({ campaign: 'q', head: digest('e'), revision: 2 });
  };

  it('leaves the latest plan the latest', async () => {
    expect(await at(3)).toMatchObject({ revision: 2 });
    expect(named).toEqual([]);
    await at(1);
    expect(named).toContain('campaigns/q/plan');
  });
});
