import type { Command } from '../../../campaign/line/commands.ts';
import { type LineSketch, lineOf, when } from './fixture.ts';
import { type Run, type Script, simulate } from './simulation.ts';

/** Lets a line live from 1 September on; each command at its instant. */
export function live(sketch: LineSketch, commands: Readonly<Record<string, Command>> = {}, more: Partial<Script> = {}): Run {
  const given = Object.entries(commands).map(([at, command]) => ({ at: when(at), command })).sort((a, b) => (a.at < b.at ? -1 : 1));
  return simulate(lineOf(sketch), { start: when('2024-09-01 08:00'), commands: given, outages: [], mail: [], ...more });
}

/**
 * Everything that left, in its order: `10-12 09:00 mot contact remind: summary T-5`, and for the office's or head's digest
 * `10-23 10:00 office: mot/summary T+3 yellow`. A refused letter begins with `✗`, a deferred one with `…`.
 */
export function told({ events, plan }: Run): string[] {
  return events.flatMap((each): string[] => {
    const now = 'now' in each ? each.now.slice(5, 16).replace('T', ' ') : '';
    if (each.event === 'office') {
      const { item, step } = each;
      return [`${now} ${step.to.role}: ${named(plan.line, item)}${item.level === undefined ? '' : ` ${item.level}`}${item.reason === undefined ? '' : ` (${item.reason})`}`];
    }
    if (each.event !== 'letter') return [];
    const { letter, result } = each;
    const mark = { accepted: '', refused: '✗ ', deferred: '… ' }[result];
    return [`${mark}${now} ${letter.unit} ${letter.as} ${letter.kind}: ${letter.items.map((item) => named(plan.line, item)).join(', ')}`];
  });
}

function named(line: string, { unit, task, slot }: { unit: string; task: string; slot: string }): string {
  return `${unit === line ? '' : `${unit}/`}${task} ${slot}`;
}

/** The part of `told` from a day on. */
export function toldFrom(day: string, run: Run): string[] {
  return told(run).filter((each) => each.replace(/^[✗…] /, '') >= day);
}
