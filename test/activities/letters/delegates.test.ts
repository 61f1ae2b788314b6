import { beforeAll, describe, expect, it } from 'vitest';
import type { Compose } from '../../../activities/letters/compose.ts';
import { withDelegates } from '../../../activities/letters/delegates.ts';
import type { LetterInput } from '../../../activities/letters/input.ts';
import { putDocument } from '../../../activities/store/documents.ts';
import { temporaryStore } from '../temporary.ts';
import { ourComposer } from './composer.ts';
import { input, item, roster } from './samples.ts';

const DEPUTY = { mail: 'deputy@units.test', role: '代办人', phone: '010-7777' };

let compose: Compose;
beforeAll(async () => { compose = await ourComposer(); });

/** The letter made of `given` when the deputy's card is in the store. */
async function letterOf(given: (card: string) => LetterInput, senderOf?: string) {
  const store = await temporaryStore();
  const card = await putDocument(store, DEPUTY, { guessable: true });
  const made = given(card);
  const sender = senderOf === undefined ? undefined : { unit: senderOf, contact: card };
  return compose({ ...made, roster: await withDelegates(store, roster, made.letter, sender) });
}

describe('after a delegation', () => {
  it('the office’s call list and the head’s digest name the new contact', async () => {
    for (const role of ['office', 'head'] as const) {
      const { mail } = await letterOf((card) => input('digest', [item('escalate', { level: 'red', contact: card }), item('escalate', { unit: 'sd', level: 'red' })], { unit: 'organiser', role }));
      expect(mail.text).not.toContain('010-0012');
      if (role === 'office') expect(mail.text).toMatch(/交通运输部，活动总结；联系人：代办人，010-7777/);
    }
  });

  it('a letter to a superior names the new contact, and still goes to the superior', async () => {
    const { mail, envelope } = await letterOf((card) => input('escalate', [item('escalate', { unit: 'sd', slot: 'T+5', level: 'red', contact: card })], { unit: 'sd', role: 'superior' }));
    expect(envelope.to).toEqual(['sd-leader@regions.test']);
    expect(mail.text).not.toContain('010-0001');
  });

  it('a letter in a participant’s name gives the new contact’s telephone, and goes to the unit', async () => {
    const asked = () => input('remind', [item('remind', { unit: 'big.u1' })], { unit: 'big.u1' });
    expect((await letterOf(asked)).mail.text).toContain('010-0001');
    const { mail, envelope } = await letterOf(asked, 'big');
    expect(envelope.to).toEqual(['big.u1@units.test']);
    expect(mail.text).toContain('010-7777');
    expect(mail.text).not.toContain('010-0001');
  });

  it('the unit’s own letter goes to the new contact', async () => {
    const { envelope } = await letterOf((card) => {
      const own = input('remind', [item('remind', { contact: card })]);
      return { ...own, letter: { ...own.letter, contact: card } };
    });
    expect(envelope.to).toEqual(['deputy@units.test']);
  });
});
