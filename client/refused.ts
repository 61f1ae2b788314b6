/** A command was not carried out; the message is for the person who gave it: what happened, which value, what to do. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** What the person spoke of. */
export interface Given {
  readonly unit?: string | undefined;
  readonly task?: string | undefined;
}

/**
 * The sentence of a refusal, with the unit and task the person gave if it does not name them itself: it stands in a history, which
 * may quote known ids only.
 */
export function withValues(sentence: string, { unit, task }: Given): string {
  const missing = [
    ...(unit === undefined || mentions(sentence, unit) ? [] : [`单位“${unit}”`]),
    ...(task === undefined || mentions(sentence, task) ? [] : [`事项“${task}”`]),
  ];
  return missing.length === 0 ? sentence : `${sentence}（${missing.join('，')}）`;
}

/** Whether the id stands in the sentence as a word of its own: `sd` is not mentioned by `sd.jinan`. */
function mentions(sentence: string, id: string): boolean {
  return sentence.split(/[^a-z0-9.-]+/).includes(id);
}
