import { ORGANISER } from '../../line/plan.ts';
import { type Check, tally } from '../finding.ts';

/** 反映问题: every concern that came before the summary was approved had its answer by then. */
export const answered: Check = ({ campaign }) => {
  const { look, finding } = tally();
  const approved = campaign.findIndex(({ fact }) => fact === 'summaryApproved');
  const before = approved < 0 ? campaign : campaign.slice(0, approved);
  const closed = new Set(before.flatMap(({ fact, number }) => (fact === 'concernAnswered' ? [number] : [])));
  for (const { fact, at, number } of before) {
    if (fact === 'concernReceived') look(approved < 0 || closed.has(number), ORGANISER, at, () => `第 ${String(number)} 号反映问题未答复，总结已审定`);
  }
  return finding();
};
