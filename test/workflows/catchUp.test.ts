import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lineOf, when } from '../campaign/line/fixture.ts';
import { type CampaignRun, openRun } from '../../workflows/campaign/campaignRun.ts';
import { catchUpAmendments } from '../../workflows/campaign/amend.ts';
import { sendDigest } from '../../workflows/campaign/digest.ts';
import { handleCampaign } from '../../workflows/campaign/handlers.ts';
import { catchUp } from '../../workflows/catchUp.ts';
import { createClock } from '../../workflows/clock.ts';
import type { CampaignHead, LineNews } from '../../workflows/contract.ts';
import { catchUpAmendments as lineAmendments } from '../../workflows/line/amend.ts';
import { handleLine } from '../../workflows/line/handlers.ts';
import { type LineRun, openRun as openLineRun, take } from '../../workflows/line/lineRun.ts';
import { forget, given, looked, settled } from './stubbed.ts';

vi.mock('@temporalio/workflow', async (original) => ({ ...await original<object>(), ...(await import('./stubbed.ts')).stubs }));
const store = vi.hoisted(() => ({ adoptPlan: vi.fn(), loadLine: vi.fn(), sendLetters: vi.fn() }));
vi.mock('../../workflows/activities.ts', () => ({ act: store }));

/** An activity takes a while: what waits for nothing goes on meanwhile. */
const slowly = <T>(value: T): Promise<T> => new Promise((resolve) => { setTimeout(() => { resolve(value); }, 20); });
const digest = (letter: string) => letter.repeat(64);
const ms = (text: string) => Date.parse(when(text));

beforeEach(() => { vi.useFakeTimers({ toFake: ['Date'], now: ms('2024-10-15 11:00') }); });
afterEach(() => {
  vi.useRealTimers();
  forget();
});

const { calendar, sending } = lineOf();
const head = (revision = 1, more: readonly string[] = []): CampaignHead => ({
  rulesVersion: lineOf().rulesVersion, campaign: 'q', title: '质量月', theme: '', revision, calendar, sending, plan: digest('0'),
  phases: [['planning', '2024-07-01'], ['close', '2024-11-01'], ['archive', '2024-11-29']].map(([name = '', day = '']) => ({ name, at: when(`${day} 09:00`) })),
  lines: ['mot', ...more, 'organiser'].map((line) => ({ line, name: line, relation: 'peer', plan: digest('1') })),
});
const heard = (line: string): LineNews => ({
  line, number: 1, asOf: when('2024-07-02 09:00'), revision: 1, overdue: 0, level: null, attention: [], uncountersigned: 0, office: [], promised: null, ahead: [],
  figures: { due: 1, onTime: 0, late: 0, exempt: 0, missing: 0, open: 1, returned: 0, nil: 0, onPaper: 0 },
});

/** A campaign of July, reset in October: what it was `asked` waits when it opens. */
async function resetCampaign(asked: readonly (readonly [name: string, input: unknown])[]): Promise<{ run: CampaignRun; answers: unknown[] }> {
  const desk: { run?: CampaignRun } = {};
  handleCampaign(() => desk.run, undefined);
  const answers = [...['mot', 'moa', 'mwr', 'organiser'].map((line) => ['news', heard(line)] as const), ...asked].map(([name, input]) => given(name, input));
  await settled();
  const run = openRun({ campaign: 'q', head: digest('c'), timeline: digest('t') }, head(), createClock(null, undefined, ms('2024-07-01 09:00')));
  desk.run = run;
  const caughtUp = catchUp(run.clock, catchUpAmendments(run));
  await settled(caughtUp);
  return { run, answers: (await Promise.all(answers)).slice(4) };
}

const NOTICE = ['issueNotice', { document: digest('d'), asked: ms('2024-07-29 10:00') }] as const;
const amendment = (revision: number, at: string) => ['amendPlan', { head: digest(String(revision)), revision, asked: ms(at) }] as const;

