import { nearest } from './nearest.ts';
import type { Finding, Path } from './problem.ts';
import { entriesOf, isRecord, textsOf, type Entry, type Raw } from './raw.ts';

/**
 * Names given and names used. Both are read from the definition as written, not as validated: an entry with some other
 * mistake still gives its id, so that one mistake is reported once and hides no other.
 */
type Named = { readonly path: Path; readonly text: string };

/** All ids a definition gives, by what they name; units are participants with their subordinate units. */
export type Names = Record<'clauses' | 'kinds' | 'ladders' | 'tasks' | 'actions' | 'units', readonly Named[]>;

export function namesOf(raw: Raw): Names {
  const ids = (key: string) => entriesOf(raw, key).flatMap(idOf);
  const keys = (key: string) => Object.keys(isRecord(raw[key]) ? raw[key] : {}).map((text) => ({ path: [key, text], text }));
  const units = entriesOf(raw, 'participants').flatMap((p) => [...idOf(p), ...entriesOf(p.raw, 'units', p.path).flatMap(idOf)]);
  return { clauses: ids('clauses'), kinds: keys('kinds'), ladders: keys('ladders'), tasks: ids('tasks'), actions: ids('actions'), units };
}

function idOf({ path, raw }: Entry): Named[] {
  // An id that only lacks its quotes (3.5) is told so where it stands; those who use it are not wrong as well.
  const known = typeof raw.id === 'string' || typeof raw.id === 'number';
  return known ? [{ path: [...path, 'id'], text: String(raw.id) }] : [];
}

/**
 * Ids given twice. Ids that are made, `<task>.1` and `<task>.<action>`, need no check of their own: a task's id has no dot,
 * so two of them are equal only if the tasks' or the actions' ids are.
 */
export function duplicateIds({ clauses, tasks, actions, units }: Names): Finding[] {
  return [clauses, tasks, actions, units].flatMap((named) => repeated(named, (text) => `id “${text}”重复`, '每个 id 只能用一次，请改名'));
}

function repeated(named: readonly Named[], message: (text: string) => string, remedy: string): Finding[] {
  const seen = new Set<string>();
  return named.flatMap(({ path, text }) => {
    if (seen.has(text)) return [{ path, message: message(text), remedy }];
    seen.add(text);
    return [];
  });
}

const groups = ['all', 'departments', 'regions', 'organiser', 'leads', 'co'];
const sections = { clauses: 'clauses', kinds: 'kinds', ladders: 'ladders', units: 'participants' };

/** Ids used that nothing bears, and ids listed twice in one list. A section that cannot be read is not asked. */
export function unknownIds(raw: Raw, names: Names): Finding[] {
  const found: Finding[] = [];
  const textsIn = (section: keyof typeof sections) => new Set(names[section].map(({ text }) => text));
  const all = { clauses: textsIn('clauses'), kinds: textsIn('kinds'), ladders: textsIn('ladders'), units: textsIn('units') };
  const check = (used: readonly Named[], section: keyof typeof sections) => {
    const known = all[section];
    found.push(...repeated(used, (text) => `“${text}”在同一列表中写了两次`, '请删去其中一处'));
    if (!canTell(raw, section)) return;
    for (const { path, text } of used) {
      if (!known.has(text)) found.push({ path, message: `“${text}”不在 ${sections[section]} 中`, remedy: remedyFor(text, known, sections[section]) });
    }
  };
  for (const { path, raw: task } of entriesOf(raw, 'tasks')) {
    if (Array.isArray(task.for)) check(textsOf(task, 'for', path), 'units');
    check(textsOf(task, 'except', path), 'units');
    check(textsOf(task, 'kinds', path), 'kinds');
    check(textsOf(task, 'ladder', path), 'ladders');
  }
  for (const { path, raw: action } of entriesOf(raw, 'actions')) {
    check(textsOf(action, 'clause', path), 'clauses');
    check(textsOf(action, 'kind', path), 'kinds');
    check(textsOf(action, 'lead', path), 'units');
    check(textsOf(action, 'co', path), 'units');
  }
  return found;
}

/** Clauses and kinds are optional: a definition that lists none uses their names freely (a kind then asks for no evidence). */
function canTell(raw: Raw, section: keyof typeof sections): boolean {
  const given = raw[sections[section]];
  if (section === 'clauses') return Array.isArray(given) && given.length > 0;
  if (section === 'kinds') return isRecord(given) && Object.keys(given).length > 0;
  return section === 'units' ? Array.isArray(given) : isRecord(given);
}

function remedyFor(text: string, known: ReadonlySet<string>, section: string): string {
  if (section === 'participants' && groups.includes(text)) return `${text} 不是单位 id：for 请直接写 for: ${text}，其他位置请写单位 id`;
  const meant = nearest(text, known);
  if (meant !== undefined) return `是否为 ${meant}？否则请先在 ${section} 中登记`;
  return known.size <= 8 ? `可用：${[...known].join('、')}；或先在 ${section} 中登记` : `请先在 ${section} 中登记，或改用已登记的 id`;
}
