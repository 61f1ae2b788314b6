import type { Draft, Placed } from './draft.ts';
import type { Finding } from './problem.ts';
import type { TaskRule } from './schema.ts';

/** Keys of one task rule that do not go together. */
export function ruleMistakes({ tasks }: Draft): Finding[] {
  return tasks.flatMap((task) => [...ofEach(task), ...ofOrganiser(task)]);
}

/** `each: action` makes one task per action for its lead or co-units; what depends on an action needs it. */
function ofEach({ path, value: rule }: Placed<TaskRule>): Finding[] {
  const found: Finding[] = [];
  const say = (key: string, message: string, remedy: string) => found.push({ path: [...path, key], message: `“${rule.id}”${message}`, remedy });
  if (rule.each === undefined) {
    if (rule.kinds !== undefined) say('kinds', '写了 kinds，但没有 each: action', '请补上 each: action，或删去 kinds');
    if (isAfterEvent(rule)) say('due', '的 due 用了 afterEvent，但没有 each: action', '请补上 each: action，或直接写明日期');
    return found;
  }
  if (rule.for !== 'leads' && rule.for !== 'co') say('for', '是 each: action，for 只能是 leads 或 co', '请改为 for: leads 或 for: co，或删去 each');
  if (Array.isArray(rule.due)) say('due', `是 each: action，due 不能有 ${rule.due.length} 个`, '请拆成几条报送要求，各写一个 due');
  if (rule.unitsDue !== undefined) say('unitsDue', `是 each: action，不能写 unitsDue（${rule.unitsDue}）`, '请删去 unitsDue，或拆成两条报送要求');
  return found;
}

function isAfterEvent({ due }: TaskRule): boolean {
  return typeof due === 'object' && !Array.isArray(due);
}

/** Issuing the notice and approving the summary are the organiser's acts: they settle no one else's task. */
function ofOrganiser({ path, value: { id, for: group, settledBy } }: Placed<TaskRule>): Finding[] {
  if (settledBy === undefined || group === 'organiser') return [];
  return [{ path: [...path, 'settledBy'], message: `“${id}”写了 settledBy: ${settledBy}，但不是组织方的事项`, remedy: '请改为 for: organiser，或删去 settledBy' }];
}
