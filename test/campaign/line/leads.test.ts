import { describe, expect, test } from 'vitest';
import type { Command } from '../../../campaign/line/commands.ts';
import { confirmingUnits, disagreeingUnits, unconfirmedLeads } from '../../../campaign/line/leads.ts';
import { Story, entry, lineOf } from './fixture.ts';

const AT = '2024-07-05 10:00';
const on = { assign: '2024-07-01 09:00', due: '2024-07-10 17:30' };
const line = () => new Story(lineOf({
  line: 'samr', relation: 'own', units: [{ id: 'samr', name: 'samr' }, { id: 'samr.zf', name: 'zf' }],
  tasks: { proposal: { form: 'proposal', unit: 'samr.zf', ...on }, countersign: { form: 'countersign', ...on }, summary: {} },
}));
const give = (unit: string, task: string, disagreed: boolean): Command => ({ command: 'submitReport', unit, task, report: 'a'.repeat(64), nil: false, flags: [], disagreed, entry: entry(AT) });
const accept: Command = { command: 'reviewReport', unit: 'samr.zf', task: 'proposal', verdict: 'accept' };
const confirming = ({ plan, state }: Story) => confirmingUnits(plan, state);

describe('a lead is confirmed', () => {
  test('by a proposal that was accepted, not by one that waits, nor by one that says no', () => {
    const story = line();
    expect(confirming(story)).toEqual([]);
    story.at(AT, give('samr.zf', 'proposal', false));
    expect(confirming(story)).toEqual([]);
    story.at(AT, accept);
    expect(confirming(story)).toEqual(['samr.zf']);
    const no = line();
    no.at(AT, give('samr.zf', 'proposal', true));
    no.at(AT, accept);
    expect(confirming(no)).toEqual([]);
  });

  test('for its own actions, and a participant’s for those of its units', () => {
    const inferred = [{ action: '5.1', lead: 'samr.zf' }, { action: '5.5', lead: 'mwr' }, { action: '6.1', lead: 'samr' }];
    expect(unconfirmedLeads(inferred, ['samr.zf']).map(({ action }) => action)).toEqual(['5.5', '6.1']);
    expect(unconfirmedLeads(inferred, ['samr', 'mwr'])).toEqual([]);
    expect(unconfirmedLeads([], [])).toEqual([]);
  });
});

test('a countersignature that says no is named until it says yes', () => {
  const story = line();
  const against = () => disagreeingUnits(story.plan, story.state);
  expect(against()).toEqual([]);
  story.at(AT, give('samr', 'countersign', true));
  expect(against()).toEqual(['samr']);
  story.at(AT, give('samr', 'countersign', false));
  expect(against()).toEqual([]);
});
