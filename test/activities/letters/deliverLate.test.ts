import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedgers, readLedger } from '../../../activities/letters/ledger.ts';
import { openMailRoom } from '../../../activities/letters/mailRoom.ts';
import { letterSender } from '../../../activities/letters/sendLetters.ts';
import { loadTemplates } from '../../../activities/letters/templates.ts';
import { openPlans } from '../../../activities/plans.ts';
import { setLatest, setMarker } from '../../../activities/store/campaignStore.ts';
import { putDocument } from '../../../activities/store/documents.ts';
import type { Letter, LetterOutcome } from '../../../campaign/line/letter.ts';
import { instant } from '../../../campaign/time/instant.ts';
import { temporaryStore } from '../temporary.ts';
import { letter } from './deliverFixture.ts';
import { type MailServer, mailServer } from './deliverServer.ts';
import { campaign, item, roster } from './samples.ts';

/** The activity as the worker runs it: one real mail server, the project's own templates. */
async function activity(server: MailServer) {
  const store = await temporaryStore();
  await setLatest(store, campaign.campaign, 'plan', await putDocument(store, campaign));
  await setLatest(store, campaign.campaign, 'roster', await putDocument(store, roster));
  await setMarker(store, campaign.campaign, 'running');
  const [room, ledgers] = [openMailRoom({ url: server.url }), openLedgers(store)];
  const send = letterSender({ store, plans: openPlans(store), templates: await loadTemplates('config/letters'), room, ledgers, complain: () => undefined });
  const plan = await putDocument(store, campaign.lines.find(({ line }) => line === 'mot')!);
  return {
    store, close: async () => { await room.close(); await ledgers.close(); },
    send: (letters: readonly Letter[], begunBy: number): Promise<LetterOutcome[]> => send({
      campaign: campaign.campaign, plan, letters, now: instant('2024-10-12T09:00:00+08:00'), asOf: '2024-10-12T01:00:00.000Z', rehearsal: false, begunBy,
    }),
  };
}

const reminder = letter('mot', { items: [item('remind')] });
const receipt = letter('mot', { kind: 'receipt', at: instant('2024-10-12T09:00:03+08:00'), items: [item('receipt', { slot: 'receipt.1' })] });
const [past, ahead] = [Date.now() - 1, Date.now() + 600_000];

describe('a batch that is carried out long after it was decided', () => {
  let server: MailServer;
  let worker: Awaited<ReturnType<typeof activity>>;
  beforeEach(async () => { server = await mailServer(); worker = await activity(server); });
  afterEach(async () => { await worker.close(); await server.close(); });

  it('leaves its letters to another decision; a receipt still answers', async () => {
    expect(await worker.send([reminder, receipt], past)).toEqual([{ letter: 0, result: 'deferred', items: [], late: true }, { letter: 1, result: 'accepted', items: [0] }]);
    expect((await readLedger(worker.store, campaign.campaign)).filter(({ kind }) => kind === 'remind')).toEqual([]);
    expect(await worker.send([reminder], ahead)).toEqual([{ letter: 0, result: 'accepted', items: [0] }]);
    expect(server.accepted).toHaveLength(2);
  });

  it('still knows what was accepted before its worker died', async () => {
    await worker.send([reminder], ahead);
    expect(await worker.send([reminder, letter('mwr')], past)).toEqual([{ letter: 0, result: 'accepted', items: [0] }, { letter: 1, result: 'deferred', items: [], late: true }]);
    expect(server.accepted).toHaveLength(1);
  });
});
