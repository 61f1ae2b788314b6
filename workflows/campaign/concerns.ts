import { type ConcernCommand, applyConcern, decideConcern } from '../../campaign/line/concerns.ts';
import { type Args, count, digest, id, nothingElse, optional } from '../guards.ts';
import { ENTRY, readEntry } from '../line/commandArgs.ts';
import type { SteeringCommand } from './steering.ts';

/** 反映问题: recorded, and answered. */
export const concernCommand: SteeringCommand<ConcernCommand> = {
  description: '登记反映问题：{"text":摘要值,"unit","channel","receivedAt"}；答复：{"number","answer":摘要值}（请用 campaign concern）',
  read: (from, defaults) => {
    if (isAnswer(from)) {
      nothingElse(from, ['number', 'answer']);
      return { do: 'answer', number: count(from, 'number'), text: digest(from, 'answer') };
    }
    nothingElse(from, ['text', 'unit', ...ENTRY]);
    return { do: 'record', text: digest(from, 'text'), ...optional(from, 'unit', id), entry: readEntry(from, defaults) };
  },
  unitOf: (command) => (command.do === 'record' ? command.unit : undefined),
  decide: ({ state: { concerns = [] } }, command, now) => {
    const fact = decideConcern(concerns, command, now);
    if ('refused' in fact) return fact;
    const { number } = fact;
    return { fact, change: { concerns: applyConcern(concerns, fact) }, key: `concern/${String(number)}`, answer: { number } };
  },
};

function isAnswer(from: Args): boolean {
  return from['number'] !== undefined || from['answer'] !== undefined;
}
