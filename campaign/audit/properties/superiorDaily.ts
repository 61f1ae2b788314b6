import { type Day, dayOf } from '../../time/instant.ts';
import { type Check, tally } from '../finding.ts';

/** A superior, the office and the head hear of others at most once a day. */
export const superiorDaily: Check = ({ walks, accepted }) => {
  const { look, finding } = tally();
  const told = new Set<string>();
  const once = (to: string, on: Day): boolean => {
    const isFirst = !told.has(`${to} ${on}`);
    told.add(`${to} ${on}`);
    return isFirst;
  };
  for (const { line, moments } of walks) {
    for (const { fact } of moments) {
      if (fact.fact !== 'letterSent' || (fact.role !== 'superior' && fact.steps.some(({ kind }) => kind !== 'escalate'))) continue;
      look(once(`${line} ${fact.unit}:${fact.role}`, fact.on), fact.unit, fact.at, () => `分管领导一日之内收到不止一封（${fact.on}）`);
    }
  }
  for (const { unit, role, kind, at } of accepted) {
    if (kind === 'digest') look(once(`digest ${role}`, dayOf(at)), unit, at, () => `每日汇总一日之内不止一封（${role}，${dayOf(at)}）`);
  }
  return finding();
};
