import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lift } from '../../../campaign/line/lift.ts';

/** Each step writes down that it was taken. */
const steps = ['1-2', '2-3', '3-4'].map((step) => (taken: readonly string[]) => [...taken, step]);

describe('what an older build carried on', () => {
  test('goes through every step from its version to the present one, in order, once', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 4 }), (version) => {
      expect(lift('state', version, steps, [])).toEqual(['1-2', '2-3', '3-4'].slice(version - 1));
    }));
  });

  test('is left as it is if there is nothing to lift', () => {
    const carried = { any: 'thing' };
    expect(lift('state', 1, [], carried)).toBe(carried);
  });

  test('is refused if it is of any other version, and nothing is made of it', () => {
    const other = fc.oneof(fc.integer({ max: 0 }), fc.integer({ min: 5 }), fc.double({ noInteger: true }), fc.constant(Number('x')));
    fc.assert(fc.property(other, (version) => {
      expect(() => lift('state', version, steps, [])).toThrow(/^state of version .+ is not known here \(1 to 4\); (start the newer worker|run the worker of that build)/);
    }));
  });
});
