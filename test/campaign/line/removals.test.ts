import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply } from '../../../campaign/line/apply.ts';
import { pack, unpack } from '../../../campaign/line/carried.ts';
import type { Command } from '../../../campaign/line/commands.ts';
import { REMEMBERED } from '../../../campaign/line/removals.ts';
import { Story, refusal, when } from './fixture.ts';

const of = { unit: 'mot', task: 'summary', by: 'organiser' } as const;
const file = 'f'.repeat(64);
const why = 'e'.repeat(64);
const quarantine: Command = { command: 'quarantineFile', ...of, file, lift: false };
const lift: Command = { ...quarantine, lift: true };
const purge: Command = { command: 'purgeFile', ...of, file, why };

function reported(): Story {
  const story = new Story();
  story.report('2024-10-10 10:00');
  return story;
}

describe('an attached file', () => {
  test('is quarantined, let go, and purged; every step is a fact that names digests and a role only', () => {
    const story = reported();
    const fact = { key: 'mot/summary', file, by: 'organiser' };
    expect(story.at('2024-10-11 10:00', { ...quarantine, why })).toEqual([{ fact: 'fileQuarantined', at: when('2024-10-11 10:00'), ...fact, why }]);
    expect(story.at('2024-10-11 11:00', lift)).toEqual([{ fact: 'quarantineLifted', at: when('2024-10-11 11:00'), ...fact }]);
    expect(story.at('2024-10-11 12:00', purge)).toEqual([{ fact: 'filePurged', at: when('2024-10-11 12:00'), ...fact, why }]);
    expect(story.state.removals).toEqual({ [file]: { purged: when('2024-10-11 12:00') } });
  });

  test('purged out of quarantine is purged', () => {
    const story = reported();
    story.at('2024-10-11 10:00', quarantine);
    expect(story.at('2024-10-11 11:00', purge)).toMatchObject([{ fact: 'filePurged' }]);
  });

  test('what makes no sense is refused and says since when', () => {
    const story = reported();
    expect(refusal(story.at('2024-10-11 09:00', lift))).toContain('没有隔离');
    story.at('2024-10-11 10:00', quarantine);
    expect(refusal(story.at('2024-10-11 11:00', quarantine))).toContain('已于10月11日（周五）10:00隔离');
    story.at('2024-10-11 12:00', purge);
    for (const again of [purge, quarantine, lift]) expect(refusal(story.at('2024-10-11 13:00', again))).toContain('已于10月11日（周五）12:00清除');
    expect(refusal(new Story().at('2024-10-11 09:00', purge))).toContain('还没有报送过材料');
    expect(refusal(reported().at('2024-10-11 09:00', { ...purge, task: 'none' }))).toContain('没有这个报送事项');
  });

  test('changes nothing about the task: neither its state nor what is owed', () => {
    const story = reported();
    const before = story.task();
    story.at('2024-10-11 10:00', purge);
    expect(story.task()).toEqual(before);
  });
});

test('whatever is removed, a line remembers the latest and stays small; it is carried on as it is', () => {
  const digest = fc.integer({ min: 0, max: 300 }).map((number) => String(number).padStart(64, '0'));
  fc.assert(fc.property(fc.array(fc.tuple(digest, fc.constantFrom('fileQuarantined', 'quarantineLifted', 'filePurged')), { maxLength: 600 }), (all) => {
    const state = all.reduce((before, [each, fact]) => (
      apply(before, { fact, at: when('2024-10-11 10:00'), key: 'mot/summary', file: each, why, by: 'organiser' })), reported().state);
    const known = Object.entries(state.removals ?? {});
    expect(known.length).toBeLessThanOrEqual(REMEMBERED);
    expect(JSON.stringify(known).length).toBeLessThan(32 * 1024);
    const last = all.at(-1);
    if (last !== undefined) expect(state.removals?.[last[0]] === undefined).toBe(last[1] === 'quarantineLifted');
    expect(unpack(pack(state))).toEqual(state);
  }), { numRuns: 30 });
});
