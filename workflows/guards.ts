import { ApplicationFailure } from '@temporalio/workflow';
import { type Instant, at, isDay, isInstant } from '../campaign/time/instant.ts';
import { MALFORMED } from './contract.ts';

/**
 * Small guards of update arguments: zod stays out of the workflow bundle. They check shape and size, nothing else, and
 * name the argument but never its value, which may be anything.
 */
export type Args = Readonly<Record<string, unknown>>;

const ID = /^[a-z0-9][a-z0-9.-]{0,80}$/;
const DIGEST = /^[0-9a-f]{64}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export function malformed(message: string): ApplicationFailure {
  const made = ApplicationFailure.create({ type: MALFORMED, message, nonRetryable: true });
  made.stack = ''; // it would write this installation's paths into the history
  return made;
}

/** The one argument of every update: an object. */
export function args(input: unknown): Args {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw malformed('参数应为一个 JSON 对象，例如 {"unit":"mot","task":"summary"}。');
  }
  return { ...input };
}

export function id(from: Args, name: string): string {
  const value = from[name];
  if (typeof value !== 'string' || !ID.test(value)) throw malformed(`参数 ${name} 应为标识（小写字母、数字、点和连字符）。`);
  return value;
}

export function digest(from: Args, name: string): string {
  const value = from[name];
  if (typeof value !== 'string' || !DIGEST.test(value)) throw malformed(`参数 ${name} 应为存储中内容的 sha256（64 位十六进制）。`);
  return value;
}

export function flag(from: Args, name: string): boolean {
  const value = from[name];
  if (typeof value !== 'boolean') throw malformed(`参数 ${name} 应为 true 或 false。`);
  return value;
}

export function oneOf<T extends string>(from: Args, name: string, values: readonly T[]): T {
  const found = values.find((value) => value === from[name]);
  if (found === undefined) throw malformed(`参数 ${name} 应为以下之一：${values.join('、')}。`);
  return found;
}

export function count(from: Args, name: string): number {
  const value = from[name];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw malformed(`参数 ${name} 应为不小于 0 的整数。`);
  return value;
}

/** Short codes (flags of a report): no free text passes. */
export function codes(from: Args, name: string): readonly string[] {
  const value = from[name] ?? [];
  if (!Array.isArray(value) || value.length > 50) throw malformed(`参数 ${name} 应为不超过 50 项的列表。`);
  return value.map((each: unknown) => {
    if (typeof each !== 'string' || !/^[A-Za-z0-9:._-]{1,60}$/.test(each)) throw malformed(`参数 ${name} 只能含标识。`);
    return each;
  });
}

/** `2024-10-25` (then at `time`), `2024-10-25 17:00`, or an instant with +08:00. */
export function moment(from: Args, name: string, time: string): Instant {
  const value = from[name];
  if (typeof value === 'string') {
    if (isInstant(value)) return value;
    const [on = '', given = time] = value.split(' ');
    if (isDay(on) && TIME.test(given)) return at(on, given);
  }
  throw malformed(`参数 ${name} 应为存在的日期或时间，例如 2024-10-25 或 2024-10-25 17:00。`);
}

/** When the facade was asked, in real milliseconds; nobody has to give it. */
const ASKED = 'asked';

export function askedAt(input: unknown): number | undefined {
  const value = args(input)[ASKED];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw malformed(`参数 ${ASKED} 应为毫秒数，可不写。`);
  return value;
}

/** What stands in the arguments and was not asked for could be anything, and would stay in the history. */
export function nothingElse(from: Args, names: readonly string[]): void {
  const known = new Set([...names, ASKED]);
  const others = Object.keys(from).filter((name) => !known.has(name) && from[name] !== undefined && from[name] !== null);
  if (others.length > 0) throw malformed(`参数中有 ${String(others.length)} 项不认识。可用的是：${names.join('、') || '（无）'}。`);
}

/** An argument that may be left out. */
export function optional<K extends string, T>(from: Args, name: K, read: (from: Args, name: string) => T): Partial<Record<K, T>> {
  const made: Partial<Record<K, T>> = {};
  if (from[name] !== undefined && from[name] !== null) made[name] = read(from, name);
  return made;
}
