import { describe, expect, test } from 'vitest';
import type { Command } from '../../../campaign/line/commands.ts';
import type { Relation } from '../../../campaign/line/letter.ts';
import { type LineSketch, entry, when } from './fixture.ts';
import { live, told, toldFrom } from './tell.ts';

const units = [{ id: 'sd', name: '山东' }, { id: 'sd.jinan', name: '济南' }, { id: 'sd.qingdao', name: '青岛' }];

/** Two cities due on Saturday 12 October 17:00: overdue on Tuesday 15, the province told on Wednesday 16 and Friday 18. */
function province(own: LineSketch['tasks'] = {}, relation: Relation = 'guided'): LineSketch {
  const city = { due: '2024-10-12 17:00' };
  return { line: 'sd', relation, units, tasks: { jinan: { unit: 'sd.jinan', ...city }, qingdao: { unit: 'sd.qingdao', ...city }, ...own } };
}

describe('subordinate units', () => {
  test('are chased in their own name; of their delay the participant’s contact is told, as a superior, in one letter', () => {
    expect(toldFrom('10-15', live(province()))).toEqual([
      '10-15 09:00 sd.jinan contact overdue: sd.jinan/jinan T+2', '10-15 09:00 sd.qingdao contact overdue: sd.qingdao/qingdao T+2',
      '10-16 09:00 sd superior escalate: sd.jinan/jinan T+3, sd.qingdao/qingdao T+3',
      '10-18 09:00 sd superior escalate: sd.jinan/jinan T+5, sd.qingdao/qingdao T+5',
    ]);
  });

  test('with items of its own at that moment, it gets one letter as contact, of the kind of its own', () => {
    // The province’s own T-1 is Wednesday 16 October.
    const own = { own: { due: '2024-10-17 17:00' } };
    expect(toldFrom('10-16', live(province(own)))).toContain('10-16 09:00 sd contact remind: own T-1, sd.jinan/jinan T+3, sd.qingdao/qingdao T+3');
  });

  test('need no release, no arrived letters, and no superior', () => {
    const deaf = live(province(), {}, { mail: ['refused', 'refused', 'refused', 'refused', 'refused', 'refused', 'refused', 'refused', 'accepted'] });
    expect(toldFrom('10-16', deaf).slice(0, 1)).toEqual(['10-16 09:00 sd superior escalate: sd.jinan/jinan T+3, sd.qingdao/qingdao T+3']);
  });

  test('what they report is reviewed by the participant, who is chased when slow', () => {
    const run = live(province(), {
      '2024-10-08 14:00': { command: 'submitReport', unit: 'sd.jinan', task: 'jinan', report: 'd', nil: false, flags: [], entry: entry('2024-10-08 14:00') },
      '2024-10-16 14:00': { command: 'reviewReport', unit: 'sd.jinan', task: 'jinan', verdict: 'accept' },
    });
    // Five working days after Tuesday 8 October: 9, 10, 11, Saturday 12, 14. The telling of Qingdao comes on its own.
    expect(told(run).filter((each) => each.includes('jinan ') && each >= '10-08')).toEqual([
      '10-08 14:00 sd.jinan contact receipt: sd.jinan/jinan receipt.1', '10-14 09:00 sd contact remind: sd.jinan/jinan review.1',
      '10-16 14:00 sd.jinan contact accepted: sd.jinan/jinan accepted.1',
    ]);
  });

  test('two that share an address get one letter; when one is delegated, each has its own', () => {
    const shared = { ...province(), units: [{ id: 'sd', name: '山东' }, { id: 'sd.jinan', name: '济南' }, { id: 'sd.qingdao', name: '青岛', contact: 'sd.jinan' }] };
    expect(told(live(shared))[0]).toBe('09-23 09:00 sd.jinan contact assign: sd.jinan/jinan assign, sd.qingdao/qingdao assign');
    for (const unit of ['sd.jinan', 'sd.qingdao']) {
      const run = live(shared, { '2024-09-25 15:00': { command: 'delegate', unit, contact: 'card', entry: entry('2024-09-25 15:00') } });
      expect(toldFrom('09-26', run).slice(0, 2)).toEqual([
        '09-30 09:00 sd.jinan contact remind: sd.jinan/jinan T-5', '09-30 09:00 sd.qingdao contact remind: sd.qingdao/qingdao T-5',
      ]);
      const cards = run.events.flatMap((each) => (each.event === 'letter' && each.letter.at > '2024-09-26' && each.letter.kind === 'remind' ? [each.letter] : []));
      expect([...new Set(cards.filter(({ contact }) => contact === 'card').map((letter) => letter.unit))]).toEqual([unit]);
    }
  });

  test('a superior at the address of a contact is not written to at the delegate’s', () => {
    const samr: LineSketch = { line: 'samr', relation: 'own', superiorIs: 'samr' };
    const run = live(samr, { '2024-10-08 15:00': { command: 'delegate', unit: 'samr', contact: 'card', entry: entry('2024-10-08 15:00') } });
    const escalated = run.events.flatMap((each) => (each.event === 'letter' && each.letter.kind === 'escalate' ? [each.letter] : []));
    expect(escalated).toMatchObject([{ unit: 'samr', role: 'superior' }]);
    expect(escalated[0]?.contact).toBeUndefined();
    expect(told(live(samr)).find((each) => each.includes('escalate'))).toBe('10-22 09:00 samr superior escalate: summary T+2');
  });
});