describe('a campaign that was reset to its beginning', () => {
  beforeEach(() => { store.adoptPlan.mockImplementation(({ revision }: { revision: number }) => slowly(head(revision, ['moa', 'mwr'].slice(0, revision - 1)))); });

  it.each([
    ['nothing else', []], ['hold and unhold', [['hold', true], ['hold', false]]], ['an amendment', [amendment(2, '2024-07-20 10:00')]],
  ] as const)('with %s before, its notice has the instant at which it was issued', async (_, before) => {
    const { run, answers } = await resetCampaign([...before, NOTICE]);
    expect(answers.at(-1)).toEqual({ at: when('2024-07-29 10:00'), facts: ['noticeIssued'] });
    expect(run.state.mailings).toMatchObject([{ kind: 'notice', at: when('2024-07-29 10:00') }]);
  });

  it('who looks meanwhile changes nothing', async () => {
    const { run } = await resetCampaign([]);
    const clock = createClock(null, undefined, ms('2024-07-01 09:00'));
    handleCampaign(() => ({ ...run, clock }), undefined);
    looked('status');
    looked('outlook');
    expect(clock.entered(ms('2024-07-29 10:00'))).toBe(when('2024-07-29 10:00'));
  });

  it('takes every amendment in its turn; what was asked after one is decided by its plan', async () => {
    const { run, answers } = await resetCampaign([
      amendment(2, '2024-07-20 10:00'), ['recordConcern', { text: digest('a'), unit: 'moa', asked: ms('2024-07-21 10:00') }], amendment(3, '2024-07-22 10:00'),
      ['announce', { document: digest('b'), asked: ms('2024-07-23 10:00') }],
    ]);
    expect(answers).toMatchObject([{ facts: ['planAmended'] }, { number: 1 }, { facts: ['planAmended'] }, { facts: ['announced'] }]);
    expect(run.head.revision).toBe(3);
    expect(run.state.amending).toBeUndefined();
    expect(run.state.mailings).toMatchObject([{ to: ['mot', 'moa', 'mwr'], at: when('2024-07-23 10:00') }]);
  });

  it('goes on when the store does not know the plan', async () => {
    store.adoptPlan.mockResolvedValue(null);
    const { run, answers } = await resetCampaign([amendment(2, '2024-07-20 10:00'), NOTICE]);
    expect(answers).toMatchObject([{ facts: ['planAmended'] }, { facts: ['noticeIssued'] }]);
    expect(run.head.revision).toBe(1);
  });
});

const REPORT = { report: digest('d'), nil: false };
const report = (task: string, at: string) => ['submitReport', { unit: 'mot', task, ...REPORT, channel: 'portal', asked: ms(at) }] as const;

/** A line of September, reset in October. */
async function resetLine(asked: readonly (readonly [name: string, input: unknown])[], plans: Readonly<Record<string, ReturnType<typeof lineOf>>> = {}): Promise<{ run: LineRun; answers: unknown[] }> {
  store.loadLine.mockImplementation(({ plan }: { plan: string }) => slowly({ plan: plans[plan], timeline: null }));
  const desk: { run?: LineRun } = {};
  handleLine('mot', () => desk.run);
  const answers = asked.map(([name, input]) => given(name, input));
  await settled();
  const plan = lineOf({ tasks: { summary: {}, cases: {} } });
  const run = openLineRun({ campaign: 'quality-month-2024', line: 'mot', plan: digest('1') }, plan, createClock(null, when('2024-09-23 08:00'), ms('2024-09-23 08:00')));
  desk.run = run;
  const caughtUp = catchUp(run.clock, lineAmendments(run), () => { for (const command of run.later) take(run, command); });
  await settled(caughtUp);
  return { run, answers: await Promise.all(answers) };
}

