import type { Anomaly } from '../run/perform.ts';
import type { Month } from '../trouble/trouble.ts';
import { type Evidence, type RehearsalFigures, arrivedUnanswered, unanswered } from './figures.ts';

/** One thing that should be so, in words. */
export interface Check {
  readonly what: string;
  readonly ok: boolean;
  /** Only told: a machine that was too busy, or a worker that was away, can make it so; nothing is wrong with the figures. */
  readonly isNote?: true;
}

/** What the rules alone make of the script: the real run must come to the same. */
export type Expected = Pick<RehearsalFigures, 'reports' | 'escalations'>;

/**
 * Whether the figures add up, and whether they are those of the script. In a bad month an outage swallows reminders and escalations:
 * nobody can say which; what is reported, exempt or missing does not depend on that.
 */
export function checksOf(figures: RehearsalFigures, evidence: Evidence, expected: Expected, anomalies: readonly Anomaly[], month?: Month): Check[] {
  const { letters, reports, escalations } = figures;
  const { inbox } = evidence;
  const arrived = inbox === undefined ? undefined : new Set(inbox).size;
  return [
    ...(arrived === undefined ? [] : [{
      what: `台账中不同的函件 ${String(letters.sent)} 封 = 收件箱中不同的函件 ${String(arrived)} 封`, ok: arrived === letters.sent,
    }]),
    ...interrupted(evidence),
    {
      what: `应报 ${String(reports.due)} = 按时 ${String(reports.onTime)} + 逾期 ${String(reports.late)} + 免报 ${String(reports.exempt)} + 未报 ${String(reports.missing)}`,
      ok: reports.due === reports.onTime + reports.late + reports.exempt + reports.missing,
    },
    { what: `收到材料后仍发出的催办：${String(figures.lettersAfterReport)} 封`, ok: figures.lettersAfterReport === 0 },
    { what: `有回执而归档中没有的材料：${String(figures.lost)} 份`, ok: figures.lost === 0 },
    { what: '全国总结与归档均已形成', ok: figures.summary !== null && figures.archive !== null },
    agrees('报送结果', reports, expected.reports),
    month === undefined || month.outages.length === 0 ? agrees('提醒升级', escalations, expected.escalations)
      : { what: '停机期间的函件过时不补，提醒升级不与推算比对，由审计核对', ok: true },
    anomalies.length === 0
      ? { what: '参演单位的操作全部办成', ok: true }
      : { what: `参演单位的操作有 ${String(anomalies.length)} 处未按脚本办成：`, ok: false, isNote: true },
  ];
}

/** A letter under way when its worker died, and not needed any more when the next one came. */
function interrupted(evidence: Evidence): Check[] {
  const open = unanswered(evidence.ledger).length;
  if (open === 0) return [];
  const arrived = evidence.inbox === undefined ? '是否送达，请查邮件服务器' : `其中 ${String(arrivedUnanswered(evidence).length)} 封已在收件箱`;
  return [{ what: `发出途中工作进程中断、答复未及入账的函件 ${String(open)} 封，${arrived}`, ok: false, isNote: true }];
}

const NAMES: Readonly<Record<string, string>> = {
  due: '应报', onTime: '按时', late: '逾期', exempt: '免报', missing: '未报', returned: '请补充', nil: '零报告', onPaper: '纸质', blue: '蓝', yellow: '黄', red: '红',
};

/** Same seed, same results: what the run came to is what the rules alone make of the script. */
function agrees(what: string, found: Readonly<Record<string, number>>, expected: Readonly<Record<string, number>>): Check {
  const other = Object.entries(expected).filter(([name, count]) => found[name] !== count);
  if (other.length === 0) return { what: `${what}与按规则推算一致`, ok: true };
  const differences = other.map(([name, count]) => `${NAMES[name] ?? name} ${String(found[name])}（推算 ${String(count)}）`);
  return { what: `${what}与按规则推算不同：${differences.join('，')}`, ok: false, isNote: true };
}
