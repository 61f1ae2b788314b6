import { describe, expect, it } from 'vitest';
import { audit } from '../../../campaign/audit/audit.ts';
import { PROPERTIES } from '../../../campaign/audit/properties.ts';
import { badEvidence, evidenceOf, journalsOf } from './evidence.ts';

describe('a campaign that kept its rules', () => {
  it.each([1, 7, 8, 23, 2024])('is audited ok, and every property had something to look at (seed %i)', (seed) => {
    const { ok, checked, violations } = audit(evidenceOf(journalsOf(seed)));
    expect(violations).toEqual([]);
    expect(ok).toBe(true);
    for (const { name } of PROPERTIES) expect(checked[name], name).toBeGreaterThan(0);
  });

  it.each([1, 7, 8, 9, 2024])('also one whose plan was amended twice, with a suspension, exemptions and a purge (seed %i)', (seed) => {
    const { checked, violations } = audit(badEvidence(seed));
    expect(violations).toEqual([]);
    // Whose due time was amended is silent no more for `silent`: its ladder is not the plan's.
    for (const { name } of PROPERTIES) if (name !== 'silent') expect(checked[name], name).toBeGreaterThan(0);
  });
});
