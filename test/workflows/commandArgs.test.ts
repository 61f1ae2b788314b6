import { describe, expect, it } from 'vitest';
import { entryOf } from '../../client/person.ts';
import { instant } from '../../campaign/time/instant.ts';
import { LINE_UPDATES } from '../../workflows/contract.ts';
import { readCommand } from '../../workflows/line/commandArgs.ts';

const digest = 'a'.repeat(64);
const defaults = { now: instant('2024-10-15T14:00:00+08:00'), sending: { at: '09:00', until: '17:30' } };
const of = { unit: 'mot', task: 'summary' };
const entry = { channel: 'fax', receivedAt: '2024-10-15 09:00', enteredBy: 'organiser' };

/** Every argument of every update, as an administrator may give them in the Web UI. */
const FULL = {
  acknowledge: { unit: 'mot', ...entry },
  submitReport: { ...of, report: digest, nil: true, flags: ['noFees'], disagreed: false, ...entry },
  noteReceived: { ...of, number: digest, ...entry },
  withdrawReport: { ...of, ...entry },
  reviewReport: { ...of, verdict: 'return', version: 1, text: digest, due: '2024-10-25' },
  requestExtension: { ...of, until: '2024-10-25', why: digest, ...entry },
  decideExtension: { ...of, grant: true, until: '2024-10-25 12:00', text: digest },
  delegate: { unit: 'mot', contact: digest, ...entry },
  exempt: { ...of, why: digest },
  suspend: { ...of, why: digest },
  resume: of,
  release: { ...of, slot: 'T+5' },
  remind: { ...of, enteredBy: 'lead' },
  quarantineFile: { ...of, file: digest, lift: true, why: digest, by: 'administrator' },
  purgeFile: { ...of, file: digest, why: digest, by: 'organiser' },
  cancel: {},
} as const satisfies Record<(typeof LINE_UPDATES)[number], object>;

describe('the arguments of an update', () => {
  it.each(LINE_UPDATES)('%s takes all it knows', (update) => {
    const { channel: _, receivedAt: __, enteredBy: ___, ...own } = FULL[update] as Record<string, unknown>;
    const names = Object.keys(own).filter((name) => !['due', 'until'].includes(name));
    expect(readCommand(update, FULL[update], defaults)).toMatchObject({ command: update, ...Object.fromEntries(names.map((name) => [name, own[name]])) });
  });

  it('are read as Beijing time; a bare date means the end of sending hours', () => {
    expect(readCommand('decideExtension', { ...of, grant: true, until: '2024-10-25' }, defaults)).toMatchObject({ until: '2024-10-25T17:30:00+08:00' });
    expect(readCommand('decideExtension', FULL.decideExtension, defaults)).toMatchObject({ until: '2024-10-25T12:00:00+08:00' });
  });

  it('a bare date of receipt means the morning, as on the command line: what came today is not of the future', () => {
    expect(readCommand('noteReceived', { ...of, receivedAt: '2024-10-15' }, defaults)).toMatchObject({ entry: { receivedAt: '2024-10-15T09:00:00+08:00' } });
    expect(entryOf({ receivedAt: '2024-10-15' }, { ...defaults.sending, digest: '10:00' })).toEqual({ receivedAt: '2024-10-15T09:00:00+08:00' });
  });

  it.each(LINE_UPDATES)('%s refuses what it does not know, names what it does, and never repeats a value', (update) => {
    const refused = (): unknown => readCommand(update, { ...FULL[update], 姓名: '张三' }, defaults);
    expect(refused).toThrow('参数中有 1 项不认识。可用的是：');
    expect(refused).not.toThrow('张三');
    for (const name of Object.keys(FULL[update])) expect(refused).toThrow(name);
  });
});
