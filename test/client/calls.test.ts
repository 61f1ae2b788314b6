import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setLatest } from '../../activities/store/campaignStore.ts';
import { putDocument } from '../../activities/store/documents.ts';
import { folderStore } from '../../activities/store/folderStore.ts';
import type { Store } from '../../activities/store/store.ts';
import { apply } from '../../campaign/line/apply.ts';
import { decide } from '../../campaign/line/decide.ts';
import type { Command } from '../../campaign/line/commands.ts';
import { standingOf } from '../../campaign/line/standing.ts';
import { openLine } from '../../campaign/line/state.ts';
import { type Instant, instant } from '../../campaign/time/instant.ts';
import { callsAmong } from '../../client/calls.ts';
import type { LineStatus } from '../../workflows/contract.ts';
import { definition } from '../workflows/definition.ts';

const { plan, roster } = definition('calls').compiled;
const SAID = instant('2024-10-18T16:00:00+08:00');
let folder: string;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calls-'));
  store = await folderStore(folder);
  await setLatest(store, plan.campaign, 'roster', await putDocument(store, roster));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What each line said an hour before everything is due, after these commands. */
function lines(commands: Readonly<Record<string, readonly Command[]>> = {}): LineStatus[] {
  return plan.lines.map((line) => {
    const state = (commands[line.line] ?? []).reduce((known, command) => decide(line, known, command, SAID).reduce(apply, known), openLine(line));
    return { campaign: plan.campaign, line: line.line, name: line.name, asOf: SAID, revision: 1, closed: false, attention: [], next: null, ...standingOf(line, state, SAID) };
  });
}

const called = async (now: Instant, commands?: Parameters<typeof lines>[0]) => (await callsAmong({ store }, { plan, lines: lines(commands), now })).map(({ unit, reasons, contact: { phone } }) => ({ unit, reasons, phone }));
const after = instant('2024-10-18T18:00:00+08:00');
const entry = { channel: 'portal', receivedAt: SAID, enteredBy: 'contact' } as const;

test('what becomes overdue by the clock alone is called about, though its line has said nothing since', async () => {
  expect((await called(SAID)).map(({ reasons }) => reasons)).toEqual([['unacknowledged'], ['unacknowledged'], ['unacknowledged']]);
  expect((await called(after)).map(({ unit, reasons }) => [unit, reasons])).toEqual([['mot', ['overdue']], ['sd', ['overdue']], ['samr', ['overdue']]]);
});

test('a unit whose original is there, or that is suspended, is not', async () => {
  const found = await called(after, { mot: [{ command: 'noteReceived', unit: 'mot', task: 'summary', entry }], samr: [{ command: 'suspend', unit: 'samr' }] });
  expect(found.map(({ unit }) => unit)).toEqual(['sd']);
});

test('it is called at the number of a delegated contact', async () => {
  const contact = await putDocument(store, { mail: 'deputy@departments.test', phone: '010-7' });
  const found = await called(after, { mot: [{ command: 'delegate', unit: 'mot', contact, entry }] });
  expect(found.find(({ unit }) => unit === 'mot')).toMatchObject({ phone: '010-7', reasons: ['overdue'] });
});
