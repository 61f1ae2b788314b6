import { diffArrays } from 'diff';

/** A stretch of a text: in both versions, or in one of them. */
export interface Stretch {
  readonly is: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Beyond so many changes a comparison says "all of it is new": nobody reads it, and it would cost seconds. */
const MOST_SENTENCES = 500;
const MOST_WORDS = 300;
/** A sentence of which less is left is shown as another sentence, not as confetti. */
const LEAST_IN_COMMON = 0.4;

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** What changed from one text to another: by sentences, and within a changed sentence by words. Together the stretches are both texts. */
export function compareTexts(before: string, after: string): Stretch[] {
  const coarse = stretches(sentencesOf(before), sentencesOf(after), MOST_SENTENCES);
  const refined: Stretch[] = [];
  for (let index = 0; index < coarse.length; index += 1) {
    const [here, next] = [coarse[index], coarse[index + 1]];
    if (here?.is === 'removed' && next?.is === 'added') {
      refined.push(...withinSentences(here, next));
      index += 1;
    } else if (here !== undefined) refined.push(here);
  }
  return joined(refined);
}

/** Whether anything changed. */
export function isChanged(compared: readonly Stretch[]): boolean {
  return compared.some(({ is }) => is !== 'same');
}

function withinSentences(removed: Stretch, added: Stretch): Stretch[] {
  const fine = stretches(wordsOf(removed.text), wordsOf(added.text), MOST_WORDS);
  const kept = fine.filter(({ is }) => is === 'same').reduce((sum, { text }) => sum + text.trim().length, 0);
  return kept < LEAST_IN_COMMON * Math.max(removed.text.length, added.text.length) ? [removed, added] : fine;
}

function stretches(before: string[], after: string[], most: number): Stretch[] {
  const all = [{ is: 'removed', text: before.join('') }, { is: 'added', text: after.join('') }] as const;
  // Undefined, whatever its type says, where there are more changes than that.
  const found: ReturnType<typeof diffArrays<string>> | undefined = diffArrays(before, after, { maxEditLength: most });
  return (found === undefined ? all : found.map(({ added, removed, value }) => ({ is: added ? 'added' : removed ? 'removed' : 'same', text: value.join('') } as const)))
    .filter(({ text }) => text !== '');
}

function joined(all: readonly Stretch[]): Stretch[] {
  const made: Stretch[] = [];
  for (const { is, text } of all) {
    const last = made.at(-1);
    if (last?.is === is) made[made.length - 1] = { is, text: last.text + text };
    else made.push({ is, text });
  }
  return made;
}

function sentencesOf(text: string): string[] {
  return text.match(/[^。！？；\n]+[。！？；]*\n*|[。！？；\n]+/gu) ?? [];
}

function wordsOf(text: string): string[] {
  return [...words.segment(text)].map(({ segment }) => segment);
}
