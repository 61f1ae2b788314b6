import type { DoneStep, FactOf } from '../../../campaign/line/facts.ts';
import { chineseInstant } from '../../../campaign/time/chinese.ts';
import { itemWord, levelWord } from './itemWords.ts';
import type { Names } from './names.ts';

type Step = { readonly key: string; readonly slot: string };

/** What letters did, in words. */
export const LETTER_FACTS = {
  letterSent: (fact: FactOf<'letterSent'>, names: Names) => `发出函件（${whose(fact, names)}）：${steps(fact.steps, names)}，对方邮件服务器已接收。`,
  letterRefused: (fact: FactOf<'letterRefused'>, names: Names) => `函件被拒收（${whose(fact, names)}）：${steps(fact.steps, names)}；转为电话联系，${chineseInstant(fact.callAt)}告知办公室。`,
  lettersDeferred: ({ letters, retryAt, late }: FactOf<'lettersDeferred'>) => `${String(letters)} 封函件暂未发出（${late === true ? '发函开始得太晚，未联系邮件服务器' : '邮件服务器暂时不可用'}），${chineseInstant(retryAt)}再办。`,
  handedToOffice: (fact: FactOf<'handedToOffice'>, names: Names) => `列入办公室（局领导）当日汇总：${fact.steps.map((step) => `${stepText(step, names)}${reasonWord(step.reason)}`).join('；')}。`,
  stepsMissed: (fact: FactOf<'stepsMissed'>, names: Names) => `时间窗已过，未发：${slots(fact.steps, names)}。`,
  stepsStruck: (fact: FactOf<'stepsStruck'>, names: Names) => `组织方撤下，未发：${slots(fact.steps, names)}。`,
  stepsLapsed: (fact: FactOf<'stepsLapsed'>, names: Names) => `提请未获批准，已失效：${slots(fact.steps, names)}。`,
} as const;

function whose({ unit, role }: { readonly unit: string; readonly role: 'contact' | 'superior' }, { unit: nameOf }: Names): string {
  return `${nameOf(unit)}${role === 'superior' ? '分管领导' : '联络员'}`;
}

/** Steps of one kind and task are named once: a letter of a province with its cities says the same many times. */
function steps(all: readonly DoneStep[], names: Names): string {
  return [...new Set(all.map((step) => stepText(step, names)))].join('；');
}

function stepText({ key, kind, slot, level }: DoneStep, { task }: Names): string {
  return `${itemWord(kind)}${task(key)}${slotWord(slot)}${level === undefined ? '' : `（${levelWord(level)}）`}`;
}

function slots(all: readonly Step[], { task }: Names): string {
  return all.map(({ key, slot }) => `${task(key)}${slotWord(slot) || '布置'}`).join('；');
}

/** `T-5` as people say it; what answers somebody has no day of its own. */
function slotWord(slot: string): string {
  const [, sign, days] = /^T(?:([+-])(\d+))?$/.exec(slot) ?? [undefined];
  if (sign === undefined) return slot === 'T' ? '（到期当日）' : slot === 'unacknowledged' ? '（未确认收到）' : '';
  return sign === '-' ? `（到期前第 ${String(days)} 个工作日）` : `（到期后第 ${String(days)} 个工作日）`;
}

const REASONS = { 'mail-refused': '邮箱拒收', 'not-reached': '前函未送达', budget: '提醒次数已满', release: '须经批准' } as const;
const reasonWord = (reason: keyof typeof REASONS | undefined): string => (reason === undefined ? '' : `，原因：${REASONS[reason]}`);
