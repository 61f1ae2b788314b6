import { describe, expect, test } from 'vitest';
import { keysFrom } from '../../../activities/links/secret.ts';
import { folderStore } from '../../../activities/store/folderStore.ts';
import { takePlace } from '../../../activities/store/places.ts';
import { participantsOf, readConcern, sealForm, takeConcernPlace } from '../../../client/portal/concernForm.ts';
import { temporaryFolder } from '../../activities/temporary.ts';
import { definition } from '../../workflows/definition.ts';

const keys = keysFrom(Buffer.alloc(32, 7));
const { plan } = definition('c-1').compiled;
const OPENED = Date.parse('2024-09-23T09:00:00+08:00');
const LATER = OPENED + 60_000;
const read = (fields: Record<string, string>, now = LATER, form = sealForm(keys, plan.campaign, OPENED)) => readConcern(keys, plan, { form: [form], ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value]])) }, now);
const wrong = (fields: Record<string, string>, now?: number, form?: string): string => {
  const got = read(fields, now, form);
  return 'wrong' in got ? got.wrong.map(({ field, text }) => `${field}:${text}`).join('|') : '';
};

describe('a concern', () => {
  test('says what happened; unit and contact go along in the text, the unit by its id where it is one of ours', () => {
    expect(read({ what: ' 收取报名费\r\n2000元 ', unit: '山东省市场监督管理局', contact: '010-0000' })).toMatchObject({ unit: 'sd', text: '收取报名费\n2000元\n\n联系方式（反映人填写）：010-0000' });
    for (const [name, unit] of [['山东省', 'sd'], ['济南市市场监管局', 'sd.jinan'], ['交通运输部', 'mot']] as const) expect(read({ what: '甲', unit: name })).toMatchObject({ unit });
    expect(read({ what: '甲', unit: '某协会' })).toMatchObject({ text: '甲\n\n所涉单位（反映人填写）：某协会' });
    for (const name of ['某协会', '质量发展局', 'organiser', '']) expect(read({ what: '甲', unit: name })).not.toHaveProperty('unit');
    expect(participantsOf(plan).map(({ name }) => name)).toEqual(['交通运输部', '山东省', '执法稽查局']);
  });

  test('the same form with the same words is one request; other words or another form are another', () => {
    const form = sealForm(keys, plan.campaign, OPENED);
    const id = (fields: Record<string, string>, own = form): string => { const got = read(fields, LATER, own); return 'request' in got ? got.request : ''; };
    expect(id({ what: '甲' })).toMatch(/^[0-9a-f]{32}$/);
    expect(id({ what: '甲 ' })).toBe(id({ what: '甲' }));
    expect(new Set([id({ what: '甲' }), id({ what: '乙' }), id({ what: '甲', unit: '某协会' }), id({ what: '甲' }, sealForm(keys, plan.campaign, OPENED))]).size).toBe(4);
  });

  test('from a machine, too soon, too long or empty: told what, and nothing is taken', () => {
    expect(wrong({ what: '' })).toContain('what:请写明');
    expect(wrong({ what: '长'.repeat(4_001) })).toContain('what:现有 4001 字');
    expect(wrong({ what: '甲', contact: '9'.repeat(201) })).toContain('contact:');
    expect(wrong({ what: '甲', website: 'https://x.test' })).toContain('不应填写的栏目');
    expect(wrong({ what: '甲' }, OPENED + 2_900)).toContain('过快');
    expect(wrong({ what: '甲' }, OPENED + 3_100)).toBe('');
  });

  test('a form that is old, of another campaign, of another key, or none of ours begins anew', () => {
    for (const [form, now] of [
      [sealForm(keys, plan.campaign, OPENED), OPENED + 13 * 3_600_000], [sealForm(keys, 'c-2', OPENED), LATER], [sealForm(keysFrom(Buffer.alloc(32, 8)), plan.campaign, OPENED), LATER], ['', LATER], ['a.b', LATER],
    ] as const) expect(read({ what: '甲' }, now, form)).toMatchObject({ expired: true });
  });
});

describe('places', () => {
  test('as many as there are, whoever asks at the same time', async () => {
    const store = await folderStore(await temporaryFolder());
    const taken = await Promise.all(Array.from({ length: 12 }, () => takePlace(store, 'places/x', 5)));
    expect(taken.filter((each) => each)).toHaveLength(5);
    expect(await takePlace(store, 'places/x', 6)).toBe(true);
    expect(await takePlace(store, 'places/x', 6)).toBe(false);
  });

  test('three concerns of an address within an hour, twenty of a campaign; the store has no address', async () => {
    const store = await folderStore(await temporaryFolder());
    const take = (address: string, now = OPENED) => takeConcernPlace(store, keys, 'c-1', address, now);
    expect([await take('192.0.2.1'), await take('192.0.2.1'), await take('192.0.2.1'), await take('192.0.2.1')]).toEqual([true, true, true, false]);
    expect(await take('192.0.2.1', OPENED + 3_600_000)).toBe(true);
    for (let n = 2; n < 19; n += 1) expect(await take(`192.0.2.${String(n)}`)).toBe(true);
    expect(await take('192.0.2.99')).toBe(false);
    expect((await store.listReferences('concerns')).join('\n')).not.toContain('192.0.2');
  });
});
