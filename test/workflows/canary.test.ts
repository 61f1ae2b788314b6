import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeFile } from '../../activities/store/files.ts';
import { EMPTY_CONTENT } from '../../campaign/summary/report.ts';
import { type World, becomes, createWorld, eventually, linesOf } from './harness.ts';
import { eventsOf, legible } from './histories.ts';
import { fastFrom } from './time.ts';

/** Stands wherever people write something. */
const CANARY = 'kanarienvogel';
const CARD = { mail: `${CANARY}@secret.test`, role: CANARY, phone: CANARY };
const ADDRESS = /[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}/i;

describe('no personal data and no free text in any history', () => {
  let world: World;
  const heard: string[] = [];

  beforeAll(async () => {
    world = await createWorld();
    const { campaign, campaigns, sink, store } = world;
    sink.answer((to) => {
      if (to.includes(CANARY)) return { code: 550, text: `5.1.1 ${CANARY} <${to}> unknown` };
      if (to === 'mot@departments.test') return { code: 451, text: `4.7.1 ${CANARY} <${to}> greylisted` };
      return 'accept';
    });
    await world.start({ timeline: fastFrom('2024-09-23T14:00:00+08:00', 600), renewAfter: 40 });
    await becomes('the lines run', async () => (await campaigns.status(campaign)).lines.every(({ figures }) => figures.due > 0));

    const file = await storeFile(store, Buffer.from(CANARY), { name: `${CANARY}.txt`, maxBytes: 1000 });
    const report = {
      ...EMPTY_CONTENT, narrative: CANARY, figures: { [CANARY]: 1 }, cases: [{ title: CANARY, text: CANARY }], links: [`https://${CANARY}.test/`],
      signoff: { drafter: CANARY, approver: CANARY }, documentNumber: CANARY,
    };
    const jinan = { unit: 'sd.jinan', task: 'summary' };
    const mot = { unit: 'mot', task: 'summary' };
    const samr = { unit: 'samr', task: 'summary' };
    /** Accepted or refused; what is said to the person may name everything. */
    const give = async (command: Promise<unknown>): Promise<void> => {
      await command.catch((error: unknown) => heard.push(error instanceof Error ? `${error.name}: ${error.message}` : ''));
    };
    await give(campaigns.acknowledge(campaign, { unit: 'mot', channel: 'telephone', enteredBy: 'organiser' }));
    await give(campaigns.report(campaign, { ...jinan, report, files: [file] }));
    await give(campaigns.review(campaign, { ...jinan, accept: false, text: CANARY, due: '2024-10-22' }));
    await give(campaigns.report(campaign, { ...jinan, nil: true, reason: CANARY }));
    await give(campaigns.withdraw(campaign, jinan));
    await give(campaigns.received(campaign, { ...mot, number: CANARY, channel: '公文交换', receivedAt: '2024-09-23 09:30' }));
    await give(campaigns.received(campaign, { ...mot, receivedAt: '2031-01-01' }));
    await give(campaigns.requestExtension(campaign, { ...samr, until: '2024-10-22', why: CANARY }));
    await give(campaigns.decideExtension(campaign, { ...samr, grant: false, text: CANARY }));
    await give(campaigns.decideExtension(campaign, { ...samr, grant: true, until: '2024-10-23', text: CANARY }));
    await give(campaigns.decideExtension(campaign, { ...samr, grant: true, until: CANARY, text: CANARY }));
    await give(campaigns.delegate(campaign, { unit: 'sd', contact: CARD }));
    await give(campaigns.delegate(campaign, { unit: 'samr', contact: { ...CARD, mail: CANARY } }));
    await give(campaigns.suspend(campaign, { ...samr, why: CANARY }));
    await give(campaigns.resume(campaign, samr));
    await give(campaigns.exempt(campaign, { ...samr, why: CANARY }));
    await give(campaigns.release(campaign, { unit: 'sd', task: 'summary' }));
    await give(campaigns.acknowledge(campaign, { unit: CANARY }));
    await give(campaigns.acknowledge(campaign, { unit: `mot.${CANARY}` }));
    await give(campaigns.report(campaign, { unit: 'mot', task: CANARY, report }));
    await give(campaigns.issueNotice(campaign, { text: CANARY, documentNumber: CANARY }));
    await give(campaigns.approveSummary(campaign));
    const plain = world.handle('mot');
    await give(plain.executeUpdate<unknown, [unknown]>('acknowledge', { args: [{ unit: CANARY }] }));
    await give(plain.executeUpdate<unknown, [unknown]>('noteReceived', { args: [{ ...mot, number: CANARY, receivedAt: CANARY }] }));
    await give(plain.executeUpdate<unknown, [unknown]>('submitReport', { args: [CANARY] }));
    await give(world.handle().executeUpdate<unknown, [unknown]>('issueNotice', { args: [{ document: `${CANARY} ${CARD.mail}` }] }));

    // A store that fails, and a letter that cannot be written.
    const roster = await store.getReference(`campaigns/${campaign}/roster`);
    await store.setReference(`campaigns/${campaign}/roster`, CARD.mail);
    await give(campaigns.report(campaign, { ...jinan, report }));
    await becomes('an activity failed', () => world.logged.some((line) => line.includes('sendLetters failed')));
    await store.setReference(`campaigns/${campaign}/roster`, roster ?? '');
    await becomes('a receipt left', () => sink.to('jinan@regions.test').some(({ kind }) => kind === 'receipt'));
    const [card] = (await world.journal('sd')).filter(({ fact }) => fact === 'delegated');
    await store.remove(String(card?.['contact']));
    await give(campaigns.report(campaign, { unit: 'sd', task: 'summary', report }));
    await becomes('a letter could not be written', () => world.logged.some((line) => line.includes('composing')));
    await becomes('letters were deferred', async () => (await world.journal('mot')).some(({ fact }) => fact === 'lettersDeferred'));
    await give(campaigns.cancel(campaign));
    await eventually(() => Promise.all([undefined, ...linesOf(world.compiled)].map((line) => world.handle(line).result())));
  });
  afterAll(() => world.end());

  it('the commands were carried out and refused, and people were told in words', () => {
    expect(heard.length).toBeGreaterThan(10);
    expect(heard.filter((told) => !told.startsWith('Refused: ') && !told.startsWith('WorkflowUpdateFailedError: '))).toEqual([]);
    expect(heard.join('\n')).toContain(CANARY);
  });

  it.each([undefined, 'mot', 'sd', 'samr', 'organiser'])('history and description of %s', async (line) => {
    const { client, campaign } = world;
    const handle = world.handle(line);
    const events = await eventsOf(client, line === undefined ? campaign : `${campaign}.${line}`);
    const { raw, memo, typedSearchAttributes } = await handle.describe();
    const details = await handle.query<unknown>('__temporal_workflow_metadata');
    const texts = [...events, raw, memo, typedSearchAttributes.getAll(), details, await handle.query('status'), await handle.query('journal')].map(legible);
    expect(texts.join('\n')).toContain(campaign);
    for (const text of texts) {
      expect(text).not.toContain(CANARY);
      expect(text).not.toMatch(ADDRESS);
    }
  });
});
