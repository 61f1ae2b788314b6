import { describe, expect, it } from 'vitest';
import { agenda, dueNow } from '../../campaign/line/agenda.ts';
import { apply } from '../../campaign/line/apply.ts';
import { decide } from '../../campaign/line/decide.ts';
import type { Fact } from '../../campaign/line/facts.ts';
import { doneStep, itemOf, lettersOf } from '../../campaign/line/letters.ts';
import type { LinePlan } from '../../campaign/line/plan.ts';
import { isDigest } from '../../campaign/line/recipients.ts';
import { caseId } from '../../campaign/line/selection.ts';
import { type LineState, openLine } from '../../campaign/line/state.ts';
import { checkDefinition } from '../../campaign/definition/check.ts';
import { officialYear } from '../../campaign/definition/calendarData.ts';
import { headOf } from '../../campaign/definition/head.ts';
import { type Instant, addSeconds, dayOf, instant, toMillis } from '../../campaign/time/instant.ts';
import { createClock } from '../../workflows/clock.ts';
import type { CampaignCarried, OfficeItem } from '../../workflows/contract.ts';
import { campaignStateOf, carryCampaign } from '../../workflows/campaign/carry.ts';
import { type CampaignRun, hear, openRun } from '../../workflows/campaign/campaignRun.ts';
import { newsOf } from '../../workflows/line/news.ts';
import { largeDefinition } from '../scale/largeDefinition.ts';

const LIMIT = 256 * 1024;
const UNITS = 20;
const BEGUN = instant('2024-10-09T14:00:00+08:00');

const size = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
const digestOf = (text: string): string => Buffer.from(text.padEnd(32, '.')).toString('hex').slice(0, 64);

const checked = checkDefinition(largeDefinition({ participants: 1000, units: UNITS }), officialYear);
if (!checked.ok) throw new Error(JSON.stringify(checked.problems.slice(0, 3)));
const { plan } = checked.compiled;
const head = headOf(plan, plan.lines.map(({ line }) => digestOf(line)), digestOf('plan'));

/** Some units have reported, on each line others, and have their receipts. */
function lived(line: LinePlan, n: number, now: Instant): LineState {
  const entry = { channel: '公文交换', receivedAt: now, enteredBy: 'organiser' } as const;
  const reported = line.tasks.filter((_, index) => ((n * 2_654_435_761) >>> (index % 32)) % 2 === 1).reduce((state, { unit, task }, index) => {
    const facts = decide(line, state, { command: 'submitReport', unit, task, report: digestOf(`${unit}${task}`), nil: index % 3 === 0, flags: [], entry }, now);
    return facts.reduce((next: LineState, fact: Fact) => apply(next, fact), state);
  }, openLine(line));
  const due = dueNow(line, reported, addSeconds(now, 60)).filter(({ kind }) => kind === 'receipt');
  return lettersOf(due, reported).reduce((state, { unit, items }) => apply(state, {
    fact: 'letterSent', at: now, unit, role: 'contact', on: dayOf(now), steps: items.map(doneStep),
  }), reported);
}

const clockAt = (now: Instant) => createClock({ points: [{ nominal: toMillis(now), real: Date.now() }] });

/** Every line has something to hand over, and was heard at an instant of its own. */
function busyCampaign(closed: boolean): CampaignRun {
  const run = openRun({ campaign: plan.campaign, head: digestOf('head') }, head, clockAt(closed ? plan.lines[0]!.close : BEGUN));
  run.started = new Set(head.lines.map(({ line }) => line));
  for (const [n, line] of plan.lines.entries()) {
    const now = addSeconds(BEGUN, n);
    const state = lived(line, n, now);
    const unreported = agenda(line, state, now).filter(({ to }) => isDigest(to)).slice(0, 2).map((step): OfficeItem => (
      { ...itemOf(step, state), to: step.to.role === 'head' ? 'head' : 'office', at: step.at, until: step.until }));
    const lineRun = { plan: line, state, unreported, held: false, clock: { now: () => now } };
    const news = newsOf(lineRun as unknown as Parameters<typeof newsOf>[0], closed ? digestOf(`record of ${line.line}`) : undefined);
    hear(run, { ...news, number: n + 1 });
  }
  return run;
}

