import { chineseInstant } from '../time/chinese.ts';
import type { Instant } from '../time/instant.ts';
import type { Entry } from './facts.ts';
import { chinese } from './refusals.ts';

/** 反映问题: somebody says that, for example, fees are charged in the campaign's name. Tracked to an answer. */
export interface Concern {
  /** 1, 2, 3, … in the order in which they came. */
  readonly number: number;
  /** The unit it is about; without one it is about the campaign. */
  readonly unit?: string;
  /** Digests: what was said, and what was answered. */
  readonly text: string;
  readonly answer?: string;
  readonly receivedAt: Instant;
  readonly answeredAt?: Instant;
}

export type ConcernCommand =
  | { readonly do: 'record'; readonly unit?: string; readonly text: string; readonly entry: Entry }
  | { readonly do: 'answer'; readonly number: number; readonly text: string };

export type ConcernFact = { readonly at: Instant } & (
  | { readonly fact: 'concernReceived'; readonly number: number; readonly unit?: string; readonly text: string; readonly entry: Entry }
  | { readonly fact: 'concernAnswered'; readonly number: number; readonly text: string }
);

/** Why not: a sentence in Chinese with known ids, dates and numbers only. */
export interface Refusing { readonly refused: string }

/** Says yes or no to what a person asks about concerns. Total. */
export function decideConcern(concerns: readonly Concern[], command: ConcernCommand, now: Instant): ConcernFact | Refusing {
  if (command.do === 'record') {
    const { unit, text, entry } = command;
    if (entry.receivedAt > now) return { refused: chinese.future(entry.receivedAt, now) };
    return { fact: 'concernReceived', at: now, number: concerns.length + 1, ...(unit === undefined ? {} : { unit }), text, entry };
  }
  const { number, text } = command;
  const concern = concerns.find((each) => each.number === number);
  if (concern === undefined) return { refused: unknown(number, concerns.length) };
  if (concern.answeredAt !== undefined) return { refused: `第 ${String(number)} 号反映问题已于${chineseInstant(concern.answeredAt)}答复，不能重复答复。` };
  return { fact: 'concernAnswered', at: now, number, text };
}

function unknown(number: number, known: number): string {
  const there = known === 0 ? '目前没有登记过反映问题' : `已登记的是第 1${known === 1 ? '' : ` 至 ${String(known)}`} 号`;
  return `没有第 ${String(number)} 号反映问题，${there}。请用 concern 查看后重试。`;
}

/** What a fact makes of the concerns. */
export function applyConcern(concerns: readonly Concern[], fact: ConcernFact): readonly Concern[] {
  if (fact.fact === 'concernReceived') {
    const { number, unit, text, entry: { receivedAt } } = fact;
    return [...concerns, { number, ...(unit === undefined ? {} : { unit }), text, receivedAt }];
  }
  return concerns.map((each) => (each.number === fact.number ? { ...each, answer: fact.text, answeredAt: fact.at } : each));
}

/** The concerns without an answer; with `unit` those that stand in its way: about it, its participant, a unit of it, or nobody. */
export function openConcerns(concerns: readonly Concern[], unit?: string): readonly Concern[] {
  return concerns.filter((each) => each.answeredAt === undefined && (unit === undefined || each.unit === undefined || related(each.unit, unit)));
}

/** `第 1、3 号`. */
export function numbersOf(concerns: readonly Concern[]): string {
  return `第 ${concerns.map(({ number }) => String(number)).join('、')} 号`;
}

/** A participant speaks for its units, and what they did is in its report; two units of one participant have nothing to do with each other. */
function related(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}
