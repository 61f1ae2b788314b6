/** A command was not carried out; the message is for the person who gave it: what happened, which value, what to do. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** What the person gave; shown with a refusal that does not mention it, for a history may not quote it. */
export interface Given {
  readonly unit?: string | undefined;
  readonly task?: string | undefined;
  readonly due?: string | undefined;
  readonly until?: string | undefined;
  readonly receivedAt?: string | undefined;
}

const NAMES: Readonly<Record<keyof Given, string>> = {
  unit: '单位', task: '事项', due: '新期限', until: '申请期限', receivedAt: '收到时间',
};

/** The sentence of a refusal, with the values the person gave that it does not name itself. */
export function withValues(sentence: string, given: Given): string {
  const key = `${given.unit ?? ''}/${given.task ?? ''}`;
  if (given.task !== undefined && sentence.includes(key)) return sentence;
  const names: readonly (keyof Given)[] = ['unit', 'task', 'due', 'until', 'receivedAt'];
  const missing = names.flatMap((name) => {
    const value = given[name];
    // Dates are said in words (10月25日): only an id can be told to be missing.
    const isShown = value === undefined || mentions(sentence, value) || (name !== 'unit' && name !== 'task');
    return isShown ? [] : [`${NAMES[name]}“${value}”`];
  });
  return missing.length === 0 ? sentence : `${sentence}（您给的是：${missing.join('，')}）`;
}

/** Whether the id stands in the sentence as a word of its own: `sd` is not mentioned by `sd.jinan`. */
function mentions(sentence: string, id: string): boolean {
  return sentence.split(/[^a-z0-9.-]+/).includes(id);
}
