import type { CampaignPlan, ContactCard } from '../campaign/definition/plan.ts';
import type { UnitCall } from '../campaign/line/calls.ts';
import { GRAVITY, type Level, type Relation, highest } from '../campaign/line/letter.ts';
import { type LinePlan, ORGANISER, ruleOf } from '../campaign/line/plan.ts';
import { isOverdue } from '../campaign/line/standing.ts';
import { chineseDay } from '../campaign/time/chinese.ts';
import { type Instant, dayOf } from '../campaign/time/instant.ts';
import { workingDaysBetween } from '../campaign/time/workingDays.ts';
import type { LineStatus } from '../workflows/contract.ts';
import type { Room } from './room.ts';
import { cardOf, rosterOf } from './roster.ts';
import { lineStatuses, statusOf } from './statuses.ts';

/** One call to make: whom, at which number, why, and what to say. */
export interface Call {
  readonly unit: string;
  readonly name: string;
  readonly relation: Relation;
  readonly level: Level | null;
  readonly contact: { readonly role: string | null; readonly phone: string | null; readonly mail: string };
  readonly reasons: readonly ('mail-refused' | 'superior-refused' | 'overdue' | 'unacknowledged')[];
  readonly why: string;
  readonly say: string;
}

/** 电话清单: whom the office has to call now, gravest first. Numbers come from the roster in the store. */
export async function callList(room: Room, campaign: string): Promise<{ readonly asOf: Instant; readonly calls: readonly Call[] }> {
  const [plan, { asOf }] = await Promise.all([room.plans.latest(campaign), statusOf(room, campaign)]);
  return { asOf, calls: await callsAmong(room, { plan, lines: await lineStatuses(room, campaign, asOf), now: asOf }) };
}

/** The same from what is known of the lines: none is asked. */
export async function callsAmong(room: Pick<Room, 'store'>, { plan, lines, now }: { readonly plan: CampaignPlan; readonly lines: Iterable<LineStatus>; readonly now: Instant }): Promise<Call[]> {
  const roster = await rosterOf(room, plan.campaign);
  const planned = new Map(plan.lines.map((line) => [line.line, line]));
  const found = [...lines].flatMap((status) => {
    const line = planned.get(status.line);
    return line === undefined ? [] : callsOf(line, status, now).map((call) => ({ line, call }));
  });
  const calls = await Promise.all(found.map(async ({ line, call }): Promise<Call> => {
    const card = call.contact === undefined ? roster.contacts[call.unit]?.[0] : await cardOf(room, call.contact);
    return callOf(plan, line, call, card, now);
  }));
  const gravity = ({ level, reasons }: Call) => (level === null ? 0 : GRAVITY[level]) * 2 + Number(reasons.includes('mail-refused'));
  return calls.toSorted((a, b) => gravity(b) - gravity(a));
}

/** What a line said, and what has become overdue since by the clock alone: a line says nothing new before its next letter. */
function callsOf({ line }: LinePlan, { calls = [], tasks, units = [], closed }: LineStatus, now: Instant): readonly UnitCall[] {
  const overdue = tasks.filter((task) => isOverdue(task, now));
  const own = overdue.filter(({ unit }) => unit === line);
  const known = calls.find(({ unit }) => unit === line);
  // A line that does not run yet is nobody to be called about.
  if (closed || units.length === 0 || line === ORGANISER || own.length <= (known?.overdue.length ?? 0)) return calls;
  const contact = units.find(({ unit }) => unit === line)?.contact;
  const call: UnitCall = {
    refused: false, superiorRefused: false, ...(contact === undefined ? {} : { contact }), ...known,
    unit: line, level: highest(own.map(({ level }) => level)), overdue: own.map(({ task, due }) => ({ task, due })),
    unacknowledged: (known?.unacknowledged ?? []).filter(({ due }) => due >= now), below: new Set(overdue.flatMap(({ unit }) => (unit === line ? [] : [unit]))).size,
  };
  return [call, ...calls.filter((each) => each !== known)];
}

function callOf(plan: CampaignPlan, line: LinePlan, call: UnitCall, card: ContactCard | undefined, asOf: Instant): Call {
  const { unit, level, overdue, unacknowledged, refused, superiorRefused } = call;
  const name = plan.participants.find(({ id }) => id === unit)?.fullName ?? line.units.find(({ id }) => id === unit)?.name ?? unit;
  return {
    unit, name, relation: line.relation, level,
    contact: { role: card?.role ?? null, phone: card?.phone ?? null, mail: card?.mail ?? '' },
    reasons: [
      ...(refused ? ['mail-refused' as const] : []), ...(superiorRefused ? ['superior-refused' as const] : []),
      ...(overdue.length > 0 ? ['overdue' as const] : []), ...(unacknowledged.length > 0 ? ['unacknowledged' as const] : []),
    ],
    why: whyText(line, call, asOf), say: sayText(line, call),
  };
}

function titles(line: LinePlan, unit: string, tasks: readonly { readonly task: string }[]): string {
  const shown = tasks.map(({ task }) => {
    const planned = line.tasks.find((each) => each.unit === unit && each.task === task);
    // Quotation marks within others are single ones (GB/T 15834).
    return `“${(planned === undefined ? task : ruleOf(line, planned).title).replaceAll('“', '‘').replaceAll('”', '’')}”`;
  });
  return shown.length <= 3 ? shown.join('、') : `${shown.slice(0, 3).join('、')}等 ${String(shown.length)} 项`;
}

/** For ourselves: the state of things. */
function whyText(line: LinePlan, { unit, overdue, unacknowledged, refused, superiorRefused, below }: UnitCall, asOf: Instant): string {
  const [due] = overdue.map((task) => task.due).sort();
  return [
    ...(refused ? ['邮箱拒收'] : []), ...(superiorRefused ? ['分管领导邮箱拒收'] : []),
    ...(due === undefined ? [] : [`${titles(line, unit, overdue)}尚未收到，${chineseDay(dayOf(due))}到期，已过 ${String(workingDaysBetween(line.calendar, dayOf(due), dayOf(asOf)))} 个工作日`]),
    ...(unacknowledged.length === 0 ? [] : [`${titles(line, unit, unacknowledged)}未确认收到来函`]),
    ...(below === 0 ? [] : [`下属 ${String(below)} 个单位有事项尚未收到（由其联系）`]),
  ].join('；');
}

/** One sentence for the telephone. A body of equal rank is asked, never pressed. */
function sayText(line: LinePlan, { unit, overdue, unacknowledged, refused }: UnitCall): string {
  const isPeer = line.relation === 'peer';
  const [due] = overdue.map((task) => task.due).sort();
  if (refused) return `我局函件未能送达${isPeer ? '贵单位' : '你单位'}邮箱，请告知可用的邮箱和联络员。`;
  if (due !== undefined && isPeer) return `请问${titles(line, unit, overdue)}是否已反馈？如已通过公文交换，请告知文号；如需更多时间，请告知预计反馈的日期。`;
  if (due !== undefined) return `${titles(line, unit, overdue)}原定${chineseDay(dayOf(due))}前报送，我局尚未收到。请告知预计报送的日期；已报送的请告知渠道和文号。`;
  const [sent] = unacknowledged.map(({ assign }) => assign).sort();
  return `我局${sent === undefined ? '' : chineseDay(dayOf(sent))}关于${titles(line, unit, unacknowledged)}的来函是否收到？请告知由哪位同志办理。`;
}
