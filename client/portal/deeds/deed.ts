import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../refused.ts';
import type { Fields, Remark } from '../form.ts';
import { pageWords } from './pageWords.ts';

/** What a form of the organiser asks for. */
export interface Asked {
  readonly name: string;
  readonly label: string;
  readonly as: 'line' | 'date' | 'email' | 'tel' | 'area' | 'choice' | 'select';
  readonly hint?: string;
  /** What stands in it at first. */
  readonly value?: string;
  readonly options?: readonly (readonly [value: string, label: string])[];
}

/** One thing the organiser has done: its form says first what will happen, its button does it. */
export interface Deed {
  readonly title: string;
  /** What will happen, a sentence each. */
  readonly says: readonly string[];
  readonly asks: readonly Asked[];
  readonly button: string;
  /** The field a refusal is said beside; left out: above the form. */
  readonly blame?: string;
}

/** A form as it came: each field once. */
export const Typed = z.record(z.string().max(60), z.string().max(60_000));
export type Typed = z.infer<typeof Typed>;

/** As pages show it again. */
export const fieldsOf = (typed: Typed): Fields => Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, [value]]));

/** What was typed into a field, or nothing; to spread into a command. */
export function given<K extends string>(typed: Typed, name: K): Partial<Record<K, string>> {
  const made: Partial<Record<K, string>> = {};
  const text = typed[name]?.trim() ?? '';
  if (text !== '') made[name] = text;
  return made;
}

/** A day as people type it. */
export const dayTyped = (text: string | undefined): string => (text ?? '').trim().replaceAll('/', '-');

/** The id of the command: the same form with the same words is carried out once, however often its button is pressed; a changed one anew. */
export function commandId(name: string, { csrf: _, ...typed }: Typed): string {
  const said = JSON.stringify([name, Object.entries(typed).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return `portal-${createHash('sha256').update(said).digest('hex').slice(0, 32)}`;
}

/** Carries it out. What was refused is said beside its field, as the person may know it. */
export async function attempt(run: () => Promise<unknown>, { blame = '' }: Pick<Deed, 'blame'> = {}, say: (sentence: string) => string = (same) => same): Promise<Remark[]> {
  try {
    await run();
    return [];
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return [{ field: blame, text: say(pageWords(error.message)) }];
  }
}
