import { ORGANISER, keyOf } from '../../line/plan.ts';
import { chineseInstant } from '../../time/chinese.ts';
import { type Instant, dayOf } from '../../time/instant.ts';
import { maxLines, maxUnitsPerLine } from '../lines.ts';
import type { CampaignPlan, Phase, Roster } from '../plan.ts';
import type { Amendment, Running } from './amendment.ts';
import type { LineChange } from './stands.ts';

const PHASES: Readonly<Record<Phase['name'], string>> = {
  planning: '筹备', activities: '开展活动', summarisation: '总结', close: '报送截止', archive: '归档',
};
/** Sentences of one kind that are written out. */
const SHOWN = 5;

/** Why a campaign cannot be amended at all; undefined if it can. */
export function barred({ plan: old, now }: Pick<Running, 'plan' | 'now'>, next: CampaignPlan): string | undefined {
  if (next.campaign !== old.campaign) {
    return `定义的 id 是 ${next.campaign}，不是 ${old.campaign}。请核对活动标识和定义；变更不能改 id，另办活动请用 start。`;
  }
  if (next.rulesVersion < old.rulesVersion) {
    return `活动 ${old.campaign} 已按第 ${String(old.rulesVersion)} 版程序规则运行，本程序较旧，只到第 ${String(next.rulesVersion)} 版。请用新版程序变更。`;
  }
  const close = phaseOf(old, 'close');
  return close !== undefined && close <= now
    ? `活动 ${old.campaign} 已于${chineseInstant(close)}截止报送，方案不能再变更。迟报的材料请作为补充材料归档。` : undefined;
}

/** Everything that speaks against an amendment, each a sentence with its remedy; looked at before anything happens. */
export function objections(now: Instant, { plan, roster, lines, changes }: Amendment): string[] {
  return [
    ...changes.phases.flatMap(({ name, from, to }) => phaseObjection(name, from, to, now)),
    ...some(lines.flatMap((line) => dueObjections(line, now))),
    ...some(lines.flatMap(({ after: { plan: line, state } }) => line.tasks.flatMap((task) => {
      const own = state.tasks[keyOf(task)];
      return own?.status === 'open' && task.removed !== true && own.due >= line.close
        ? [`报送事项 ${keyOf(task)} 已获准延至${chineseInstant(own.due)}，不早于新的截止时间${chineseInstant(line.close)}。请推迟 close，或先另定该事项的期限。`] : [];
    }))),
    ...sizes(plan),
    ...some(movedUnits(plan, roster)),
  ];
}

function phaseObjection(name: Phase['name'], from: Instant, to: Instant, now: Instant): string[] {
  if (from <= now) return [`${PHASES[name]}阶段（${name}）已于${chineseInstant(from)}开始，不能改为${chineseInstant(to)}。请在定义中改回 ${dayOf(from)}。`];
  return to <= now ? [`${PHASES[name]}阶段（${name}）不能改到已过去的${chineseInstant(to)}（现在是${chineseInstant(now)}）。请改为今后的工作日。`] : [];
}

/** Of what is asked for newly, and of what moves: nobody can report by a day that is over. */
function dueObjections({ before, after: { plan, state }, facts }: LineChange, now: Instant): string[] {
  const moved = new Set(facts.flatMap((fact) => (fact.fact === 'dueMoved' ? [fact.key] : [])));
  return plan.tasks.flatMap((task) => {
    const key = keyOf(task);
    const due = state.tasks[key]?.due ?? task.due;
    const isNew = before?.state.tasks[key] === undefined;
    if (task.removed === true || !(isNew || moved.has(key))) return [];
    if (due <= now) return [`报送事项 ${key} 的期限${chineseInstant(due)}已过（现在是${chineseInstant(now)}），不能用于尚未报送的事项。${isNew ? `请改为今后的工作日，或在该事项的 except 中写上 ${task.unit}` : '请改为今后的工作日'}。`];
    return due <= task.assign ? [`报送事项 ${key} 最早${chineseInstant(task.assign)}布置，期限${chineseInstant(due)}太早。请推迟期限。`] : [];
  });
}

function sizes({ lines }: CampaignPlan): string[] {
  const participants = lines.filter(({ line }) => line !== ORGANISER).length;
  return [
    ...(participants > maxLines ? [
      `变更后共 ${String(participants)} 条报送线（含已移出但仍运行到截止的），超过 ${String(maxLines)} 条的上限。请减少新增的参与单位，或另办一次活动。`] : []),
    ...some(lines.filter(({ units }) => units.length > maxUnitsPerLine).map(({ line, units }) => (
      `报送线 ${line} 变更后共 ${String(units.length)} 个单位（含已移出的），超过 ${String(maxUnitsPerLine)} 个的上限。请减少新增的单位。`))),
  ];
}

/** An address belongs to one line: that of a unit which was removed goes on belonging to its old one. */
function movedUnits({ lines }: CampaignPlan, { contacts }: Roster): string[] {
  const mailOf = (unit: string): string | undefined => contacts[unit]?.[0]?.mail.toLowerCase();
  const gone = new Map(lines.flatMap(({ line, units }) => units.filter(({ removed }) => removed === true)
    .flatMap(({ id }): [string, { id: string; line: string }][] => [[mailOf(id) ?? '', { id, line }]])));
  return lines.flatMap(({ line, units }) => units.flatMap(({ id, removed }) => {
    const before = removed === true ? undefined : gone.get(mailOf(id) ?? '');
    if (before === undefined || before.line === line) return [];
    return [`单位 ${id} 的邮箱 ${mailOf(id) ?? ''} 原属报送线 ${before.line} 的 ${before.id}，单位不能从一条报送线移到另一条：已报材料留在原报送线。请保留 ${before.id}，或为 ${id} 另用一个邮箱。`];
  }));
}

function some(sentences: readonly string[]): string[] {
  const rest = sentences.length - SHOWN;
  return rest > 0 ? [...sentences.slice(0, SHOWN), `另有 ${String(rest)} 处同类问题。`] : [...sentences];
}

function phaseOf({ phases }: CampaignPlan, name: Phase['name']): Instant | undefined {
  return phases.find((phase) => phase.name === name)?.at;
}
