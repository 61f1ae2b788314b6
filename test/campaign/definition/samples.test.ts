import { describe, expect, test } from 'vitest';
import { nearest } from '../../../campaign/definition/nearest.ts';
import { pathText } from '../../../campaign/definition/problem.ts';
import { knownKeys, sampleAt } from '../../../campaign/definition/samples.ts';
import * as schema from '../../../campaign/definition/schema.ts';

describe('samples in remedies', () => {
  test('there is one for every key of the schema', () => {
    const keys = Object.values(schema).flatMap((part) => Object.keys(part.shape));
    expect(new Set(knownKeys)).toEqual(new Set(keys));
  });

  test('a key that means different things is shown as it is written there', () => {
    expect(sampleAt(['sending', 'at'])).toBe('at: "09:00"');
    expect(sampleAt(['ladders', 'peer', 'escalation', 0, 'at'])).toBe('at: T+3');
    expect(sampleAt(['participants', 2, 'units', 0, 'id'])).toBe('id: sd.jinan');
    expect(sampleAt(['constructor'])).toBeUndefined();
    expect(sampleAt([])).toBeUndefined();
  });
});

describe('the word that was meant', () => {
  test.each([
    ['departmnts', 'departments'],
    ['mwrr', 'mwr'],
    ['mor', 'mot'],
    ['xyz', undefined],
    ['', undefined],
  ])('%s: %s', (word, meant) => {
    expect(nearest(word, ['departments', 'regions', 'mot', 'mwr'])).toBe(meant);
  });
});

test('paths are written as people write them', () => {
  expect(pathText(['participants', 3, 'contacts', 0, 'mail'])).toBe('participants[3].contacts[0].mail');
  expect(pathText([])).toBe('');
});
