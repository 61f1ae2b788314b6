import { storeFile } from '../../activities/store/files.ts';
import { EMPTY_CONTENT } from '../../campaign/summary/report.ts';
import type { FactName } from '../../campaign/line/facts.ts';
import type { CampaignFact } from '../../workflows/campaign/facts.ts';
import { type World, becomes, createWorld, eventually, linesOf } from '../workflows/harness.ts';
import { fastFrom, quickly, reached } from '../workflows/time.ts';

/** One workflow to be recorded. */
export interface Path {
  readonly path: string;
  /** None: the campaign itself. */
  readonly line?: string;
  /** What must have happened, or the recording is of something else. */
  readonly facts: readonly (FactName | CampaignFact['fact'])[];
  /** Runs it must have at least; 2 if not said. */
  readonly runs?: number;
}

/** A campaign, run to its end, and what is recorded of it. */
export interface Recording {
  readonly name: string;
  run(): Promise<World>;
  readonly paths: Readonly<Record<string, Path>>;
}

const peer = (id: string): string => `
  - { id: ${id}, name: 单位${id}, kind: department, relation: peer, contacts: [{ mail: ${id}@departments.test }] }`;
const PEERS = ['silent', 'returned', 'extended', 'paper', 'nil', 'refusing', 'deferred', 'suspended', 'exempt', 'late'];
/** Those whose mail arrives at once. */
const ASKED = PEERS.filter((unit) => unit !== 'refusing' && unit !== 'deferred');
const PARTICIPANTS = `${PEERS.map(peer).join('')}
  - { id: guided, name: 山东省, kind: region, relation: guided, contacts: [{ mail: guided@regions.test }],
      superior: { title: 分管局领导, mail: guided-leader@regions.test }, units: [{ id: guided.city, name: 济南市, contacts: [{ mail: city@regions.test }] }] }
  - { id: own, name: 执法稽查局, kind: department, relation: own, contacts: [{ mail: own@samr.test }],
      superior: { title: 分管司领导, mail: own-leader@samr.test } }`;
const TASKS = `
  - { id: notice, title: 印发通知, form: confirm, for: organiser, settledBy: issueNotice, assign: 2024-09-03, due: 2024-09-11 }
  - { id: approval, title: 审定总结, form: confirm, for: organiser, settledBy: approveSummary, assign: 2024-10-08, due: 2024-10-22 }
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5 }`;

const PLANNING = '2024-09-03T09:00:00+08:00';
const ASSIGNED = '2024-09-23T09:00:00+08:00';
const RESUMED = '2024-09-26T09:00:00+08:00';
const OVERDUE = '2024-10-22T09:00:00+08:00';
const CLOSED = '2024-11-04T09:00:00+08:00';

/** Real milliseconds for what people do then; on a busy machine they need most of it. */
const ROOM = { [PLANNING]: 4_000, [ASSIGNED]: 14_000, [RESUMED]: 3_000, [OVERDUE]: 8_000, [CLOSED]: 6_000 };

const report = { ...EMPTY_CONTENT, narrative: '活动按计划开展。' };
const summaryOf = (unit: string) => ({ unit, task: 'summary' });

