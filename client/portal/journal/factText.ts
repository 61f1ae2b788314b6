import type { Fact, FactName } from '../../../campaign/line/facts.ts';
import { participantOf } from '../../../campaign/line/plan.ts';
import { DEED_FACTS } from './deedFacts.ts';
import { LETTER_FACTS } from './letterFacts.ts';
import type { Names } from './names.ts';

// Not FactOf: two facts share one shape, which no single name extracts.
type Named<N extends FactName> = Fact & { readonly fact: N };

/** One function for each fact: a new fact is missed here by the compiler. */
const WORDS: { readonly [N in FactName]: (fact: Named<N>, names: Names) => string } = { ...DEED_FACTS, ...LETTER_FACTS };

/** What happened, as one sentence. */
export function factText(fact: Fact, names: Names): string {
  return text(fact.fact, fact, names);
}

function text<N extends FactName>(name: N, fact: Named<N>, names: Names): string {
  return WORDS[name](fact, names);
}

/** Whether a fact is about this unit; what is about the whole line is about its participant. */
export function isAbout(fact: Fact, unit: string): boolean {
  const ofWhole = unit === participantOf(unit);
  if ('unit' in fact) return fact.unit === unit;
  if ('key' in fact) return fact.key.startsWith(`${unit}/`);
  if ('steps' in fact) return fact.steps.some(({ key }) => key.startsWith(`${unit}/`));
  if (fact.fact === 'amended') return ofWhole || fact.added.some(({ key }) => key.startsWith(`${unit}/`));
  return fact.fact === 'lettersDeferred' && fact.to !== undefined ? fact.to.some((to) => to.unit === unit) : ofWhole;
}
