import { type ActivityOptions, CancellationScope, proxyActivities } from '@temporalio/workflow';
import type { Activities } from './contract.ts';

const RETRY = { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' } as const;

/** Reading and writing the store: short, retried until it works. */
const STORE: ActivityOptions = { startToCloseTimeout: '2 minutes', retry: RETRY };
/** Letters: a batch heartbeats on a timer; a dead worker is noticed by the silence, not by the long limit. */
const LETTERS: ActivityOptions = { startToCloseTimeout: '2 hours', heartbeatTimeout: '20 seconds', retry: RETRY };
/** In a rehearsal twenty seconds are two weeks. */
const REHEARSED_LETTERS: ActivityOptions = { ...LETTERS, heartbeatTimeout: '6 seconds' };
/** Summary and archive read everything. */
const DOCUMENTS: ActivityOptions = { startToCloseTimeout: '6 hours', heartbeatTimeout: '1 minute', retry: RETRY };

const store = proxyActivities<Activities>(STORE);
const letters = proxyActivities<Activities>(LETTERS);
const documents = proxyActivities<Activities>(DOCUMENTS);

/** The activities, each with a summary in Chinese for the Web UI's timeline. */
export const act = {
  loadLine: (input: Parameters<Activities['loadLine']>[0]) =>
    store.loadLine.executeWithOptions({ ...STORE, summary: '读取报送线方案' }, [input]),
  loadCampaign: (input: Parameters<Activities['loadCampaign']>[0]) =>
    store.loadCampaign.executeWithOptions({ ...STORE, summary: '读取活动方案' }, [input]),
  adoptPlan: (input: Parameters<Activities['adoptPlan']>[0]) =>
    store.adoptPlan.executeWithOptions({ ...STORE, summary: `启用第 ${String(input.revision)} 版方案` }, [input]),
  keepJournal: (input: Parameters<Activities['keepJournal']>[0]) =>
    store.keepJournal.executeWithOptions({ ...STORE, summary: `流水归入存储（${String(input.facts.length)} 条）` }, [input]),
  keepRecord: (...input: Parameters<Activities['keepRecord']>) =>
    store.keepRecord.executeWithOptions({ ...STORE, summary: '报送线结果归入存储' }, input),
  lastWords: (input: Parameters<Activities['lastWords']>[0]) =>
    store.lastWords.executeWithOptions({ ...STORE, summary: '读取已截止报送线的结果' }, [input]),
  stopLetters: (input: Parameters<Activities['stopLetters']>[0]) =>
    store.stopLetters.executeWithOptions({ ...STORE, summary: '停止发函' }, [input]),
  /** Not cancelled: a batch on its way ends by itself, and the journal must know which letters left. */
  sendLetters: (input: Parameters<Activities['sendLetters']>[0], summary: string) =>
    CancellationScope.nonCancellable(() => letters.sendLetters.executeWithOptions({ ...(input.rehearsal ? REHEARSED_LETTERS : LETTERS), summary }, [input])),
  consolidate: (input: Parameters<Activities['consolidate']>[0]) =>
    documents.consolidate.executeWithOptions({ ...DOCUMENTS, summary: '汇总全国活动情况' }, [input]),
  writeArchive: (input: Parameters<Activities['writeArchive']>[0]) =>
    documents.writeArchive.executeWithOptions({ ...DOCUMENTS, summary: '归档' }, [input]),
} as const;