/** Every participant goes its own way, from planning to archive. */
export const wholeCampaign: Recording = {
  name: 'a whole campaign',
  run: async () => {
    const world = await createWorld({ participants: PARTICIPANTS, tasks: TASKS }, 'recorded');
    const { campaign, campaigns, compiled, sink } = world;
    let deferred = 0;
    sink.answer((to, letter) => {
      if (to === 'refusing@departments.test') return { code: 550, text: 'unknown' };
      const isLate = to === 'deferred@departments.test' && /^X-Campaign-Kind: assign/im.test(letter) && deferred < 2;
      if (isLate) deferred += 1;
      return isLate ? { code: 451, text: 'later' } : 'accept';
    });
    const timeline = quickly(compiled.plan, { room: ROOM, lag: 30_000 });
    await world.start({ timeline, renewAfter: 60 });

    await reached(timeline, PLANNING);
    await campaigns.hold(campaign);
    await campaigns.unhold(campaign);
    // Refused until every line runs.
    await eventually(() => campaigns.issueNotice(campaign, { text: '通知正文' }));

    await reached(timeline, ASSIGNED);
    await becomes('all are asked', () => ASKED.every((unit) => sink.to(`${unit}@departments.test`).some(({ kind }) => kind === 'assign')));
    await Promise.all([returned(world), extended(world), paper(world), nil(world), unitReports(world), asideFor(world)]);
    await campaigns.delegate(campaign, { unit: 'refusing', contact: { mail: 'other@departments.test' } });

    await reached(timeline, RESUMED);
    await campaigns.resume(campaign, summaryOf('suspended'));

    await reached(timeline, OVERDUE);
    await becomes('the region is overdue', () => sink.to('guided@regions.test').some(({ kind }) => kind === 'overdue'));
    await campaigns.release(campaign, summaryOf('guided'));
    await campaigns.acknowledge(campaign, { unit: 'late', channel: 'telephone', enteredBy: 'organiser' });
    await withFiles(world);
    await steer(world);

    await becomes('there is a draft', async () => (await campaigns.status(campaign)).summary.draft !== null, 40_000);
    await refusedBy(campaigns.approveSummary(campaign));
    await campaigns.answerConcern(campaign, { number: 1, answer: '已核实，收费已退还' });
    // Refused until the draft says so.
    await eventually(() => campaigns.approveSummary(campaign));
    await ended(world);
    return world;
  },
  paths: {
    campaign: {
      path: '活动：分阶段、每日摘要、明日拟发、暂停发函、通知、宣传材料、反映问题、案例选用、汇总、重新汇总、审定、归档',
      facts: ['linesStarted', 'phaseBegan', 'digestSent', 'outlookSent', 'held', 'unheld', 'noticeIssued', 'announced', 'concernReceived', 'caseSelected', 'caseDropped', 'mailed', 'consolidated', 'concernAnswered', 'summaryApproved', 'archived'],
      runs: 3,
    },
    organiser: { path: '组织方：通知印发即办结，总结逾期后审定', line: 'organiser', facts: ['letterSent', 'settled', 'handedToOffice'], runs: 1 },
    'peer-silent': { path: '同级单位始终未反馈', line: 'silent', facts: ['letterSent', 'handedToOffice'] },
    'guided-released': { path: '省局未反馈，提请分管领导获批；所属市局报送后收悉', line: 'guided', facts: ['letterSent', 'handedToOffice', 'released', 'reportSubmitted', 'reportAccepted'] },
    'own-silent': { path: '本局司局始终未反馈', line: 'own', facts: ['letterSent', 'handedToOffice'] },
    'returned-corrected-accepted': { path: '商请补充，改正后收悉', line: 'returned', facts: ['reportSubmitted', 'reportReturned', 'dueMoved', 'refused', 'reportAccepted'] },
    'extension-granted-refused': { path: '延期获准一次、未准一次', line: 'extended', facts: ['extensionRequested', 'extensionDecided', 'dueMoved', 'handedToOffice'] },
    'paper-keyed-in': { path: '先收到原件，后代录内容', line: 'paper', facts: ['originalReceived', 'reportSubmitted', 'reportAccepted'] },
    'nil-withdrawn': { path: '零报告撤回后再报', line: 'nil', facts: ['reportSubmitted', 'reportWithdrawn', 'reportAccepted'] },
    'mail-refused': { path: '邮箱拒收，转电话联系；转办后照常', line: 'refusing', facts: ['letterRefused', 'handedToOffice', 'delegated', 'letterSent'] },
    'mail-deferred': { path: '邮件暂缓，重试后送达', line: 'deferred', facts: ['lettersDeferred', 'letterSent'] },
    'suspended-resumed': { path: '中止后恢复', line: 'suspended', facts: ['suspended', 'resumed', 'dueMoved', 'letterSent'] },
    exempt: { path: '免报', line: 'exempt', facts: ['exempted'], runs: 1 },
    late: { path: '逾期后确认、报送，附件隔离、解除、清除，未审核', line: 'late', facts: ['letterSent', 'acknowledged', 'reportSubmitted', 'fileQuarantined', 'quarantineLifted', 'filePurged', 'handedToOffice'] },
  },
};

