import type { Instant } from '../time/instant.ts';
import type { AgendaStep } from './agenda.ts';
import type { Letter, LetterKind, Role } from './letter.ts';
import { lettersOf } from './letters.ts';
import { type LinePlan, keyOf } from './plan.ts';
import { type Recipient, contactOf, isSubordinate, recipientKey, superiorOf } from './recipients.ts';
import { type Numbers, readNumbers, writeNumbers } from './numbers.ts';
import type { LineState } from './state.ts';

/** Letters ahead on the next day with any, for tomorrow's list (明日拟发): those of one moment, kind and tone. */
export interface LettersAhead {
  readonly at: Instant;
  readonly kind: LetterKind;
  readonly as: Role;
  readonly letters: number;
  /** Which they are, by numbers into the line's plan: 1,000 lines tell it to one campaign. An older build told the count only. */
  readonly which?: string;
}

/** One letter ahead, by name. */
export interface LetterAhead {
  readonly unit: string;
  readonly role: Role;
  readonly at: Instant;
  readonly kind: LetterKind;
  readonly as: Role;
  readonly items: readonly { readonly unit: string; readonly task: string }[];
}

/** The letters that these steps will come to, in short. */
export function lettersAhead(plan: LinePlan, steps: readonly AgendaStep[], state: LineState): LettersAhead[] {
  const numberOf = new Map(plan.tasks.map((task, number) => [keyOf(task), number]));
  const groups = new Map<string, { at: Instant; letters: Letter[] }>();
  for (const [at, moment] of Map.groupBy(steps, (step) => step.at)) {
    for (const letter of lettersOf(moment, state)) {
      const key = `${at} ${letter.kind} ${letter.as}`;
      const group = groups.get(key) ?? { at, letters: [] };
      group.letters.push(letter);
      groups.set(key, group);
    }
  }
  return [...groups.values()].flatMap(({ at, letters }) => {
    const [first] = letters;
    return first === undefined ? [] : [{ at, kind: first.kind, as: first.as, letters: letters.length, which: written(plan, letters, numberOf) }];
  });
}

/**
 * The letters by name; undefined if it was not told which they are. `plan` is the one of the line that told: the numbers
 * mean nothing in another.
 */
export function namedAhead(plan: LinePlan, { at, kind, as, which }: LettersAhead): LetterAhead[] | undefined {
  if (which === undefined) return undefined;
  const letter = (to: Recipient, numbers: Numbers): LetterAhead => ({
    unit: to.unit, role: to.role, at, kind, as,
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