describe('unacknowledged', () => {
  const word = (at: string) => live({}, { [at]: { command: 'acknowledge', unit: 'mot', entry: entry(at) } });
  const item = '09-29 10:00 office: summary unacknowledged';
  test('is told to the office, on a make-up Sunday too', () => expect(told(live({}))).toContain(item));
  test('not after any word from the unit', () => {
    expect(told(word('2024-09-23 09:00'))).not.toContain(item);
    expect(told(word('2024-09-28 23:00'))).not.toContain(item);
    const of = { unit: 'mot', entry: entry('2024-09-24 10:00') };
    const words: Command[] = [
      { command: 'submitReport', ...of, task: 'other', report: 'd', nil: true, flags: [] }, { command: 'noteReceived', ...of, task: 'other' },
      { command: 'requestExtension', ...of, task: 'summary', until: when('2024-10-22 17:00') }, { command: 'delegate', ...of, contact: 'card' },
    ];
    for (const command of words) {
      const run = live({ tasks: { summary: {}, other: {} } }, { '2024-09-24 10:00': command });
      expect(told(run).filter((each) => each.includes('unacknowledged')), command.command).toEqual([]);
    }
  });
  test('a refused command is no word', () => {
    const run = live({}, { '2024-09-24 10:00': { command: 'requestExtension', unit: 'mot', task: 'summary', until: when('2024-10-19 17:00'), entry: entry('2024-09-24 10:00') } });
    expect(told(run)).toContain(item);
  });
  test('a word before the assignment is none about it', () => expect(told(word('2024-09-20 15:00'))).toContain(item));
  test('a second word changes nothing more', () => {
    const twice = live({}, { '2024-09-24 10:00': { command: 'acknowledge', unit: 'mot', entry: entry('2024-09-24 10:00') },
      '2024-09-25 10:00': { command: 'acknowledge', unit: 'mot', entry: entry('2024-09-25 10:00') } });
    expect(told(twice)).toEqual(told(word('2024-09-24 10:00')));
  });
});

test('what the office is told of a delegated unit names the card of its new contact', () => {
  const delegate = { command: 'delegate', unit: 'mot', contact: 'card', entry: entry('2024-10-14 15:00') } as const;
  const { events } = live({}, { '2024-10-14 15:00': delegate });
  const items = events.flatMap((each) => (each.event === 'office' ? [each.item] : []));
  expect(items.map(({ slot, contact }) => [slot, contact])).toEqual([['unacknowledged', undefined], ['T+3', 'card'], ['T+5', 'card']]);
});
