import type { Draft } from './draft.ts';
import type { Finding } from './problem.ts';

/** Phases follow one another, each later than the one before. */
export function phaseOrder({ phases }: Draft): Finding[] {
  if (phases === undefined) return [];
  const { planning, activities, summarisation, close, archive } = phases;
  const names = Object.entries({ planning, activities, summarisation, close, archive });
  return names.flatMap(([name, day], i) => {
    const [earlier, before] = names[i - 1] ?? [];
    // Texts in YYYY-MM-DD order as days do.
    if (earlier === undefined || before === undefined || day > before) return [];
    return [{ path: ['phases', name], message: `${name}（${day}）没有晚于 ${earlier}（${before}）`, remedy: `请改为 ${before} 之后的工作日，或提前 ${earlier}` }];
  });
}

/** A day's letters: contacts first (`at`), then the digest for office and head, all before the window closes. */
export function sendingOrder({ sending }: Draft): Finding[] {
  if (sending === undefined) return [];
  const { at, until, digest } = sending;
  const path = ['sending', 'digest'];
  if (digest <= at) return [{ path, message: `digest（${digest}）没有晚于 at（${at}）`, remedy: `请改为 ${at} 之后、不晚于 ${until} 的时刻` }];
  if (digest > until) return [{ path, message: `digest（${digest}）晚于 until（${until}）`, remedy: `请改为不晚于 ${until} 的时刻，或推迟 until` }];
  return [];
}
