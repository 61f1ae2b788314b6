import { type Instant, dayOf } from '../time/instant.ts';
import { type AgendaStep, agenda } from './agenda.ts';
import { possibleAt } from './leaving.ts';
import type { Letter, LetterKind, Role } from './letter.ts';
import { lettersOf } from './letters.ts';
import { type LinePlan, keyOf } from './plan.ts';
import { type Recipient, contactOf, isDigest, isSubordinate, recipientKey, superiorOf } from './recipients.ts';
import { type Numbers, readNumbers, writeNumbers } from './numbers.ts';
import type { LineState } from './state.ts';

/** Letters ahead on the next day with any, for tomorrow's list (明日拟发): those of one moment, kind and tone. */
export interface LettersAhead {
  readonly at: Instant;
  readonly kind: LetterKind;
  readonly as: Role;
  readonly letters: number;
  /** When they leave, if not at their moment: it came outside sending hours, or mail was away. */
  readonly leaves?: Instant;
  /** Which they are, by numbers into the line's plan: 1,000 lines tell it to one campaign. An older build told the count only. */
  readonly which?: string;
}

/** One letter ahead, by name. */
export interface LetterAhead {
  readonly unit: string;
  readonly role: Role;
  readonly at: Instant;
  readonly leaves?: Instant;
  readonly kind: LetterKind;
  readonly as: Role;
  readonly items: readonly { readonly unit: string; readonly task: string }[];
}

/** A step that is still to leave, and when. */
export type Leaving = AgendaStep & { readonly leaves?: Instant };

/** Steps to contacts and superiors that leave on the next day on which any does: also those whose moment is over, and that wait for the opening or for mail. */
export function nextLeaving(plan: LinePlan, state: LineState, now: Instant): Leaving[] {
  let found: { readonly step: AgendaStep; readonly leaves: Instant }[] = [];
  for (const step of agenda(plan, state, now)) {
    const first = found[0]?.leaves;
    if (first !== undefined && dayOf(step.at) > dayOf(first)) break; // soonest first, and none leaves before its `at`
    const leaves = isDigest(step.to) ? undefined : possibleAt(plan, state, step, now);
    if (leaves === undefined || leaves <= now || leaves >= step.until) continue;
    if (first !== undefined && dayOf(leaves) < dayOf(first)) found = [];
    if (found[0] === undefined || dayOf(leaves) === dayOf(found[0].leaves)) found.push({ step, leaves });
  }
  return found.map(({ step, leaves }) => (leaves === step.at ? step : { ...step, leaves }));
}

/** The letters that these steps will come to, in short. */
export function lettersAhead(plan: LinePlan, steps: readonly Leaving[], state: LineState): LettersAhead[] {
  const numberOf = new Map(plan.tasks.map((task, number) => [keyOf(task), number]));
  const groups = new Map<string, { when: Pick<LettersAhead, 'at' | 'leaves'>; letters: Letter[] }>();
  for (const [at, ofMoment] of Map.groupBy(steps, (step) => step.at)) {
    for (const [leaves, together] of Map.groupBy(ofMoment, (step) => step.leaves)) {
      const when = { at, ...(leaves === undefined ? {} : { leaves }) };
      for (const letter of lettersOf(together, state)) {
        const key = `${at} ${leaves ?? ''} ${letter.kind} ${letter.as}`;
        const group = groups.get(key) ?? { when, letters: [] };
        group.letters.push(letter);
        groups.set(key, group);
      }
    }
  }
  return [...groups.values()].flatMap(({ when, letters }) => {
    const [first] = letters;
    return first === undefined ? [] : [{ ...when, kind: first.kind, as: first.as, letters: letters.length, which: written(plan, letters, numberOf) }];
  });
}

/**
 * The letters by name; undefined if it was not told which they are. `plan` is the one of the line that told: the numbers
 * mean nothing in another.
 */
export function namedAhead(plan: LinePlan, { at, leaves, kind, as, which }: LettersAhead): LetterAhead[] | undefined {
  if (which === undefined) return undefined;
  const letter = (to: Recipient, numbers: Numbers): LetterAhead => ({
    unit: to.unit, role: to.role, at, ...(leaves === undefined ? {} : { leaves }), kind, as,
    items: numbers.flatMap((number) => plan.tasks[number] ?? []).map(({ unit, task }) => ({ unit, task })),
  });
  const [usual = '', ...others] = which.split('|');
  return [
    ...readNumbers(usual).flatMap((number) => {
      const task = plan.tasks[number];
      return task === undefined ? [] : [letter(usualRecipient(plan, as, task.unit), [number])];
    }),
    ...others.map((text) => {
      const [to = '', numbers = ''] = text.split(':');
      const [place = 0] = readNumbers(to.replace('!', ''));
      return letter({ unit: plan.units[place]?.id ?? plan.line, role: to.endsWith('!') ? 'superior' : 'contact' }, readNumbers(numbers));
    }),
  ];
}

/** Letters of one item to whom such an item usually goes by the item's number; the others each as `unit[!]:items`. */
function written(plan: LinePlan, letters: readonly Letter[], numberOf: ReadonlyMap<string, number>): string {
  const usual: number[] = [];
  const others: string[] = [];
  for (const { unit, role, as, items } of letters) {
    const numbers = [...new Set(items.flatMap((item) => numberOf.get(keyOf(item)) ?? []))];
    const [only] = numbers;
    const [item] = items;
    if (numbers.length === 1 && only !== undefined && item !== undefined
      && recipientKey(usualRecipient(plan, as, item.unit)) === recipientKey({ unit, role })) usual.push(only);
    else others.push(`${writeNumbers([plan.units.findIndex(({ id }) => id === unit)])}${role === 'superior' ? '!' : ''}:${writeNumbers(numbers)}`);
  }
  return [writeNumbers(usual), ...others].join('|');
}

function usualRecipient(plan: LinePlan, as: Role, unit: string): Recipient {
  if (as !== 'superior') return contactOf(plan, unit);
  return isSubordinate(plan, unit) ? contactOf(plan, plan.line) : superiorOf(plan);
}
