import fc from 'fast-check';
import { type Instant, addSeconds, at, day, dayOf } from '../../../campaign/time/instant.ts';
import { dayFromNumber, dayNumber, isWorkingDay } from '../../../campaign/time/workingDays.ts';
import type { Command } from '../../../campaign/line/commands.ts';
import type { Relation } from '../../../campaign/line/letter.ts';
import type { Ladder, LinePlan } from '../../../campaign/line/plan.ts';
import { autumn } from '../time/autumn.ts';
import { schedule } from '../../../campaign/line/schedule.ts';
import { freshTask } from '../../../campaign/line/state.ts';
import { ladders, lineOf } from './fixture.ts';
import type { Script } from './simulation.ts';

/** Random lines and what happens to them, mostly in September and October 2024 with their two holidays. */
const between = (first: string, last: string) => fc.integer({ min: dayNumber(day(first)), max: dayNumber(day(last)) }).map(dayFromNumber);
const working = (first: string, last: string) => between(first, last).filter((on) => isWorkingDay(autumn, on));

/** Times of day at which something turns: openings, digests, closings, and the seconds around them. */
const EDGES = ['00:00:00', '08:59:59', '09:00:00', '09:00:01', '09:59:59', '10:00:00', '10:00:01', '14:00:00', '17:29:59', '17:30:00', '17:30:01', '23:59:59'];
const edge = fc.constantFrom(...EDGES);
const moment = (days: fc.Arbitrary<ReturnType<typeof day>>): fc.Arbitrary<Instant> => (
  fc.tuple(days, edge).map(([on, time]) => addSeconds(at(on, time.slice(0, 5)), Number(time.slice(6)))));

const offsets = (all: readonly number[], most: number) => fc.subarray([...all], { maxLength: most }).map((some) => some.sort((a, b) => a - b));
const ladder = (relation: Relation): fc.Arbitrary<Ladder> => fc.oneof(
  fc.constant(ladders[relation]),
  fc.record({
    reminders: offsets([-5, -3, -1, 0], 3), overdue: offsets([1, 2, 4], 2),
    escalation: offsets([3, 5, 6, 8], 3).chain((slots) => fc.tuple(...slots.map((slot) => fc.record({
      at: fc.constant(slot), level: fc.constantFrom('blue', 'yellow', 'red'),
      to: fc.constantFrom(...(relation === 'peer' ? ['office', 'head'] as const : ['office', 'head', 'superior', 'superior'] as const)),
      release: fc.boolean(),
    })))),
  }),
);

/** A line with up to two subordinate units and three tasks; addresses are sometimes shared. */
export const lines: fc.Arbitrary<LinePlan> = fc.tuple(
  fc.constantFrom<Relation>('peer', 'guided', 'own'), fc.integer({ min: 0, max: 2 }), fc.boolean(), fc.boolean(), fc.constantFrom(1, 2, 3, 20), fc.constantFrom(1, 2, 9),
).chain(([relation, below, shares, isOrganiser, perTask, perWeek]) => {
  const line = isOrganiser && relation === 'own' ? 'organiser' : 'sd';
  const ids = [line, ...['sd.a', 'sd.b'].slice(0, line === 'sd' ? below : 0)];
  const units = ids.map((id) => ({ id, name: id, ...(shares && id === 'sd.b' ? { contact: 'sd.a' } : {}) }));
  const task = fc.record({
    unit: fc.constantFrom(...ids), ladder: ladder(relation), acknowledge: fc.constantFrom(2, 5), review: fc.constantFrom(1, 5),
    assign: fc.tuple(working('2024-08-26', '2024-10-08'), fc.constantFrom('09:00', '09:00', '14:20')).map((parts) => parts.join(' ')),
    days: fc.integer({ min: 1, max: 30 }), time: fc.constantFrom('09:00', '17:00', '17:30'),
  }).map(({ days, time, ...rest }) => {
    let number = dayNumber(day(rest.assign.slice(0, 10))) + days;
    while (!isWorkingDay(autumn, dayFromNumber(number))) number += 1;
    return { ...rest, due: `${dayFromNumber(number)} ${time}` };
  });
  // Twins fall on the same days, so that their letters meet.
  const twins = task.map((only) => [only, only]);
  return fc.oneof(fc.array(task, { minLength: 1, maxLength: 3 }), twins).map((tasks) => lineOf({
    line, relation, units, perTask, perWeek, tasks: Object.fromEntries(tasks.map((each, n) => [`t${String(n)}`, each])),
    ...(shares && relation === 'guided' && below > 0 ? { superiorIs: 'sd.a' } : {}),
    close: '2024-11-15 09:00',
  }));
});

const instants = moment(between('2024-08-26', '2024-11-15'));

