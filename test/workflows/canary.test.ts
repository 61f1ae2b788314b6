import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeFile } from '../../activities/store/files.ts';
import { EMPTY_CONTENT } from '../../campaign/summary/report.ts';
import { Refused } from '../../client/refused.ts';
import { PARTICIPANTS } from './definition.ts';
import { type World, becomes, createWorld, eventually, linesOf } from './harness.ts';
import { historiesOf, legible } from './histories.ts';
import { quickly } from './time.ts';

/** What people write, by where they write it. Every one must come to the store. */
const WRITTEN = {
  'a contact’s title in the roster': '金丝雀一号',
  'a contact’s telephone in the roster': '010-7770001',
  'a superior’s title in the roster': '金丝雀二号',
  'why an extension is asked for': '金丝雀三号',
  'the refusal of an extension': '金丝雀四号',
  'the grant of an extension': '金丝雀五号',
  'the role of who a task is delegated to': '金丝雀六号',
  'the address of who a task is delegated to': 'canary.deputy@elsewhere.test',
  'the telephone of who a task is delegated to': '010-7770002',
  'the number of an original on paper': '金丝雀〔2024〕7号',
  'a narrative': '金丝雀八号',
  'the title of a case': '金丝雀九号',
  'the text of a case': '金丝雀十号',
  'the name of a figure': '金丝雀甲家次',
  'a link': 'https://canary-link.example.test/',
  'the drafter of a report': '金丝雀乙',
  'the approver of a report': '金丝雀丙',
  'the document number in a report': '金丝雀〔2024〕11号',
  'the name of a file': '金丝雀丁.txt',
  'what a reviewer asks to be supplemented': '金丝雀戊',
  'a reviewer’s thanks': '金丝雀己',
  'why a task is suspended': '金丝雀庚',
  'why a task is exempt': '金丝雀辛',
  'the reason of a nil report': '金丝雀壬',
  'the text of the notice': '金丝雀癸',
  'the number of the notice': '金丝雀〔2024〕12号',
  'the address on a card that is lost': 'canary.lost@elsewhere.test',
  'a comment with a command that is refused': '金丝雀子',
  'a reason with a command that is refused': '金丝雀丑',
} as const;

/** What nobody may keep. */
const UNTOLD = {
  'the reply of a mail server that refuses': 'canary-reply-550',
  'the reply of a mail server that defers': 'canary-reply-451',
  'a unit that is none, by its name': '金丝雀市监局',
  'a channel that is none': '金丝雀快递',
  'a day that is none': '金丝雀日',
  'a report given instead of its digest': '金丝雀寅',
  'an address in a store that cannot be read': 'canary.roster@elsewhere.test',
} as const;

/** What nobody knows, though it has the shape of an id. */
const IDS = { 'a unit that is none': 'sd.canary-unit', 'a task that is none': 'canary-task' } as const;

const TITLED = PARTICIPANTS.replace('联络员', WRITTEN['a contact’s title in the roster'])
  .replace('010-0001', WRITTEN['a contact’s telephone in the roster']).replace('分管局领导', WRITTEN['a superior’s title in the roster']);

const PEOPLE_ACT = '2024-09-24T09:00:00+08:00';
const ADDRESS = /[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}/gi;

