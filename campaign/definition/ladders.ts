import type { Draft, Placed } from './draft.ts';
import { laddersInUse } from './ladderUse.ts';
import type { Finding, Path } from './problem.ts';
import { isRecord, type Raw } from './raw.ts';
import type { Ladder, Participant } from './schema.ts';

/** No slot twice in one ladder, used or not: a slot's name is part of a step's id. */
export function repeatedSlots({ ladders, tasks }: Draft): Finding[] {
  const named = [...ladders].map(([name, ladder]): [Path, Ladder] => [['ladders', name], ladder]);
  const inline = tasks.flatMap(({ path, value: { ladder } }): [Path, Ladder][] => (typeof ladder === 'object' ? [[[...path, 'ladder'], ladder]] : []));
  return [...named, ...inline].flatMap(([path, ladder]) => {
    const seen = new Set<string>();
    return slotsOf(ladder, path).flatMap(({ slot, path }) => {
      if (seen.has(slot)) return [{ path, message: `节点“${slot}”在同一层级表中出现两次`, remedy: '同一层级表里每个节点只能用一次，请改到另一个工作日' }];
      seen.add(slot);
      return [];
    });
  });
}

function slotsOf({ reminders, overdue, escalation }: Ladder, path: Path): { slot: string; path: Path }[] {
  return [
    ...reminders.map((slot, i) => ({ slot, path: [...path, 'reminders', i] })),
    ...overdue.map((slot, i) => ({ slot, path: [...path, 'overdue', i] })),
    ...escalation.map(({ at }, i) => ({ slot: at, path: [...path, 'escalation', i, 'at'] })),
  ];
}

/**
 * Of each ladder in use: it exists; it holds no more chasing letters than the budget for one task (减负); and whom it
 * names as superior exists. A participant that never gets such a task needs no superior.
 */
export function ladderMistakes(raw: Raw, draft: Draft): Finding[] {
  return laddersInUse(draft).flatMap(({ path, name, participants }) => {
    const ladder = name === undefined ? inlineAt(path, draft) : draft.ladders.get(name);
    if (ladder === undefined) return name === undefined ? [] : missing(raw, name, draft);
    const found: Finding[] = [];
    const chasing = ladder.reminders.length + ladder.overdue.length;
    if (draft.budget !== undefined && chasing > draft.budget.perTask) {
      found.push({
        path,
        message: `${name ?? 'ladder'} 的提醒与催询共 ${chasing} 次，超过 budget.perTask 的 ${draft.budget.perTask} 次`,
        remedy: '请减少 reminders 或 overdue 的节点，或调整 budget.perTask（减负）',
      });
    }
    const step = ladder.escalation.findIndex(({ to }) => to === 'superior');
    if (step >= 0) found.push(...ofSuperiors([...path, 'escalation', step, 'to'], name ?? 'ladder', [...participants]));
    return found;
  });
}

function ofSuperiors(step: Path, name: string, participants: readonly Placed<Participant>[]): Finding[] {
  // A body of equal rank is asked, never reported to its own superior: such a step is wrong even if one is named.
  const peer = participants.find(({ value }) => value.relation === 'peer')?.value;
  const rank: Finding[] = peer === undefined ? [] : [{
    path: step,
    message: `“superior”不能用于 peer 单位“${peer.id}”（${peer.name}）：平级单位的事项不报其上级`,
    remedy: '请改为 to: office 或 to: head，或为该单位另用一个层级表',
  }];
  const lacking = participants.filter(({ value }) => value.relation !== 'peer' && value.superior === undefined);
  return rank.concat(lacking.map(({ path, value }) => ({
    path: [...path, 'superior'],
    message: `“${value.id}”（${value.name}）缺少分管领导，而它的层级表 ${name} 要报 superior`,
    remedy: '请补上，例如 superior: { title: 分管局领导, mail: sd-leader@regions.test }',
  })));
}

function inlineAt(path: Path, { tasks }: Draft): Ladder | undefined {
  const ladder = tasks.find((task) => task.path[1] === path[1])?.value.ladder;
  return typeof ladder === 'object' ? ladder : undefined;
}

/** A rule that names an unknown ladder is told so at the rule; here only the ladder of a relation is missing. */
function missing({ ladders }: Raw, name: string, { tasks }: Draft): Finding[] {
  if (!isRecord(ladders) || Object.hasOwn(ladders, name) || tasks.some(({ value }) => value.ladder === name)) return [];
  return [{ path: ['ladders'], message: `缺少名为“${name}”的层级表，${name} 单位（或组织方）的事项要用它`, remedy: `请在 ladders 中补上 ${name}，或在报送要求中另写 ladder` }];
}