describe(`a campaign of 1,000 participants with ${String(UNITS)} units each`, () => {
  const busy = busyCampaign(false);
  const tail = { chunk: digestOf('chunk'), count: 100_000 };

  it('has a head and lines far below what the server takes in one piece', () => {
    const largest = Math.max(...plan.lines.map(size));
    console.log(`head ${String(size(head))}, largest line ${String(largest)} bytes`);
    expect(size(head)).toBeLessThan(LIMIT);
    expect(largest).toBeLessThan(LIMIT);
  });

  it.each([['in the middle', busy], ['when every line has closed', busyCampaign(true)]])('carries on less than 256 KiB %s', (_, run) => {
    const carried = carryCampaign(run, tail);
    console.log(`carried ${String(size(carried))} bytes (news ${String(size(carried.news))}, ahead ${String(size(carried.ahead))}, ${String(run.state.pending.length)} items ${String(size(carried.pending))}); as it was: ${String(size({ state: run.state }))}`);
    expect(run.state.pending.length).toBeGreaterThan(1000);
    expect(size(carried)).toBeLessThan(LIMIT);
  });

  it('carries on less than 256 KiB with 500 cases, each decided in four steps, and 50 concerns', () => {
    const run = openRun(busy.input, head, clockAt(BEGUN));
    const digests = Array.from({ length: 50 }, (_, n) => digestOf(`concern ${String(n)}`));
    const cases = plan.lines.slice(0, 500).map(({ tasks: [task] }) => caseId(task!.unit, task!.task, 1));
    const keep = (key: string, n: number, fact: string) => { run.seen.keep({ id: digestOf(`${key} ${String(n)}`).slice(0, 36), key, answer: { at: BEGUN, facts: [fact] } }); };
    for (const id of cases) for (let n = 0; n < 4; n += 1) keep(`case/${id}`, n, 'caseSelected');
    for (const n of digests.keys()) for (const fact of ['concernReceived', 'concernAnswered']) keep(`concern/${String(n)}`, fact.length, fact);
    run.started = busy.started;
    run.state = {
      ...busy.state, cases: Object.fromEntries(cases.map((id) => [id, { stage: '采用', consent: BEGUN }])),
      concerns: digests.map((text, n) => ({ number: n + 1, text, answer: text, receivedAt: BEGUN, answeredAt: BEGUN })),
    };
    const carried = carryCampaign(run, tail);
    console.log(`carried ${String(size(carried))} bytes (cases ${String(size(run.state.cases))}, concerns ${String(size(run.state.concerns))}, updates seen ${String(size(carried.seen))})`);
    expect(size(carried)).toBeLessThan(LIMIT);
    // The last answers are there, of both kinds; and what an older build carried is cut to as many.
    expect(carried.seen.at(-1)?.key).toBe('concern/49');
    expect(carried.seen.map(({ key }) => key)).toContain(`case/${cases.at(-1)!}`);
    const older = cases.map((id) => ({ id, key: `case/${id}`, answer: { at: BEGUN, facts: [] } }));
    expect(openRun({ ...busy.input, carried: { ...carried, seen: older } }, head, clockAt(BEGUN)).seen.all().at(-1)).toEqual(older.at(-1));
    expect(openRun({ ...busy.input, carried: { ...carried, seen: older } }, head, clockAt(BEGUN)).seen.all().length).toBeLessThan(20);
  });

  it('carries on what it was, to the letter', () => {
    const read = JSON.parse(JSON.stringify(carryCampaign(busy, tail))) as CampaignCarried;
    expect(campaignStateOf(read, head)).toEqual(busy.state);
    const next = openRun({ ...busy.input, carried: read }, head, clockAt(BEGUN));
    expect(next.started).toEqual(busy.started);
  });

  it('keeps a line that is not in the head any more', () => {
    const gone = { ...busy, head: { ...head, lines: head.lines.slice(1) } };
    const read = JSON.parse(JSON.stringify(carryCampaign(gone, tail))) as CampaignCarried;
    expect(campaignStateOf(read, gone.head)).toEqual(busy.state);
  });

  it('reads what an older build carried', () => {
    const old: CampaignCarried = { now: BEGUN, started: [...busy.started], state: { ...busy.state, version: 1 }, journal: tail, seen: [] };
    expect(campaignStateOf(JSON.parse(JSON.stringify(old)) as CampaignCarried, head)).toEqual(busy.state);
  });
});