describe('what people wrote, and who they are, stands nowhere in Temporal', () => {
  let world: World;
  /** Everything that Temporal shows of the campaign, by workflow. */
  let shown: Map<string, string>;
  let stored: string;
  const refusals: string[] = [];

  beforeAll(async () => {
    world = await createWorld({ participants: TITLED });
    const { compiled, campaign, client, dataDir } = world;
    failingMailServer(world);
    // The archive fails at first: its error names a folder of this machine.
    await writeFile(join(dataDir, 'archives'), '');
    await world.start({ timeline: quickly(compiled.plan, { room: { [PEOPLE_ACT]: 9_000 } }), renewAfter: 60 });
    await becomes('assigned', () => world.sink.to('mot@departments.test').length > 0);
    await peopleAct(world, refusals);
    await storeFails(world);
    const pending = await eventually(async () => {
      const description = legible((await world.handle().describe()).raw);
      expect(description).toContain('writeArchive failed');
      return description;
    });
    await rm(join(dataDir, 'archives'));
    await world.handle().result();
    const ids = [campaign, ...linesOf(compiled).map((line) => `${campaign}.${line}`)];
    shown = new Map(await Promise.all(ids.map(async (id) => [id, await everythingOf(client, id)] as const)));
    shown.set('the campaign while its archive failed', pending);
    stored = await everythingIn(join(dataDir, 'store'));
  }, 90_000);
  afterAll(() => world.end());

  const where = (canary: string) => [...shown].filter(([, text]) => text.includes(canary)).map(([id]) => id);

  it.each(Object.entries({ ...WRITTEN, ...UNTOLD, ...IDS }))('%s', (_, canary) => {
    expect(where(canary)).toEqual([]);
  });

  it('any address', () => {
    const { contacts, superiors, office, head } = world.compiled.roster;
    const known = [...Object.values(contacts).flat(), ...Object.values(superiors), office, head].map(({ mail }) => mail);
    expect(known.length).toBeGreaterThan(6);
    expect(known.flatMap(where)).toEqual([]);
    expect([...shown.values()].flatMap((text) => text.match(ADDRESS) ?? [])).toEqual([]);
  });

  it('a folder of this machine, though the archive failed and was tried again', () => {
    expect(where('campaign-world-')).toEqual([]);
    expect(where('writeArchive failed')).toEqual([world.campaign, 'the campaign while its archive failed']);
  });

  it('any identity but a role', () => {
    const identities = [...shown.values()].flatMap((text) => [...text.matchAll(/^identity: (.+)$/gm)].map(([, identity]) => identity));
    expect([...new Set(identities)].sort()).toEqual(['cli', 'history-service', 'worker']);
  });

  describe('and that is no accident:', () => {
    it('all of it was written, and is in the store', () => {
      const kept = Object.entries(WRITTEN).filter(([what]) => what !== 'the address on a card that is lost');
      for (const [what, canary] of kept) expect(stored.includes(canary), what).toBe(true);
    });

    it('whoever was refused was told what they had given, by the facade', () => {
      expect(refusals).toHaveLength(9);
      const told = refusals.join('\n');
      for (const given of [UNTOLD['a unit that is none, by its name'], ...Object.values(IDS)]) expect(told).toContain(given);
    });

    it('the mail servers refused and deferred', async () => {
      const states = (await world.ledger()).map(({ state }) => state);
      expect(states).toEqual(expect.arrayContaining(['accepted', 'refused']));
      expect(world.sink.tried.length).toBeGreaterThan(world.sink.taken.length);
      expect(where('lettersDeferred')).not.toEqual([]);
      expect(where('letterRefused')).not.toEqual([]);
    });

    it('what was looked through is legible: answers, refusals, letters, panels, of all runs', async () => {
      const sd = shown.get(`${world.campaign}.sd`);
      for (const known of ['originalReceived', '没有待答复的延期申请', '发函：', 'ReportStatus', '| 山东省　 |', '答复延期：']) expect(sd, known).toContain(known);
      expect((await historiesOf(world.client, `${world.campaign}.sd`)).length).toBeGreaterThan(1);
    });
  });
});

/** Refuses one contact for good; defers the delegate and the city at first. */
function failingMailServer({ sink }: World): void {
  const tries = new Map<string, number>();
  sink.answer((to) => {
    const tried = (tries.get(to) ?? 0) + 1;
    tries.set(to, tried);
    if (to === 'zf@samr.test') return { code: 550, text: `5.1.1 <${to}> ${UNTOLD['the reply of a mail server that refuses']}` };
    if (to === WRITTEN['the address of who a task is delegated to'] && tried < 3) {
      return { code: 451, text: `4.2.0 <${to}> ${UNTOLD['the reply of a mail server that defers']}` };
    }
    return to === 'jinan@regions.test' && tried === 1 ? 'cut' : 'accept';
  });
}

