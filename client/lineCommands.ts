import { readMarker } from '../activities/store/campaignStore.ts';
import type { ContactCard } from '../campaign/definition/plan.ts';
import type { LinePlan } from '../campaign/line/plan.ts';
import type { Answer, LineUpdate } from '../workflows/contract.ts';
import { type Person, entryOf, momentText } from './person.ts';
import { lineOf } from './plans.ts';
import { Refused } from './refused.ts';
import type { Room } from './room.ts';
import { keepCard, optionalText } from './texts.ts';
import { type UpdateArgs, updateLine } from './updates.ts';

/** What every command about one unit says. */
interface OfUnit { readonly unit: string; readonly updateId?: string }
export interface OfTask extends OfUnit { readonly task: string }
/** Without `task`: all of the unit's that are not reported yet. */
interface OfTasks extends OfUnit { readonly task?: string }

interface Review extends OfTask {
  readonly accept: boolean;
  /** What is to be supplemented, when not accepted; a word of thanks otherwise. */
  readonly text?: string;
  readonly due?: string;
  /** The version that was read; a newer one must be looked at first. */
  readonly version?: number;
}

/** 确认已阅: all tasks assigned so far. */
export async function acknowledge(room: Room, campaign: string, { unit, ...person }: OfUnit & Person): Promise<Answer> {
  return ask(room, campaign, 'acknowledge', { unit, ...person }, (line) => entryOf(person, line.sending));
}

/** 审核: 收悉 or 请补充. */
export async function review(room: Room, campaign: string, { accept, text, due, version, ...of }: Review): Promise<Answer> {
  return ask(room, campaign, 'reviewReport', of, async () => ({
    verdict: accept ? 'accept' : 'return', version, due: newDue(due),
    ...await optionalText(room.store, 'text', text, '需补充的内容'),
  }));
}

/** 申请延期. */
export async function requestExtension(
  room: Room, campaign: string, { unit, task, until, why, ...person }: OfTask & Person & { readonly until: string; readonly why?: string },
): Promise<Answer> {
  return ask(room, campaign, 'requestExtension', { unit, task, ...person }, async (line) => ({
    until: momentText(until, '申请的期限'), ...entryOf(person, line.sending), ...await optionalText(room.store, 'why', why, '延期理由'),
  }));
}

/** 答复延期; granting without `until` grants what was asked. */
export async function decideExtension(
  room: Room, campaign: string, { grant, until, text, ...of }: OfTask & { readonly grant: boolean; readonly until?: string; readonly text?: string },
): Promise<Answer> {
  return ask(room, campaign, 'decideExtension', of, async () => ({
    grant, until: newDue(until), ...await optionalText(room.store, 'text', text, '答复'),
  }));
}

/** 转办: letters go to this contact from now on. */
export async function delegate(
  room: Room, campaign: string, { unit, contact, ...person }: OfUnit & Person & { readonly contact: ContactCard },
): Promise<Answer> {
  return ask(room, campaign, 'delegate', { unit, ...person }, async (line) => ({
    contact: await keepCard(room.store, contact), ...entryOf(person, line.sending),
  }));
}

/** 免报 and 中止, with the reason. */
export async function putAside(
  room: Room, campaign: string, how: 'exempt' | 'suspend', { why, ...of }: OfTasks & { readonly why?: string },
): Promise<Answer> {
  return ask(room, campaign, how, of, () => optionalText(room.store, 'why', why, '理由'));
}

/** 恢复: the due times move by the working days lost. */
export async function resume(room: Room, campaign: string, of: OfTasks): Promise<Answer> {
  return ask(room, campaign, 'resume', of, () => ({}));
}

/** 批准提请: lets an escalation go to the superior. */
export async function release(room: Room, campaign: string, { slot, ...of }: OfTask & { readonly slot?: string }): Promise<Answer> {
  return ask(room, campaign, 'release', of, () => ({ slot }));
}

/** 提醒: one letter more to a unit that owes something, within the budget. @throws Refused also while letters are held: it would not leave. */
export async function remind(room: Room, campaign: string, { enteredBy, ...of }: OfTask & { readonly enteredBy?: 'lead' | 'organiser' }): Promise<Answer> {
  return ask(room, campaign, 'remind', of, async () => {
    if (await readMarker(room.store, campaign) === 'held') throw new Refused('现已暂停发函，提醒发不出去。请先恢复发函（unhold），或电话联系。');
    return { enteredBy };
  });
}

/** Finds the line, stores what is said, asks. */
export async function ask(
  room: Room, campaign: string, name: LineUpdate, of: OfTasks, argsOf: (line: LinePlan) => UpdateArgs | Promise<UpdateArgs>,
): Promise<Answer> {
  const { unit, task, updateId } = of;
  const line = lineOf(await room.plans.latest(campaign), unit);
  const args = { unit, task, ...await argsOf(line) };
  return updateLine(room, campaign, line, { name, args, given: { unit, task }, updateId });
}

function newDue(text: string | undefined): string | undefined {
  return text === undefined ? undefined : momentText(text, '新期限');
}
