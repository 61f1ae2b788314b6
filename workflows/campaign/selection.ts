import { STAGES, type SelectCommand, applyCase, decideCase, isCaseId, unitOfCase } from '../../campaign/line/selection.ts';
import { type Args, flag, malformed, nothingElse, oneOf } from '../guards.ts';
import { ENTRY, readEntry } from '../line/commandArgs.ts';
import type { SteeringCommand } from './steering.ts';

/** 案例选用: one case, one stage. */
export const selectCommand: SteeringCommand<SelectCommand> = {
  description: '案例选用：{"case":"mot/summary/1","stage":"推荐"|"初选"|"请报送单位核稿"|"采用"|"发布","consent":true,"channel"}；退回一步：{"case","drop":true}',
  read: (from, defaults) => {
    const id = readCase(from);
    if (isTrue(from, 'drop')) {
      nothingElse(from, ['case', 'drop']);
      return { case: id, to: 'back' };
    }
    const consent = isTrue(from, 'consent');
    nothingElse(from, ['case', 'stage', 'drop', 'consent', ...(consent ? ENTRY : [])]);
    return { case: id, to: oneOf(from, 'stage', STAGES), ...(consent ? { consent: readEntry(from, defaults) } : {}) };
  },
  unitOf: (command) => unitOfCase(command.case),
  decide: ({ state: { cases = {}, concerns = [] } }, command, now) => {
    const fact = decideCase(cases, concerns, command, now);
    if ('refused' in fact) return fact;
    return { fact, change: { cases: applyCase(cases, fact) }, key: `case/${fact.case}` };
  },
};

function readCase(from: Args): string {
  const value = from['case'];
  if (typeof value !== 'string' || !isCaseId(value)) throw malformed('参数 case 应为案例标识，例如 mot/summary/1。');
  return value;
}

function isTrue(from: Args, name: string): boolean {
  return from[name] !== undefined && from[name] !== null && flag(from, name);
}
