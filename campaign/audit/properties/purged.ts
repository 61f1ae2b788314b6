import { type Check, tally } from '../finding.ts';
import { unitOf } from '../ground.ts';

/** 清除: the store has no bytes any more of what the journals say was purged. */
export const purged: Check = ({ walks, stored }) => {
  const { look, finding } = tally();
  for (const { fact } of walks.flatMap(({ moments }) => moments)) {
    if (stored !== undefined && fact.fact === 'filePurged') look(!stored.has(fact.file), unitOf(fact.key), fact.at, () => `${fact.key} 的附件 ${fact.file.slice(0, 12)}… 已清除，存储中仍有`);
  }
  return finding();
};
