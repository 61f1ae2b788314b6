import type { Check } from './finding.ts';
import { answered } from './properties/answered.ts';
import { afterReport } from './properties/afterReport.ts';
import { asked } from './properties/asked.ts';
import { budget } from './properties/budget.ts';
import { comfortable } from './properties/comfortable.ts';
import { figures } from './properties/figures.ts';
import { hours } from './properties/hours.ts';
import { ledger } from './properties/ledger.ts';
import { once } from './properties/once.ts';
import { oneLetter } from './properties/oneLetter.ts';
import { ownFailure } from './properties/ownFailure.ts';
import { peers } from './properties/peers.ts';
import { purged } from './properties/purged.ts';
import { refused } from './properties/refused.ts';
import { released } from './properties/released.ts';
import { replay } from './properties/replay.ts';
import { resting } from './properties/resting.ts';
import { rising } from './properties/rising.ts';
import { rounds } from './properties/rounds.ts';
import { silent } from './properties/silent.ts';
import { superiorDaily } from './properties/superiorDaily.ts';
import { window } from './properties/window.ts';

/** What is kept for all inputs (DESIGN §11), in words for people, with what looks whether it was. */
const CHECKS = {
  replay: { title: '流水重放与结果一致，任意截断续跑不变', check: replay },
  afterReport: { title: '报送回执出具后不再催办', check: afterReport },
  once: { title: '每个节点至多办理一次', check: once },
  rising: { title: '同一事项、同一收件人的函件时点依次递增', check: rising },
  oneLetter: { title: '同一时点每个收件人至多一封', check: oneLetter },
  superiorDaily: { title: '分管领导、办公室、局领导一日至多一封', check: superiorDaily },
  window: { title: '每个节点在时限之内办理', check: window },
  hours: { title: '除回执外，均在工作日发函时间之内', check: hours },
  comfortable: { title: '调休上班日、长假后首日不提请', check: comfortable },
  silent: { title: '始终未答复的事项与方案一致', check: silent },
  resting: { title: '免报、中止、移出期间不催办、不提请', check: resting },
  rounds: { title: '期限变更后只办最后一轮，节点件件有着落', check: rounds },
  refused: { title: '不予受理的操作不改变任何事', check: refused },
  figures: { title: '应报 = 按时 + 逾期 + 免报 + 未报', check: figures },
  budget: { title: '减负：提醒不超过限额', check: budget },
  asked: { title: '先提示本单位，后提请；逾期提示与提请不在同一天', check: asked },
  ownFailure: { title: '我方函件未送达的，不惊动其领导', check: ownFailure },
  released: { title: '须经批准的提请，批准后才发出', check: released },
  peers: { title: '不致函同级单位的领导', check: peers },
  answered: { title: '审定总结之前，反映问题均已答复', check: answered },
  purged: { title: '已清除的附件不留存', check: purged },
  ledger: { title: '流水、台账、收件箱相符', check: ledger },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly check: Check }>>;

export type Property = keyof typeof CHECKS;

/** Every property, in the order in which it is shown. */
export const PROPERTIES: readonly { readonly name: Property; readonly title: string; readonly check: Check }[] = namesOf(CHECKS).map((name) => ({ name, ...CHECKS[name] }));

function namesOf<T extends object>(of: T): (keyof T)[] {
  const names: (keyof T)[] = [];
  for (const name in of) names.push(name);
  return names;
}
