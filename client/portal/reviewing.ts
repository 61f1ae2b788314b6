import { ruleOf } from '../../campaign/line/plan.ts';
import { type Queued, nameOf, reviewQueue } from '../reviewQueue.ts';
import type { PortalDeps } from './deps.ts';
import { isOfUnit } from './guard.ts';
import type { QueueFilter } from './pages/organiser/queue.ts';
import type { Session } from './session.ts';

/** The part of an address that narrows the queue. */
export function readQuery(query: Readonly<Record<string, unknown>>): QueueFilter {
  const text = (name: string): string => {
    const { [name]: value } = query;
    return typeof value === 'string' && /^[a-z0-9.-]{1,90}$/.test(value) ? value : '';
  };
  return { participant: text('participant'), task: text('task'), whose: query['whose'] === 'participant' ? 'participant' : 'office' };
}

/** What waits for this person: a lead asks its own line, the organiser's people the overview. */
export async function queueFor({ campaigns }: PortalDeps, session: Session, filter: QueueFilter): Promise<readonly Queued[]> {
  const plan = await campaigns.plan(session.campaign);
  if (isOfUnit(session)) return reviewQueue(plan, [await campaigns.lineStatus(session.campaign, { unit: session.unit })]).filter(({ who }) => who === 'participant');
  return through(reviewQueue(plan, (await campaigns.overview(session.campaign)).lines.values()), filter);
}

/** What a filter lets through. */
export function through(queue: readonly Queued[], { participant, task, whose }: QueueFilter): Queued[] {
  return queue.filter((each) => each.who === whose && (participant === '' || each.participant === participant) && (task === '' || each.task === task));
}

export const DONE = { accepted: '已收悉', returned: '已请补充', quarantined: '已隔离，随即停止查看', lifted: '已解除隔离', granted: '已同意延期', declined: '已答复，期限不变', reminded: '提醒函即将发出' } as const;

/** What was done a moment ago, and to what: `of` is unit/task. */
export async function saidDone({ campaigns }: PortalDeps, campaign: string, { done, of }: { readonly done?: keyof typeof DONE | undefined; readonly of?: string | undefined }): Promise<string | undefined> {
  if (done === undefined) return undefined;
  const [unit = '', task = ''] = (of ?? '').split('/');
  const plan = await campaigns.plan(campaign);
  const line = plan.lines.find(({ units }) => units.some(({ id }) => id === unit));
  const planned = line?.tasks.find((each) => each.unit === unit && each.task === task);
  return line === undefined || planned === undefined ? `${DONE[done]}。` : `${DONE[done]}：${nameOf(plan, line.line, unit)}的“${ruleOf(line, planned).title}”。`;
}
