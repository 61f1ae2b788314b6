import { LEVEL_NAMES } from '../../../campaign/definition/letterNames.ts';
import type { Level } from '../../../campaign/line/letter.ts';
import type { Model, Tally } from './model.ts';
import { type Colour, type Paint, cut, fitted, shownWidth, widthOf } from './style.ts';

const LEVEL_COLOURS: Readonly<Record<Level, Colour>> = { blue: 'blue', yellow: 'yellow', red: 'red' };

/** The phases on a line as long as the whole run, filled as far as we are. */
export function phaseBar({ phases, elapsedMs, totalMs }: Model, width: number, paint: Paint): string {
  const done = Math.round(Math.min(1, elapsedMs / totalMs) * width);
  const needed = phases.reduce((sum, { name }) => sum + widthOf(name) + 1, 0);
  if (needed > width) return bar(0, width, done, paint);
  let column = 0;
  const parts = phases.map(({ name, part }, index) => {
    const room = phases.slice(index + 1).reduce((sum, later) => sum + widthOf(later.name) + 1, 0);
    const start = Math.max(column, Math.min(Math.round(part * width), width - room - widthOf(name)));
    const line = bar(column, start, done, paint);
    column = start + widthOf(name);
    return `${line}${done > start || index === 0 ? paint(name, 'bold', 'green') : paint(name, 'dim')}`;
  });
  return parts.join('') + bar(column, width, done, paint);
}

function bar(from: number, to: number, done: number, paint: Paint): string {
  const filled = Math.max(0, Math.min(to, done) - from);
  return paint('━'.repeat(filled), 'green') + paint('─'.repeat(Math.max(0, to - from - filled)), 'dim');
}

/** How many letters left, and the latest of them, newest first. */
export function lettersPanel({ letters }: Model, width: number, height: number, paint: Paint): string[] {
  const rows = letters.latest.slice(0, height - 1).map(({ at, to, kind }, index) => {
    const name = fitted(to, Math.max(6, width - 17 - 9));
    const text = `${fitted(clock(at), 16)} ${name} ${cut(kind, 8)}`;
    return index === 0 ? text : paint(cut(text, width), 'dim');
  });
  return [`${paint('发函', 'bold')} ${paint(`${String(letters.sent)} 封`, 'cyan', 'bold')}`, ...rows];
}

/** What came in or was decided, newest first. */
export function eventsPanel({ events }: Model, width: number, height: number, paint: Paint): string[] {
  const rows = events.slice(0, height - 1).map(({ who, what }, index) => {
    const text = cut(`${fitted(who, 16)} ${what}`, width);
    return index === 0 ? text : paint(text, 'dim');
  });
  return [paint('办理', 'bold'), ...rows];
}

/** Reports in, a bar for each group: in time, late, exempt, still open. */
export function reportsPanel({ reports }: Model, width: number, paint: Paint): string[] {
  const texts = Math.max(0, ...reports.map((tally) => widthOf(tally.name) + widthOf(countText(tally)))); // bars of equal length
  return [paint('报送', 'bold'), ...reports.map((tally) => tallyLine(tally, Math.max(0, width - texts - 2), paint))];
}

function tallyLine(tally: Tally, room: number, paint: Paint): string {
  const { name, due, onTime, late, exempt } = tally;
  const cells = (share: number): number => (due === 0 ? 0 : Math.round((share / due) * room));
  const [a, b, c] = [cells(onTime), cells(onTime + late), cells(onTime + late + exempt)];
  return `${name} ${paint('█'.repeat(a), 'green')}${paint('▓'.repeat(b - a), 'yellow')}${paint('▒'.repeat(c - b), 'blue')}${paint('░'.repeat(room - c), 'dim')} ${countText(tally)}`;
}

function countText({ due, onTime, late, exempt }: Tally): string {
  return `${String(onTime + late).padStart(3)}/${String(due)}${late > 0 ? ` 逾期${String(late)}` : ''}${exempt > 0 ? ` 免报${String(exempt)}` : ''}`;
}

/** Who is overdue, gravest first, as many as fit. */
export function overduePanel({ overdue }: Model, width: number, height: number, paint: Paint): string[] {
  if (overdue.length === 0) return [paint('超过期限', 'bold'), paint('（无）', 'dim')];
  const rows: string[] = [];
  let shown = 0;
  for (const { name, count, level } of overdue) {
    const text = `${level === null ? '' : `${LEVEL_NAMES[level]}·`}${cut(name, 16)}${count > 1 ? `×${String(count)}` : ''}`;
    const painted = level === null ? text : paint(text, LEVEL_COLOURS[level]);
    const last = rows.at(-1);
    if (last !== undefined && shownWidth(last) + 2 + widthOf(text) <= width) rows[rows.length - 1] = `${last}  ${painted}`;
    else if (rows.length < height - 1) rows.push(painted);
    else break;
    shown += 1;
  }
  const more = shown < overdue.length ? `，另有 ${String(overdue.length - shown)} 个` : '';
  return [paint(`超过期限 ${String(overdue.length)} 个单位${more}`, 'bold'), ...rows];
}

/** Month, day and time of an instant: `10月18日 09:00`. */
function clock(at: string): string {
  return `${String(Number(at.slice(5, 7))).padStart(2)}月${at.slice(8, 10)}日 ${at.slice(11, 16)}`;
}
