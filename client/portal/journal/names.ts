import { type LinePlan, keyOf, ruleOf } from '../../../campaign/line/plan.ts';

/** What people call the units and tasks that facts name by ids. */
export interface Names {
  /** Of a subordinate unit: its name; of the participant: its name. */
  readonly unit: (id: string) => string;
  /** “活动总结”, with the unit if that is another than the one the page is about. */
  readonly task: (key: string) => string;
}

/** Names for a page about this unit. */
export function namesOf(line: LinePlan, about: string): Names {
  const units = new Map(line.units.map(({ id, name }) => [id, name]));
  // Quotation marks within others are single ones (GB/T 15834).
  const tasks = new Map(line.tasks.map((task) => [keyOf(task), `“${ruleOf(line, task).title.replaceAll('“', '‘').replaceAll('”', '’')}”`]));
  const unit = (id: string): string => units.get(id) ?? '（已撤销的单位）';
  return {
    unit,
    task: (key) => {
      const [of = ''] = key.split('/');
      return `${of === about ? '' : unit(of)}${tasks.get(key) ?? '（已取消的事项）'}`;
    },
  };
}