/** A report with two files: one is kept back for a while, one is purged. */
async function withFiles({ campaign, campaigns, store }: World): Promise<void> {
  const files = await Promise.all(['照片说明', '误传的名单'].map((text) => storeFile(store, Buffer.from(text), { name: `${text}.txt`, maxBytes: 1_000 })));
  await campaigns.report(campaign, { ...summaryOf('late'), report, files });
  const [kept, wrong] = files.map(({ digest }) => digest);
  if (kept === undefined || wrong === undefined) throw new Error('two files were stored');
  await campaigns.quarantine(campaign, { digest: kept });
  await campaigns.quarantine(campaign, { digest: kept, lift: true });
  // Nothing lies outside the store yet.
  await campaigns.purge(campaign, { digest: wrong, why: '含个人信息', copies: { remove: () => Promise.resolve([]), letters: () => Promise.resolve([]) } });
}

/** Posters, a concern that stays open until the summary, a case that is recommended, taken back and recommended. */
async function steer({ campaign, campaigns }: World): Promise<void> {
  await campaigns.announce(campaign, { text: '请张贴海报。', link: 'https://posters.example.test/' });
  const of = { case: 'returned/summary/1' };
  await campaigns.selectCase(campaign, { ...of, stage: '推荐' });
  await campaigns.selectCase(campaign, { ...of, drop: true });
  await campaigns.selectCase(campaign, { ...of, stage: '推荐' });
  await campaigns.recordConcern(campaign, { text: '以活动名义收费', unit: 'returned', channel: 'telephone' });
  await refusedBy(campaigns.selectCase(campaign, { ...of, stage: '初选' }));
}

async function returned({ campaign, campaigns }: World): Promise<void> {
  const of = summaryOf('returned');
  await campaigns.report(campaign, { ...of, report });
  await campaigns.review(campaign, { ...of, accept: false, text: '请补充数据', due: '2024-10-22' });
  await campaigns.report(campaign, { ...of, report: { ...report, narrative: '补充了数据。', cases: [{ title: '整改见成效', text: '合格率提高。' }] } });
  await refusedBy(campaigns.review(campaign, { ...of, accept: true, version: 1 }));
  await campaigns.review(campaign, { ...of, accept: true, version: 2 });
}

async function extended({ campaign, campaigns }: World): Promise<void> {
  const of = summaryOf('extended');
  await campaigns.requestExtension(campaign, { ...of, until: '2024-10-22', why: '材料较多' });
  await campaigns.decideExtension(campaign, { ...of, grant: true });
  await campaigns.requestExtension(campaign, { ...of, until: '2024-10-28' });
  await campaigns.decideExtension(campaign, { ...of, grant: false, text: '汇总在即' });
}

async function paper({ campaign, campaigns }: World): Promise<void> {
  const of = summaryOf('paper');
  await campaigns.received(campaign, { ...of, number: '函〔2024〕1号', channel: '公文交换', enteredBy: 'organiser' });
  await campaigns.report(campaign, { ...of, report, channel: '公文交换', enteredBy: 'organiser' });
  await campaigns.review(campaign, { ...of, accept: true });
}

async function nil({ campaign, campaigns }: World): Promise<void> {
  const of = summaryOf('nil');
  await campaigns.report(campaign, { ...of, nil: true });
  await campaigns.withdraw(campaign, of);
  await campaigns.report(campaign, { ...of, nil: true, reason: '未开展' });
  await campaigns.review(campaign, { ...of, accept: true });
}

