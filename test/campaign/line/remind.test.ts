import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agenda, dueNow, nextMoment } from '../../../campaign/line/agenda.ts';
import { doneStep, lettersOf } from '../../../campaign/line/letters.ts';
import type { LinePlan } from '../../../campaign/line/plan.ts';
import { isDigest, recipientKey } from '../../../campaign/line/recipients.ts';
import { type Instant, dayOf } from '../../../campaign/time/instant.ts';
import { workingDaysBetween } from '../../../campaign/time/workingDays.ts';
import { type LineSketch, Story, entry, refusal, when } from './fixture.ts';
import { accepted, simulate } from './simulation.ts';
import { worlds } from './worlds.ts';

const ask = (unit = 'mot', task = 'summary', by: 'lead' | 'organiser' = 'organiser') => ({ command: 'remind', unit, task, by } as const);

/** A line whose letters leave on their day, up to `now`. */
function lived(now: string, sketch: LineSketch | LinePlan = {}): Story {
  const story = new Story(sketch);
  for (let at = nextMoment(story.plan, story.state, when('2024-09-01 09:00')); at !== undefined && at <= when(now); at = nextMoment(story.plan, story.state, at)) send(story, at);
  return story;
}

/** Everything that is due then leaves and is accepted. */
function send(story: Story, at: Instant): readonly { unit: string; kind: string; slots: string[] }[] {
  const due = dueNow(story.plan, story.state, at);
  const letters = lettersOf(due.filter(({ to }) => !isDigest(to)), story.state);
  const office = due.filter(({ to }) => isDigest(to)).map(({ key, round, slot, kind }) => ({ key, round, slot, kind }));
  if (office.length > 0) story.record({ fact: 'handedToOffice', at, steps: office });
  for (const { unit, role, items, at: letter } of letters) {
    if (role === 'contact' || role === 'superior') story.record({ fact: 'letterSent', at, on: dayOf(at), unit, role, letter, steps: items.map(doneStep) });
  }
  return letters.map(({ unit, kind, items }) => ({ unit, kind, slots: items.map(({ slot }) => slot) }));
}

describe('a reminder by hand', () => {
  test('leaves at once inside sending hours, as a reminder of the present round', () => {
    const story = lived('2024-10-08 14:00');
    expect(story.at('2024-10-08 14:00', ask())).toEqual([{ fact: 'reminderAsked', at: when('2024-10-08 14:00'), key: 'mot/summary', by: 'organiser' }]);
    expect(send(story, when('2024-10-08 14:00'))).toEqual([{ unit: 'mot', kind: 'remind', slots: ['hand.1'] }]);
    expect(story.task()).toMatchObject({ chased: 1, reached: '2024-10-08', done: expect.arrayContaining(['hand.1']) as string[] });
  });

  test('waits for the next opening outside', () => {
    const story = lived('2024-10-10 18:00');
    story.at('2024-10-10 18:00', ask());
    const hand = agenda(story.plan, story.state, when('2024-10-10 18:00')).find(({ slot }) => slot === 'hand.1');
    expect(hand).toMatchObject({ kind: 'remind', at: when('2024-10-11 09:00'), until: when('2024-10-12 09:00') });
  });

  test('may be asked again another day, also when the task is overdue', () => {
    const story = lived('2024-10-08 14:00', { perTask: 9, perWeek: 9 });
    story.at('2024-10-08 14:00', ask());
    send(story, when('2024-10-08 14:00'));
    expect(story.at('2024-10-21 10:00', ask())).toMatchObject([{ fact: 'reminderAsked' }]);
    expect(agenda(story.plan, story.state, when('2024-10-21 10:00')).filter(({ slot }) => slot.startsWith('hand')))
      .toMatchObject([{ slot: 'hand.2', kind: 'remind', until: when('2024-10-22 09:00') }]);
  });

  test('counts: what the ladder has beyond the budget becomes a call item', () => {
    const story = lived('2024-10-17 12:00');
    expect(story.task().chased).toBe(2);
    story.at('2024-10-18 10:00', ask());
    send(story, when('2024-10-18 10:00'));
    expect(agenda(story.plan, story.state, when('2024-10-18 11:00')).find(({ kind }) => kind === 'overdue')).toMatchObject({ to: { role: 'office' }, reason: 'budget' });
  });

  test('is void when the due time moves, and when the report comes', () => {
    const hands = (story: Story) => agenda(story.plan, story.state, when('2024-10-10 19:00')).filter(({ slot }) => slot.startsWith('hand'));
    const moved = lived('2024-10-10 18:00');
    moved.at('2024-10-10 18:00', ask());
    moved.at('2024-10-10 18:30', { command: 'decideExtension', unit: 'mot', task: 'summary', grant: true, until: when('2024-10-25 17:00') });
    expect(hands(moved)).toEqual([]);
    const reported = lived('2024-10-10 18:00');
    reported.at('2024-10-10 18:00', ask());
    reported.report('2024-10-10 18:30');
    expect(hands(reported)).toEqual([]);
  });

  test('of a unit shares its participant’s ladder; who asked is on record', () => {
    const sketch: LineSketch = { line: 'sd', relation: 'guided', units: [{ id: 'sd', name: 'sd' }, { id: 'sd.a', name: 'sd.a' }], tasks: { summary: { unit: 'sd.a' } } };
    const story = lived('2024-10-08 14:00', sketch);
    expect(story.at('2024-10-08 14:00', ask('sd.a', 'summary', 'lead'))).toMatchObject([{ fact: 'reminderAsked', key: 'sd.a/summary', by: 'lead' }]);
    expect(send(story, when('2024-10-08 14:00'))).toEqual([{ unit: 'sd.a', kind: 'remind', slots: ['hand.1'] }]);
  });
});

