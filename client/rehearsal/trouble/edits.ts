import { stringify } from 'yaml';
import type { TaskRule } from '../../../campaign/definition/schema.ts';
import { type SourceFile, mergeSources } from '../../../campaign/definition/sources.ts';
import { type Raw, isRecord } from '../../../campaign/definition/raw.ts';
import type { Day } from '../../../campaign/time/instant.ts';

/** Somebody who joins a campaign that already runs: an equal, of whom nothing is asked but what is asked of all. */
export const JOINING = { id: 'joined', name: '增补部门（演练）' } as const;

/** Another definition, in one file: that of `files` with these sections instead. */
export function withSections(files: readonly SourceFile[], change: (raw: Raw) => Raw): SourceFile[] {
  const { raw } = mergeSources(files);
  return [{ name: 'campaign.yaml', text: stringify({ ...raw, ...change(raw) }, { version: '1.2', schema: 'core' }) }];
}

/** One more participant, which the rules in `spared` do not ask. */
export function joined(raw: Raw, spared: readonly string[]): Raw {
  const participant = { ...JOINING, kind: 'department', relation: 'peer', contacts: [{ role: '联络员', mail: `${JOINING.id}@rehearsal.test`, phone: '010-0000' }] };
  return {
    participants: [...listOf(raw, 'participants'), participant],
    tasks: listOf(raw, 'tasks').map((rule) => (isRecord(rule) && spared.includes(textOf(rule['id'])) ? { ...rule, except: [...listOf(rule, 'except'), JOINING.id] } : rule)),
  };
}

/** A task rule's due day is another; the time of day stays. */
export function dueOn(raw: Raw, { id, due }: Pick<TaskRule, 'id' | 'due'>, on: Day): Raw {
  const moved = `${on}${typeof due === 'string' ? due.slice(on.length) : ''}`;
  return { tasks: listOf(raw, 'tasks').map((rule) => (isRecord(rule) && rule['id'] === id ? { ...rule, due: moved } : rule)) };
}

/** Without that participant and its units, wherever a list names them. */
export function without(raw: Raw, gone: string): Raw {
  const isOther = (id: unknown): boolean => id !== gone && !textOf(id).startsWith(`${gone}.`);
  const kept = (list: unknown): unknown => (Array.isArray(list) ? list.filter(isOther) : list);
  return {
    participants: listOf(raw, 'participants').filter((each) => !isRecord(each) || each['id'] !== gone),
    tasks: listOf(raw, 'tasks').map((rule) => (isRecord(rule) ? { ...rule, for: kept(rule['for']), ...(rule['except'] === undefined ? {} : { except: kept(rule['except']) }) } : rule)),
  };
}

function listOf(raw: Raw, key: string): readonly unknown[] {
  const list = raw[key];
  return Array.isArray(list) ? list : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
