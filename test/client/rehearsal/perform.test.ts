import { describe, expect, it } from 'vitest';
import { instant } from '../../../campaign/time/instant.ts';
import { Refused } from '../../../client/refused.ts';
import { type Performance, perform } from '../../../client/rehearsal/run/perform.ts';
import type { Post } from '../../../client/rehearsal/run/post.ts';
import { requireHarmless } from '../../../client/rehearsal/run/session.ts';
import type { Act, Deed } from '../../../client/rehearsal/script/act.ts';

const act = (minute: number, deed: Deed): Act => ({ at: instant(`2024-07-01T14:0${String(minute)}:00+08:00`), line: 'mot', deed });
const report = (minute: number, unit = 'mot'): Act => act(minute, { do: 'report', unit, task: 'summary', quality: 'full', channel: 'portal', enteredBy: 'contact' });
const post: Post = { letters: () => [], refresh: () => Promise.resolve(), arrived: () => Promise.resolve(true) };

/** A minute takes 30 ms, and begins in 30 ms. */
function performance(acts: readonly Act[], more: Partial<Performance> = {}): Performance {
  const first = Date.parse('2024-07-01T14:00:00+08:00');
  const real = Date.now() + 30;
  return {
    script: { seed: 7, acts, runners: [], silent: [] }, timeline: { points: [{ nominal: first, real }, { nominal: first + 600_000, real: real + 300 }] },
    post, readings: new Map(), carryOut: () => Promise.resolve(), isDrafted: () => Promise.resolve(true), onDone: () => undefined,
    over: new AbortController().signal, signal: new AbortController().signal, ...more,
  };
}

describe('the performance', () => {
  it('does everything at its time, one thing after the other for a unit', async () => {
    const done: string[] = [];
    const slow = act(0, { do: 'acknowledge', unit: 'mot' });
    const carryOut = async ({ deed }: Act): Promise<void> => {
      if (deed.do === 'acknowledge') await new Promise((resolve) => setTimeout(resolve, 150));
      done.push('unit' in deed ? `${deed.unit} ${deed.do}` : deed.do);
    };
    const anomalies = await perform(performance([slow, report(1), report(2, 'sd')], { carryOut }));
    expect(done).toEqual(['sd report', 'mot acknowledge', 'mot report']);
    expect(anomalies).toEqual([]);
  });

  it('lets the organiser decide after everything before it', async () => {
    const done: string[] = [];
    const carryOut = async ({ deed }: Act): Promise<void> => {
      if (deed.do === 'report') await new Promise((resolve) => setTimeout(resolve, 120));
      done.push(deed.do);
    };
    await perform(performance([report(0), act(1, { do: 'issueNotice' })], { carryOut }));
    expect(done).toEqual(['report', 'issueNotice']);
  });

  it('lets nobody wait long for a letter once one did not come', async () => {
    const waits: number[] = [];
    const acts = [report(0), report(1), report(2, 'sd')];
    const acted: Performance = performance(acts);
    const arrived: Post['arrived'] = (_, latest) => {
      waits.push(Math.round((latest - Date.now()) / 1_000));
      return Promise.resolve(false);
    };
    const anomalies = await perform({ ...acted, post: { ...post, arrived }, readings: new Map(acts.map((each) => [each, ['T-1']])) });
    expect(waits).toEqual([15, 1, 15]);
    expect(anomalies.map(({ what }) => what)).toEqual(['mot/summary report：未见函件 T-1', 'mot/summary report：未见函件 T-1', 'sd/summary report：未见函件 T-1']);
  });

  it('notes a refusal and goes on; a decision is asked again under another id', async () => {
    const ids: string[] = [];
    const carryOut = ({ deed }: Act, id: string): Promise<void> => {
      ids.push(id);
      return deed.do === 'report' || ids.filter((each) => each.startsWith('rehearsal-1')).length < 2 ? Promise.reject(new Refused('不行')) : Promise.resolve();
    };
    const anomalies = await perform(performance([report(0), act(1, { do: 'issueNotice' })], { carryOut }));
    expect(anomalies).toEqual([{ at: '2024-07-01T14:00:00+08:00', what: 'mot/summary report：不行' }]);
    expect(ids).toEqual(['rehearsal-0', 'rehearsal-1', 'rehearsal-1-2']);
  });

  it('asks again with the same id when the server is away for a moment', async () => {
    const ids: string[] = [];
    const carryOut = (_: Act, id: string): Promise<void> => {
      ids.push(id);
      return ids.length < 3 ? Promise.reject(new Error('unavailable')) : Promise.resolve();
    };
    expect(await perform(performance([report(0)], { carryOut }))).toEqual([]);
    expect(ids).toEqual(['rehearsal-0', 'rehearsal-0', 'rehearsal-0']);
  });

  it('notes a letter that never came, and acts all the same', async () => {
    const late = report(0);
    let done = 0;
    const anomalies = await perform(performance([late], {
      post: { ...post, arrived: () => Promise.resolve(false) }, readings: new Map([[late, ['mot/summary#0:assign']]]), onDone: () => { done += 1; },
    }));
    expect(anomalies.map(({ what }) => what)).toEqual(['mot/summary report：未见函件 mot/summary#0:assign']);
    expect(done).toBe(1);
  });

  it('ends at once when it is stopped', async () => {
    const stop = new AbortController();
    const ended = perform(performance([report(9)], { signal: stop.signal }));
    stop.abort(new Error('stopped'));
    await expect(ended).rejects.toThrow();
  });
});

describe('a rehearsal writes to nobody', () => {
  it('takes an SMTP on this machine, or the embedded inbox', () => {
    for (const url of ['smtp://127.0.0.1:2525', 'smtp://localhost:25', 'smtp://[::1]:1025', undefined]) expect(() => { requireHarmless(url, undefined); }).not.toThrow();
  });

  it('refuses every other', () => {
    for (const url of ['smtps://smtp.example.org:465', 'smtp://127.0.0.1.example.org:25', 'smtp://10.0.0.5', 'smtp://localhost.example']) {
      expect(() => { requireHarmless(url, undefined); }).toThrow(Refused);
    }
  });
});