/** Any command, mostly sensible ones. */
export function commands(plan: LinePlan): fc.Arbitrary<Command> {
  const unit = fc.constantFrom(...plan.units.map(({ id }) => id), 'nobody');
  const known = fc.constantFrom(...plan.tasks.map(({ unit, task }) => ({ unit, task })));
  const of = fc.oneof({ arbitrary: known, weight: 9 }, { arbitrary: fc.record({ unit, task: fc.constantFrom('t0', 'none') }), weight: 1 });
  const whole = fc.oneof(of, fc.record({ unit }));
  const entry = fc.record({
    channel: fc.constantFrom('portal', '公文交换', 'fax'), receivedAt: instants, enteredBy: fc.constantFrom('contact', 'organiser'),
  }, { noNullPrototype: true });
  const due = moment(working('2024-09-02', '2024-11-14'));
  const give = <C extends Command['command'], T extends object>(command: C, more: fc.Arbitrary<T>) => more.map((rest) => ({ command, ...rest }));
  return fc.oneof(
    { arbitrary: give('submitReport', fc.tuple(of, fc.record({ report: fc.constant('d'), nil: fc.boolean(), flags: fc.constant([]), disagreed: fc.boolean(), entry })).map(both)), weight: 4 },
    { arbitrary: give('reviewReport', fc.tuple(of, fc.record({ verdict: fc.constantFrom('accept', 'return', 'return'), text: fc.constant('why'), due })).map(both)), weight: 4 },
    { arbitrary: give('withdrawReport', fc.tuple(of, fc.record({ entry })).map(both)), weight: 2 },
    give('noteReceived', fc.tuple(of, fc.record({ entry })).map(both)),
    give('acknowledge', fc.record({ unit, entry })),
    { arbitrary: give('decideExtension', fc.tuple(of, fc.record({ grant: fc.boolean(), until: due })).map(both)), weight: 3 },
    give('requestExtension', fc.tuple(of, fc.record({ until: due, entry })).map(both)),
    give('delegate', fc.record({ unit, contact: fc.constantFrom('card1', 'card2'), entry })),
    give('exempt', of), { arbitrary: give('suspend', whole), weight: 2 }, { arbitrary: give('resume', whole), weight: 3 },
    { arbitrary: give('release', of), weight: 4 },
    { arbitrary: give('remind', fc.tuple(of, fc.record({ by: fc.constantFrom('organiser' as const, 'lead' as const) })).map(both)), weight: 5 },
    give('quarantineFile', fc.tuple(of, fc.record({ file: fc.constantFrom('f1', 'f2'), lift: fc.boolean(), by: fc.constant('organiser' as const) })).map(both)),
    give('purgeFile', fc.tuple(of, fc.record({ file: fc.constantFrom('f1', 'f2'), why: fc.constant('why'), by: fc.constant('organiser' as const) })).map(both)),
    give('settle', fc.record({ by: fc.constantFrom('issueNotice', 'approveSummary') })),
  );
}

function both<A extends object, B extends object>([a, b]: [A, B]): A & B {
  return { ...a, ...b };
}

/** After a few letters mail is away, or a mailbox full, for hours or days. */
const away = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 8, max: 40 })).map(([before, tries]): Script['mail'] => [
  ...Array<'accepted'>(before).fill('accepted'), ...Array<'deferred'>(tries).fill('deferred'), ...Array<'accepted'>(9).fill('accepted'),
]);

/** Something may happen to a line: commands, refused and deferred mail, outages. */
export const worlds: fc.Arbitrary<{ plan: LinePlan; script: Script }> = lines.chain((plan) => fc.record({
  plan: fc.constant(plan),
  script: fc.record({
    start: fc.constant(at(day('2024-08-26'), '08:00')),
    // Mostly few: a ladder that somebody answers at once never reaches a superior.
    commands: fc.oneof(happenings(plan, 3), happenings(plan, 30), restings(plan), remindings(plan)).map((all) => all.sort((a, b) => Number(a.at > b.at) - Number(a.at < b.at)).map(enteredAfterReceipt)),
    outages: fc.array(fc.tuple(instants, fc.integer({ min: 1, max: 20 * 24 })).map(([from, hours]) => ({ from, to: addSeconds(from, hours * 3600) })), { maxLength: 3 }),
    mail: fc.oneof(fc.constant([]), away, fc.array(fc.constantFrom('accepted', 'accepted', 'accepted', 'refused', 'deferred'), { maxLength: 9 })),
    inFlight: fc.constantFrom(1, 2, 5),
    releases: fc.boolean(),
  }),
}));

type Happening = { readonly at: Instant; readonly command: Command };

function happenings(plan: LinePlan, most: number): fc.Arbitrary<Happening[]> {
  return fc.array(fc.record({ at: instants, command: commands(plan) }), { maxLength: most });
}

/** Tasks are suspended for a few hours: what was due meanwhile comes up in the middle of a day. */
function restings(plan: LinePlan): fc.Arbitrary<Happening[]> {
  const all = plan.tasks.flatMap((each) => schedule(plan, each, freshTask(each.due)));
  return fc.subarray([...all]).map((some) => some.flatMap(({ unit, task, at: when }): Happening[] => [
    { at: at(dayOf(when), '08:30'), command: { command: 'suspend', unit, task } },
    { at: at(dayOf(when), '11:30'), command: { command: 'resume', unit, task } },
  ]));
}

/** Somebody reminds by hand, day after day, whoever has been asked; now and then something else happens. */
function remindings(plan: LinePlan): fc.Arbitrary<Happening[]> {
  const [first, ...others] = plan.tasks.map(({ unit, task, assign }) => fc.record({
    at: moment(working(dayOf(assign), '2024-11-14')), command: fc.constant<Command>({ command: 'remind', unit, task, by: unit === plan.line ? 'organiser' : 'lead' }),
  }));
  if (first === undefined) return fc.constant([]);
  return fc.tuple(fc.array(fc.oneof(first, ...others), { maxLength: 12 }), happenings(plan, 3)).map((all) => all.flat());
}

/** What is entered was received before, mostly; now and then the future is claimed and refused. */
function enteredAfterReceipt({ at: when, command }: Happening, index: number): Script['commands'][number] {
  if (!('entry' in command) || index % 7 === 6 || command.entry.receivedAt <= when) return { at: when, command };
  return { at: when, command: { ...command, entry: { ...command.entry, receivedAt: when } } };
}
