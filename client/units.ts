import { isFact } from '../campaign/audit/facts.ts';
import type { ContactCard } from '../campaign/definition/plan.ts';
import { type LinePlan, type RulePlan, ruleOf } from '../campaign/line/plan.ts';
import type { Fact } from '../campaign/line/facts.ts';
import type { Level } from '../campaign/line/letter.ts';
import type { ShownState } from '../campaign/line/outcome.ts';
import { type Instant, later } from '../campaign/time/instant.ts';
import { nominalAt } from '../campaign/time/timeline.ts';
import { UNIT_QUERY, lineWorkflowId } from '../workflows/contract.ts';
import { unitStatus } from './answers.ts';
import { whyGone } from './gone.ts';
import { journalChain } from './journals.ts';
import { lineOf } from './plans.ts';
import { Refused } from './refused.ts';
import { type Room, queryOpen } from './room.ts';
import { cardOf } from './roster.ts';
import { explained, isGone } from './serverErrors.ts';
import { timelineOf } from './timelines.ts';
import { type TaskStory, storyOf } from './unitTasks.ts';

/** One thing that is asked of a unit, as the unit sees it. */
export interface UnitTask extends TaskStory {
  readonly task: string;
  readonly rule: RulePlan;
  /** With its action's. */
  readonly title: string;
  readonly assign: Instant;
  readonly due: Instant;
  readonly state: ShownState;
  readonly level: Level | null;
}

/** Everything a unit, and who acts for it, may know of a campaign. */
export interface UnitView {
  readonly campaign: string;
  readonly title: string;
  readonly theme: string;
  readonly line: LinePlan;
  readonly unit: { readonly id: string; readonly name: string };
  /** Now: a line that slept for a week answers with the time it fell asleep. */
  readonly asOf: Instant;
  readonly closed: boolean;
  readonly office: { readonly name: string; readonly phone: string };
  readonly tasks: readonly UnitTask[];
  /** Some word came since the last assignment. */
  readonly acknowledged: boolean;
  /** Who letters go to now, delegated or as the roster has it; and the addresses that speak for the unit. */
  readonly contact: ContactCard | undefined;
  readonly mailboxes: { readonly contact: readonly string[]; readonly superior: readonly string[] };
}

/** What a unit is asked for, what it sent, what became of it, whom letters go to. @throws Refused if its line can no longer be asked. */
export async function viewUnit(room: Room, campaign: string, { unit }: { readonly unit: string }): Promise<UnitView> {
  const plan = await room.plans.latest(campaign);
  const line = lineOf(plan, unit);
  const own = line.units.find(({ id, removed }) => id === unit && removed !== true);
  if (own === undefined) throw new Refused(`活动 ${campaign} 没有单位“${unit}”。`);
  const [status, roster, timeline] = await Promise.all([statusOf(room, campaign, line, unit), room.plans.roster(campaign), timelineOf(room.store, campaign)]);
  const facts = [...await journalChain(room.store, status.earlier), ...status.facts].filter(isFact);
  const standing = new Map(status.tasks.map((each) => [each.task, each]));
  const asked = line.tasks.filter((task) => task.unit === unit && task.removed !== true);
  const tasks = await Promise.all(asked.map(async (task): Promise<UnitTask> => {
    const rule = ruleOf(line, task);
    const { due = task.due, state = 'scheduled', level = null } = standing.get(task.task) ?? {};
    const action = plan.actions.find(({ id }) => id === rule.action)?.title;
    const title = action === undefined || rule.title.includes(action) ? rule.title : `${rule.title}（${action}）`;
    return { task: task.task, rule, title, assign: task.assign, due, state, level, ...await storyOf(room, campaign, task, facts) };
  }));
  const card = await delegateOf(room, unit, facts);
  const cards = card === undefined ? roster.contacts[unit] ?? [] : [card];
  return {
    campaign, title: plan.title, theme: plan.theme, line, unit: { id: unit, name: nameOf(plan, own) }, asOf: later(status.asOf, nominalAt(timeline, Date.now())), closed: status.closed,
    office: { name: roster.office.name, phone: roster.office.phone }, tasks, acknowledged: isAcknowledged(unit, tasks, facts), contact: cards[0],
    mailboxes: { contact: cards.map(({ mail }) => mail), superior: [roster.superiors[unit]?.mail ?? []].flat() },
  };
}

function nameOf({ participants }: { readonly participants: readonly { readonly id: string; readonly kind: string; readonly fullName: string; readonly name: string }[] }, unit: { readonly id: string; readonly name: string }): string {
  const participant = participants.find(({ id }) => id === unit.id);
  return participant?.kind === 'region' ? participant.fullName : participant?.name ?? unit.name;
}

async function statusOf(room: Room, campaign: string, line: LinePlan, unit: string) {
  try {
    const status = unitStatus.nullable().parse(await queryOpen(room, lineWorkflowId(campaign, line.line), UNIT_QUERY, unit));
    if (status === null) throw new Refused(`${line.name}的报送线正在启动。请稍候重试。`);
    return status;
  } catch (error) {
    throw isGone(error) ? (await whyGone(room, campaign, line)).reason : explained(error);
  }
}

/** The card of who the unit handed its letters to last. */
async function delegateOf(room: Room, unit: string, facts: readonly Fact[]): Promise<ContactCard | undefined> {
  const last = facts.findLast((fact) => fact.fact === 'delegated' && fact.unit === unit);
  return last?.fact === 'delegated' ? cardOf(room, last.contact) : undefined;
}

/** Any word of the unit acknowledges what was assigned by then. */
function isAcknowledged(unit: string, tasks: readonly UnitTask[], facts: readonly Fact[]): boolean {
  const word = facts.findLast((fact) => 'entry' in fact && ('unit' in fact ? fact.unit === unit : fact.key.startsWith(`${unit}/`)));
  const open = tasks.filter(({ state }) => state === 'open').map(({ assign }) => assign);
  return word !== undefined && open.every((assign) => assign <= word.at);
}