describe('a line that was reset to its beginning', () => {
  it.each(['2024-10-25 11:00', '2024-11-02 11:00'])('on %s: after unhold, its report is in time as it was', async (now) => {
    vi.setSystemTime(ms(now));
    const { answers } = await resetLine([['hold', false], report('summary', '2024-10-14 10:00')]);
    expect(answers.at(-1)).toMatchObject({ at: when('2024-10-14 10:00'), version: 1, late: false });
  });

  const added = { ...lineOf({ tasks: { summary: {}, extra: { assign: '2024-10-08 09:00' } } }), revision: 2 };
  const next = { ...added, revision: 3 };
  const tasks = (run: LineRun) => Object.fromEntries(Object.entries(run.state.tasks).map(([key, { status }]) => [key, status]));

  it.each([['said when it told', { told: ms('2024-10-01 10:00') }], ['did not say', {}]])(
    'a report on a task that an amendment added stands, and one on a task that it dropped; the campaign %s', async (_, told) => {
      const plan = { ...added, tasks: [...added.tasks, { ...lineOf({ tasks: { cases: {} } }).tasks[0]!, removed: true as const }], rules: { ...added.rules, cases: lineOf({ tasks: { cases: {} } }).rules['cases']! } };
      const { run, answers } = await resetLine([
        report('cases', '2024-09-25 10:00'), report('extra', '2024-10-14 10:00'), ['amend', { plan: digest('2'), revision: 2, ...told }],
      ], { [digest('2')]: plan });
      expect(answers.slice(0, 2)).toMatchObject([{ version: 1, at: when('2024-09-25 10:00') }, { version: 1, at: when('2024-10-14 10:00'), late: false }]);
      expect(tasks(run)).toEqual({ 'mot/summary': 'open', 'mot/cases': 'submitted', 'mot/extra': 'submitted' });
      expect(run.state.revision).toBe(2);
    });

  it('takes two amendments one after the other, each as of when it was told', async () => {
    const { run } = await resetLine([
      ['amend', { plan: digest('2'), revision: 2, told: ms('2024-10-01 10:00') }], ['amend', { plan: digest('3'), revision: 3, told: ms('2024-10-03 10:00') }],
      report('extra', '2024-10-02 10:00'),
    ], { [digest('2')]: added, [digest('3')]: next });
    expect(run.journal.page().facts).toMatchObject([
      { fact: 'amended', revision: 2, at: when('2024-10-01 10:00') },
      { fact: 'reportSubmitted', at: when('2024-10-02 10:00') }, { fact: 'amended', revision: 3, at: when('2024-10-03 10:00') },
    ]);
  });

  it('that was cancelled with the campaign has its reports all the same', async () => {
    const { run, answers } = await resetLine([['cancelLine', undefined], report('summary', '2024-10-14 10:00')]);
    expect(answers.at(-1)).toMatchObject({ version: 1 });
    expect(run.state.cancelled).toBe(when('2024-10-14 10:00'));
  });
});

describe('a summary that was approved', () => {
  const approve = (at?: string) => ['approveSummary', { draft: digest('d'), ...(at === undefined ? {} : { asked: ms(at) }) }] as const;

  it('is approved again after a Reset, though nothing is drafted yet', async () => {
    vi.setSystemTime(ms('2024-11-10 11:00'));
    const { answers } = await resetCampaign([approve('2024-11-05 10:00')]);
    expect(answers).toEqual([{ at: when('2024-11-05 10:00'), facts: ['summaryApproved'] }]);
  });

  it('by hand, before anything is drafted, is refused', async () => {
    vi.setSystemTime(ms('2024-11-01 09:01'));
    const { run } = await resetCampaign([]);
    handleCampaign(() => run, undefined);
    expect(await given(...approve())).toMatch(/总结尚未汇总/);
    expect(await given(...approve('2024-11-01 09:01'))).toMatch(/总结尚未汇总/);
  });
});

describe('the digest of a day', () => {
  const item = { unit: 'mot', task: 'summary', kind: 'escalate', slot: 'T+3', round: 0, seen: 0, due: when('2024-10-10 17:00'), to: 'office', at: when('2024-10-15 09:00'), until: when('2024-10-16 09:00') } as const;

  it.each([['accepted', '2024-10-15'], ['superseded', undefined]])('that was %s is done with: %s', async (result, day) => {
    const { run } = await resetCampaign([]);
    run.state = { ...run.state, pending: [item] };
    store.sendLetters.mockResolvedValue([{ letter: 0, result, items: [] }]);
    await sendDigest(run);
    expect([run.state.digestTo?.office, run.state.digestOn]).toEqual([day, day]);
    expect(run.state.pending).toEqual([]);
  });
});
