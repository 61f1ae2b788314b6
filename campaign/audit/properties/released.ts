import { type LinePlan, ruleOf, slotOf } from '../../line/plan.ts';
import { type Check, tally } from '../finding.ts';
import { stepId, taskOf, unitOf } from '../ground.ts';

/** What waits for a person does not leave before that person released it. */
export const released: Check = ({ walks }) => {
  const { look, finding } = tally();
  for (const { line, moments } of walks) {
    const given = new Set<string>();
    for (const { fact, plan, before } of moments) {
      // Of the round in which it was given.
      if (fact.fact === 'released') given.add(stepId({ ...fact, round: before.tasks[fact.key]?.round ?? 0 }));
      if (fact.fact !== 'letterSent') continue;
      for (const step of fact.steps) {
        if (step.kind !== 'escalate' || unitOf(step.key) !== line || !waits(plan, step)) continue;
        look(given.has(stepId(step)), line, fact.at, () => `${stepId(step)} 须经批准方可提请，流水中没有批准`);
      }
    }
  }
  return finding();
};

function waits(plan: LinePlan, { key, slot }: { readonly key: string; readonly slot: string }): boolean {
  const task = taskOf(plan, key);
  return task !== undefined && ruleOf(plan, task).ladder.escalation.some((rung) => slotOf(rung.at) === slot && rung.release === true);
}
