import type { DoneStep } from '../../../campaign/line/facts.ts';
import { keyOf } from '../../../campaign/line/plan.ts';
import { stepId } from '../../../campaign/line/stepId.ts';
import type { Act } from '../script/act.ts';
import type { SimulatedLine } from '../simulate.ts';

/**
 * What has been written about the task (or, for a word about everything, to the unit) before an act: its actor answers these letters,
 * so it reads them first. By the rules alone: a letter that does not come is an anomaly.
 */
export function readingsOf(acts: readonly Act[], simulated: readonly SimulatedLine[]): Map<Act, readonly string[]> {
  const written = new Map<string, { readonly at: string; readonly step: DoneStep }[]>();
  for (const { facts } of simulated) {
    for (const fact of facts) {
      // An escalation that stands in today's digest is told before the unit answers this afternoon, not struck out.
      const steps = fact.fact === 'letterSent' ? fact.steps : fact.fact === 'handedToOffice' ? fact.steps.filter(({ kind }) => kind === 'escalate') : [];
      for (const step of steps) written.set(step.key, [...written.get(step.key) ?? [], { at: fact.at, step }]);
    }
  }
  return new Map(acts.map((act) => [act, aboutWhat(act, written).filter(({ at }) => at < act.at).map(({ step }) => stepId(step))]));
}

function aboutWhat({ deed }: Act, written: ReadonlyMap<string, readonly { readonly at: string; readonly step: DoneStep }[]>) {
  if (!('unit' in deed)) return [];
  if ('task' in deed) return written.get(keyOf(deed)) ?? [];
  const own = [...written].filter(([key]) => key.startsWith(`${deed.unit}/`)).flatMap(([, steps]) => steps);
  return own.filter(({ step }) => step.kind === 'assign');
}
