import { describe, expect, it } from 'vitest';
import { audit } from '../../../campaign/audit/audit.ts';
import { PROPERTIES } from '../../../campaign/audit/properties.ts';
import { evidenceOf, journalsOf } from './evidence.ts';

describe('a campaign that kept its rules', () => {
  it.each([1, 7, 8, 23, 2024])('is audited ok, and every property had something to look at (seed %i)', (seed) => {
    const { ok, checked, violations } = audit(evidenceOf(journalsOf(seed)));
    expect(violations).toEqual([]);
    expect(ok).toBe(true);
    for (const { name } of PROPERTIES) expect(checked[name], name).toBeGreaterThan(0);
  });
});