async function unitReports({ campaign, campaigns }: World): Promise<void> {
  const of = summaryOf('guided.city');
  await campaigns.report(campaign, { ...of, report });
  await campaigns.review(campaign, { ...of, accept: true });
}

async function asideFor({ campaign, campaigns }: World): Promise<void> {
  await campaigns.exempt(campaign, { ...summaryOf('exempt'), why: '机构改革' });
  await campaigns.suspend(campaign, { ...summaryOf('suspended'), why: '暂缓' });
}

const FEW = `${peer('agrees')}${peer('differs')}`;
const COUNTERSIGNED = `
  - { id: countersign, title: 会签, form: countersign, for: departments, assign: 2024-09-03, due: 2024-09-10 }
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00 }`;

/** Countersigned, announced, then cancelled by the organiser. */
export const cancelled: Recording = {
  name: 'a campaign that is cancelled',
  run: async () => {
    const world = await createWorld({ participants: FEW, tasks: COUNTERSIGNED }, 'cancelled');
    const { campaign, campaigns } = world;
    await world.start({ timeline: fastFrom('2024-09-03T10:00:00+08:00', 60), renewAfter: 40 });
    await becomes('both are asked', async () => (await campaigns.status(campaign)).lines.filter(({ figures }) => figures.due > 0).length === 2);
    await refusedBy(campaigns.issueNotice(campaign, { text: '通知正文' }));
    const of = (unit: string) => ({ unit, task: 'countersign' });
    await campaigns.report(campaign, { ...of('agrees'), report: { ...report, answer: 'agree' } });
    await campaigns.report(campaign, { ...of('differs'), report: { ...report, answer: 'disagree' } });
    await campaigns.report(campaign, { ...of('differs'), report: { ...report, answer: 'agree' } });
    await eventually(() => campaigns.issueNotice(campaign, { text: '通知正文' }));
    await campaigns.cancel(campaign);
    await ended(world);
    return world;
  },
  paths: {
    'cancelled-campaign': { path: '活动：会签未齐不印发，印发后取消', facts: ['refused', 'noticeIssued', 'cancelled'], runs: 1 },
    'countersign-disagreed-agreed-cancelled': { path: '会签先不同意后同意，随活动取消', line: 'differs', facts: ['reportSubmitted', 'cancelled'], runs: 1 },
  },
};

/** Cancelled where an administrator would do it. */
export const cancelledInUi: Recording = {
  name: 'a campaign that is cancelled in the Web UI',
  run: async () => {
    const world = await createWorld({ participants: FEW, tasks: COUNTERSIGNED }, 'cancelled-in-ui');
    await world.start({ timeline: fastFrom('2024-09-03T10:00:00+08:00', 60), renewAfter: 40 });
    await becomes('both are asked', async () => (await world.campaigns.status(world.campaign)).lines.filter(({ figures }) => figures.due > 0).length === 2);
    for (const line of linesOf(world.compiled)) {
      await world.handle(line).cancel();
      await world.handle(line).result();
    }
    await world.handle().cancel();
    await ended(world);
    return world;
  },
  paths: {
    'cancelled-in-ui-campaign': { path: '活动在 Temporal 界面上取消', facts: ['linesStarted', 'cancelled'], runs: 1 },
    'cancelled-in-ui-line': { path: '报送线在 Temporal 界面上取消', line: 'differs', facts: ['letterSent', 'cancelled'], runs: 1 },
  },
};

export async function ended(world: World): Promise<void> {
  for (const line of [undefined, ...linesOf(world.compiled)]) {
    await world.handle(line).result().catch((cause: unknown) => { throw new Error(`${line ?? 'the campaign'} failed`, { cause }); });
  }
}

/** The refusal is the point. */
async function refusedBy(command: Promise<unknown>): Promise<void> {
  const answered = await command.then(() => true, () => false);
  if (answered) throw new Error('should have been refused');
}
