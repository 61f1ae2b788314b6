import type { Anomaly } from '../run/perform.ts';
import type { Evidence, RehearsalFigures } from './figures.ts';

/** One thing that must be so, in words. */
export interface Check {
  readonly what: string;
  readonly ok: boolean;
}

/** What the rules alone make of the script: the real run must come to the same. */
export type Expected = Pick<RehearsalFigures, 'reports' | 'escalations'>;

/** Whether the figures add up. */
export function checksOf(figures: RehearsalFigures, evidence: Evidence, expected: Expected, anomalies: readonly Anomaly[]): Check[] {
  const { letters, reports, escalations } = figures;
  const { inbox } = evidence;
  const arrived = inbox === undefined ? undefined : new Set(inbox).size;
  return [
    ...(arrived === undefined ? [] : [{
      what: `台账中不同的函件 ${String(letters.sent)} 封 = 收件箱中不同的函件 ${String(arrived)} 封`, ok: arrived === letters.sent,
    }]),
    {
      what: `应报 ${String(reports.due)} = 按时 ${String(reports.onTime)} + 逾期 ${String(reports.late)} + 免报 ${String(reports.exempt)} + 未报 ${String(reports.missing)}`,
      ok: reports.due === reports.onTime + reports.late + reports.exempt + reports.missing,
    },
    { what: `收到材料后仍发出的催办：${String(figures.lettersAfterReport)} 封`, ok: figures.lettersAfterReport === 0 },
    { what: `有回执而归档中没有的材料：${String(figures.lost)} 份`, ok: figures.lost === 0 },
    { what: '全国总结与归档均已形成', ok: figures.summary !== null && figures.archive !== null },
    { what: '报送结果与按规则推算一致', ok: same(reports, expected.reports) },
    {
      what: `提醒升级与按规则推算一致（蓝 ${String(escalations.blue)}、黄 ${String(escalations.yellow)}、红 ${String(escalations.red)}）`,
      ok: same(escalations, expected.escalations),
    },
    { what: `参演单位的操作全部办成${anomalies.length === 0 ? '' : `（${String(anomalies.length)} 处未办成）`}`, ok: anomalies.length === 0 },
  ];
}

function same<T extends Readonly<Record<string, number>>>(a: T, b: T): boolean {
  return Object.entries(a).every(([name, count]) => b[name] === count) && Object.keys(a).length === Object.keys(b).length;
}