/** Every command that takes words, accepted and refused. */
async function peopleAct({ campaigns, campaign, store, client }: World, refusals: string[]): Promise<void> {
  const mot = { unit: 'mot', task: 'summary' };
  const sd = { unit: 'sd', task: 'summary' };
  const refused = async (command: Promise<unknown>): Promise<void> => {
    const error: unknown = await command.then(() => undefined, (reason: unknown) => reason);
    if (error instanceof Refused || error instanceof WorkflowUpdateFailedError) refusals.push(error.message);
    else throw new Error('not refused', { cause: error });
  };

  await campaigns.requestExtension(campaign, { ...mot, until: '2024-10-22', why: WRITTEN['why an extension is asked for'] });
  await campaigns.decideExtension(campaign, { ...mot, grant: false, text: WRITTEN['the refusal of an extension'] });
  await campaigns.decideExtension(campaign, { ...mot, grant: true, until: '2024-10-23', text: WRITTEN['the grant of an extension'] });
  await campaigns.suspend(campaign, { ...mot, why: WRITTEN['why a task is suspended'] });
  await campaigns.resume(campaign, mot);
  await campaigns.report(campaign, { ...mot, nil: true, reason: WRITTEN['the reason of a nil report'] });
  await campaigns.review(campaign, { ...mot, accept: true, text: WRITTEN['a reviewer’s thanks'] });
  await campaigns.exempt(campaign, { unit: 'samr', why: WRITTEN['why a task is exempt'] });
  await campaigns.delegate(campaign, {
    unit: 'sd', contact: {
      role: WRITTEN['the role of who a task is delegated to'], mail: WRITTEN['the address of who a task is delegated to'],
      phone: WRITTEN['the telephone of who a task is delegated to'],
    },
  });
  await campaigns.received(campaign, { ...sd, channel: '公文交换', number: WRITTEN['the number of an original on paper'], enteredBy: 'organiser' });
  const file = await storeFile(store, Buffer.from('正文'), { name: WRITTEN['the name of a file'], maxBytes: 1_000 });
  await campaigns.report(campaign, {
    ...sd, files: [file], report: {
      ...EMPTY_CONTENT, narrative: WRITTEN['a narrative'], figures: { [WRITTEN['the name of a figure']]: 1 }, links: [WRITTEN['a link']],
      cases: [{ title: WRITTEN['the title of a case'], text: WRITTEN['the text of a case'] }], documentNumber: WRITTEN['the document number in a report'],
      signoff: { drafter: WRITTEN['the drafter of a report'], approver: WRITTEN['the approver of a report'] },
    },
  });
  await campaigns.review(campaign, { ...sd, accept: false, due: '2024-10-24', text: WRITTEN['what a reviewer asks to be supplemented'] });
  await eventually(() => campaigns.issueNotice(campaign, { text: WRITTEN['the text of the notice'], documentNumber: WRITTEN['the number of the notice'] }));

  await refused(campaigns.decideExtension(campaign, { ...sd, grant: false, text: WRITTEN['a comment with a command that is refused'] }));
  await refused(campaigns.requestExtension(campaign, { ...sd, until: '2024-10-26', why: WRITTEN['a reason with a command that is refused'] }));
  await refused(campaigns.acknowledge(campaign, { unit: IDS['a unit that is none'] }));
  await refused(campaigns.acknowledge(campaign, { unit: `sd.${UNTOLD['a unit that is none, by its name']}` }));
  await refused(campaigns.report(campaign, { ...mot, task: IDS['a task that is none'], nil: true }));
  const byHand = client.workflow.getHandle(`${campaign}.sd`);
  await refused(byHand.executeUpdate('noteReceived', { args: [{ ...sd, receivedAt: UNTOLD['a day that is none'] }] }));
  await refused(byHand.executeUpdate('submitReport', { args: [UNTOLD['a report given instead of its digest']] }));
  await refused(client.workflow.getHandle(campaign).executeUpdate('issueNotice', { args: [{ document: UNTOLD['a report given instead of its digest'] }] }));
  await refused(byHand.executeUpdate('acknowledge', { args: [{ unit: 'sd', channel: UNTOLD['a channel that is none'] }] }));
}

/** An activity that cannot read the roster, and a letter that cannot be written; both are mended. */
async function storeFails({ campaigns, campaign, store, logged, journal }: World): Promise<void> {
  const jinan = { unit: 'sd.jinan', task: 'summary' };
  const name = `campaigns/${campaign}/roster`;
  const roster = await store.getReference(name);
  await store.setReference(name, UNTOLD['an address in a store that cannot be read']);
  await campaigns.report(campaign, { ...jinan, nil: true });
  await becomes('letters failed', () => logged.some((line) => line.includes('sendLetters failed')));
  await store.setReference(name, roster ?? '');
  await campaigns.delegate(campaign, { unit: 'sd.jinan', contact: { mail: WRITTEN['the address on a card that is lost'] } });
  const card = (await journal('sd')).findLast(({ fact }) => fact === 'delegated')?.['contact'];
  await store.remove(String(card));
  await campaigns.withdraw(campaign, jinan);
  await campaigns.report(campaign, { ...jinan, nil: true });
  await becomes('a letter could not be written', () => logged.some((line) => line.includes('composing')));
  await campaigns.delegate(campaign, { unit: 'sd.jinan', contact: { mail: 'jinan@regions.test' } });
}

/** Histories of all runs, their descriptions, and what the Web UI shows under User Metadata. */
async function everythingOf(client: World['client'], workflowId: string): Promise<string> {
  const histories = await historiesOf(client, workflowId);
  const runs = histories.flatMap(({ events }) => events?.[0]?.workflowExecutionStartedEventAttributes?.originalExecutionRunId ?? []);
  expect(runs).toHaveLength(histories.length);
  const described = await Promise.all(runs.map(async (run) => {
    const handle = client.workflow.getHandle(workflowId, run);
    const { raw, memo, typedSearchAttributes } = await handle.describe();
    return { raw, memo, attributes: typedSearchAttributes.getAll(), metadata: await handle.query<unknown>('__temporal_workflow_metadata') };
  }));
  const last = client.workflow.getHandle(workflowId);
  return legible({ histories, described, queried: [await last.query<unknown>('status'), await last.query<unknown>('journal')] });
}

/** The bytes of all files in a folder, as text. */
async function everythingIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');
}
