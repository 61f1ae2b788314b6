import { chineseDay } from '../../../campaign/time/chinese.ts';
import { type Day, dayOf } from '../../../campaign/time/instant.ts';
import type { Model } from './model.ts';

/** Where there is no terminal: one line for each day on which something happened, and for each phase. */
export function plainProgress(write: (line: string) => void): (model: Model) => void {
  let phase = -1;
  let today: Day | undefined;
  let before = { letters: 0, reports: 0 };
  return (model) => {
    const counts = { letters: model.letters.sent, reports: model.reports.reduce((sum, { onTime, late }) => sum + onTime + late, 0) };
    const on = dayOf(model.now);
    if (today !== undefined && on !== today && (counts.letters > before.letters || counts.reports > before.reports)) {
      const letters = `发函 ${String(counts.letters)} 封（+${String(counts.letters - before.letters)}）`;
      const reports = `已报 ${String(counts.reports)} 件（+${String(counts.reports - before.reports)}）`;
      write(`${clock(model.elapsedMs)} ${chineseDay(today)}　${letters}　${reports}　超过期限 ${String(model.overdue.length)} 个单位`);
      before = counts;
    }
    today = on;
    const reached = model.phases.findLastIndex(({ part }) => model.elapsedMs >= part * model.totalMs);
    for (; phase < reached; phase++) write(`${clock(model.elapsedMs)} ── ${model.phases[phase + 1]?.name ?? ''} ──`);
  };
}

function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `[${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}]`;
}
