import { chineseDay, chineseInstant } from '../../../campaign/time/chinese.ts';
import { dayOf, timeOf } from '../../../campaign/time/instant.ts';
import type { Model } from './model.ts';
import { MONTH_WIDTH, monthPanel } from './month.ts';
import { eventsPanel, lettersPanel, overduePanel, phaseBar, reportsPanel } from './panels.ts';
import { type Paint, beside, cut, fitted, widthOf } from './style.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** No panel gets clearer by being wider than this. */
const WIDEST = 150;
const NARROW = 60;
const WIDE = 112;
const SHEET = 8;

/** The screen for a terminal of this size: never wider than it, and one line less than its rows. */
export function view(model: Model, { columns, rows }: Size, paint: Paint): string[] {
  const width = Math.min(columns, WIDEST) - 1; // the last column wraps in some terminals
  const lines = columns < NARROW ? narrow(model, width, paint) : roomy(model, width, rows, paint);
  return lines.slice(0, Math.max(1, rows - 1));
}

function roomy(model: Model, width: number, rows: number, paint: Paint): string[] {
  const rest = width - MONTH_WIDTH - 2;
  const month = { width: MONTH_WIDTH, lines: monthPanel(model.calendar, model.now, paint) };
  const overdueHeight = Math.max(2, Math.min(7, rows - 19));
  const head = [heading(model, width, paint), '', phaseBar(model, width, paint), '', day(model, width, paint), ''];
  if (width < WIDE) {
    return [
      ...head, ...beside([month, { width: rest, lines: lettersPanel(model, rest, SHEET, paint) }]), latest(model, width, paint),
      ...reportsPanel(model, width, paint), ...overduePanel(model, width, overdueHeight, paint), ...note(model, width, paint),
    ];
  }
  const left = Math.floor((rest - 2) * 0.55);
  const right = rest - 2 - left;
  return [
    ...head,
    ...beside([
      month, { width: left, lines: lettersPanel(model, left, SHEET, paint) }, { width: right, lines: eventsPanel(model, right, SHEET, paint) },
    ]), '',
    ...reportsPanel(model, width, paint), '', ...overduePanel(model, width, overdueHeight, paint), ...note(model, width, paint),
  ];
}

/** What came in last, where there is no room for more of it. */
function latest({ events }: Model, width: number, paint: Paint): string {
  const [event] = events;
  return event === undefined ? '' : paint(cut(`办理：${event.who} ${event.what}`, width), 'dim');
}

/** One line for each thing: a phone, or a small pane. */
function narrow(model: Model, width: number, paint: Paint): string[] {
  const [latest] = model.letters.latest;
  return [
    paint(cut(model.title, width), 'bold'),
    cut(`${chineseInstant(model.now)} ${clockText(model)}`, width),
    phaseBar(model, width, paint),
    cut(`发函 ${String(model.letters.sent)} 封${latest === undefined ? '' : `，${latest.to} ${latest.kind}`}`, width),
    ...model.reports.map(({ name, due, onTime, late }) => cut(`${name} ${String(onTime + late)}/${String(due)}${late > 0 ? ` 逾期${String(late)}` : ''}`, width)),
    cut(`超过期限 ${String(model.overdue.length)} 个单位`, width),
    ...note(model, width, paint),
  ];
}

function heading(model: Model, width: number, paint: Paint): string {
  const clock = clockText(model);
  return `${paint(fitted(model.title, width - widthOf(clock) - 2), 'bold')}  ${clock}`;
}

function clockText({ elapsedMs, totalMs }: Model): string {
  return `已用 ${minutes(elapsedMs)}　剩余 ${minutes(Math.max(0, totalMs - elapsedMs))}`;
}

/** Today, and what comes next. */
function day({ now, next }: Model, width: number, paint: Paint): string {
  const today = `${chineseDay(dayOf(now))} ${timeOf(now)}`;
  const ahead = next === undefined ? '' : `　下一次发函：${chineseInstant(next.at)}，约 ${String(next.letters)} 封`;
  return `${paint(today, 'bold', 'cyan')}${paint(cut(ahead, width - widthOf(today)), 'dim')}`;
}

function note(model: Model, width: number, paint: Paint): string[] {
  return model.note === undefined ? [] : [paint(cut(`※ ${model.note}`, width), 'yellow')];
}

function minutes(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}