describe('is refused, with the reason,', () => {
  const why = (story: Story, now: string, command = ask()) => refusal(story.at(now, command));
  const of = { unit: 'mot', task: 'summary' };

  test('when there is nothing to remind of', () => {
    expect(why(lived('2024-09-20 14:00'), '2024-09-20 14:00')).toBe('报送事项 mot/summary 将于9月23日（周一）09:00布置，此前无需提醒。');
    const now = '2024-10-08 14:00';
    const reported = lived(now);
    reported.report(now);
    expect(why(reported, now)).toContain('已有反馈');
    const here = lived(now);
    here.at(now, { command: 'noteReceived', ...of, entry: entry(now) });
    expect(why(here, now)).toContain('原件已于10月8日（周二）14:00收到');
    const exempt = lived(now);
    exempt.at(now, { command: 'exempt', ...of });
    expect(why(exempt, now)).toContain('已免报');
    const resting = lived(now);
    resting.at(now, { command: 'suspend', ...of });
    expect(why(resting, now)).toContain('恢复（resume）之前不提醒');
    expect(why(lived(now, { line: 'organiser' }), now, ask('organiser'))).toContain('由组织方自己办理');
    expect(why(lived(now), now, ask('mot', 'summary', 'lead'))).toContain('参与单位只提醒自己的所属单位');
  });

  test('when the address refuses mail: somebody has to call', () => {
    const story = lived('2024-10-08 14:00');
    story.record({ fact: 'letterRefused', at: when('2024-10-07 09:00'), unit: 'mot', role: 'contact', callAt: when('2024-10-08 10:00'), steps: [doneStep({ ...of, round: 0, slot: 'x', kind: 'remind', due: when('2024-10-18 17:00'), seen: 0 })] });
    expect(why(story, '2024-10-08 14:00')).toBe('单位 mot 的邮箱自10月7日（周一）09:00起拒收函件，提醒不能送达。请电话联系（calls），或转办（delegate）更换联络员。');
  });

  test('when the task’s budget is spent, saying what goes by itself', () => {
    const story = lived('2024-10-14 12:00', { perTask: 1 });
    expect(why(story, '2024-10-15 10:00')).toBe('报送事项 mot/summary 已提醒1次，达到每项上限（perTask），不再发函。此后没有计划内的函件。请电话联系（calls）。');
  });

  test('when the week’s budget is spent, counting what is planned', () => {
    const story = lived('2024-10-14 12:00', { perTask: 9 });
    // T-5 left on 12 October, a day worked for a holiday; T-1 leaves on the 17th: five working days, with what is asked for between.
    expect(story.at('2024-10-14 14:00', ask())).toMatchObject([{ fact: 'reminderAsked' }]);
    send(story, when('2024-10-14 14:00'));
    expect(why(story, '2024-10-15 14:00')).toBe('单位 mot 的提醒在五个工作日内将超过3封（perWeek），此次不发函。计划内的下一封将于10月17日（周四）09:00发出。如有急需，请电话联系（calls）。');
  });

  test('when a letter left today, or leaves by itself as soon', () => {
    expect(why(lived('2024-10-12 12:00'), '2024-10-12 14:00')).toBe('单位 mot 当日已有函件发出，为减轻负担，一日不发两次。计划内的下一封将于10月17日（周四）09:00发出。请在下一工作日再行提醒，或电话联系。');
    expect(why(lived('2024-10-16 12:00'), '2024-10-16 18:00')).toBe('单位 mot 已有函件将于10月17日（周四）09:00发出，无需另行提醒。');
    const twice = lived('2024-10-08 18:00');
    twice.at('2024-10-08 18:00', ask());
    expect(why(twice, '2024-10-08 18:01')).toContain('已有函件将于10月9日（周三）09:00发出');
  });

  test('while the plan is of a build that did not note the week’s budget, and when no day is left', () => {
    const { perWeek: _, ...older } = lived('2024-10-08 14:00').plan;
    expect(why(lived('2024-10-08 14:00', older), '2024-10-08 14:00')).toContain('请先用 amend 以现有方案变更一次');
    expect(why(lived('2024-10-31 18:00', { perTask: 9, perWeek: 9 }), '2024-10-31 18:00')).toContain('在报送截止（11月1日（周五）09:00）前已没有发函时间');
  });
});

describe('whatever happens', () => {
  test('no reminder by hand makes a second letter of a day, nor more than the week’s budget with what left before', () => {
    let taken = 0;
    fc.assert(fc.property(worlds, ({ plan, script }) => {
      const run = simulate(plan, script);
      const left = accepted(run).filter(({ letter }) => letter.kind !== 'receipt');
      for (const [index, { now, letter }] of left.entries()) {
        if (!letter.items.some(({ slot }) => slot.startsWith('hand'))) continue;
        taken += 1;
        const before = left.slice(0, index).filter((each) => recipientKey(each.letter) === recipientKey(letter));
        expect(before.filter((each) => dayOf(each.now) === dayOf(now)), now).toEqual([]);
        const chasing = before.filter((each) => each.letter.items.some(({ kind }) => kind === 'remind' || kind === 'overdue') && workingDaysBetween(plan.calendar, dayOf(each.now), dayOf(now)) < 5);
        expect(chasing.length, now).toBeLessThan(plan.perWeek ?? 0);
      }
    }), { numRuns: 300 });
    expect(taken).toBeGreaterThan(20);
  });
});
