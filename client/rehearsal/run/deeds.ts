import { storeFile } from '../../../activities/store/files.ts';
import type { Store } from '../../../activities/store/store.ts';
import { scrubArchive } from '../../../activities/documents/scrub.ts';
import { lettersAbout } from '../../../activities/letters/carried.ts';
import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import type { LinePlan } from '../../../campaign/line/plan.ts';
import type { Campaigns } from '../../campaigns.ts';
import type { Act } from '../script/act.ts';
import { randomOf } from '../script/seed.ts';
import * as words from '../texts/phrases.ts';
import { writeReport } from '../texts/report.ts';
import type { Revision } from '../trouble/amendments.ts';

/** Whom the actors ask, and about what. */
export interface Stage {
  readonly campaigns: Campaigns;
  readonly store: Store;
  /** Whose copies a purge has to find. */
  readonly archive: string;
  /** The last one: every unit that ever takes part is in it. */
  readonly plan: CampaignPlan;
  readonly revisions: readonly Revision[];
  readonly seed: number;
}

const LARGEST_FILE = 5_000_000;

/** Does what the act says, through the facade, as people do. `updateId` is that of the act: asking again does nothing twice. */
export async function carryOut({ campaigns, store, archive, plan, revisions, seed }: Stage, act: Act, updateId: string): Promise<unknown> {
  const { deed } = act;
  const id = plan.campaign;
  const receivedAt = act.receivedAt ?? act.at;
  if (deed.do === 'issueNotice') return campaigns.issueNotice(id, { text: noticeOf(plan), updateId });
  if (deed.do === 'approveSummary') return campaigns.approveSummary(id, { updateId });
  const say = sayer(seed, act);
  if (deed.do === 'amend') {
    const revision = revisions.find((each) => each.plan.revision === deed.revision);
    if (revision === undefined) throw new RangeError(`no revision ${String(deed.revision)} is prepared`);
    return campaigns.amend(id, { compiled: revision.compiled, files: revision.files, updateId });
  }
  if (deed.do === 'recordConcern') {
    return campaigns.recordConcern(id, {
      text: say(words.CONCERNS), ...(deed.about === undefined ? {} : { unit: deed.about }), channel: 'telephone', receivedAt, enteredBy: 'organiser', updateId,
    });
  }
  if (deed.do === 'answerConcern') return campaigns.answerConcern(id, { number: deed.number, answer: say(words.CONCERN_ANSWERS), updateId });
  const { unit } = deed;
  switch (deed.do) {
    case 'acknowledge': return campaigns.acknowledge(id, { unit, channel: 'portal', receivedAt, enteredBy: 'contact', updateId });
    case 'delegate': return campaigns.delegate(id, {
      unit, contact: { mail: deputyOf(unit), role: '演练联络员（转办）', phone: '010-0000' }, channel: 'portal', receivedAt, enteredBy: 'contact', updateId,
    });
    case 'report': {
      const { report, files, nil, reason } = writeReport(plan, lineOf(plan, act.line), act, deed, seed);
      const stored = await Promise.all(files.map(({ name, bytes }) => storeFile(store, bytes, { name, maxBytes: LARGEST_FILE })));
      return campaigns.report(id, {
        unit, task: deed.task, report, files: stored, nil, ...(reason === undefined ? {} : { reason }),
        channel: deed.channel, receivedAt, enteredBy: deed.enteredBy, updateId,
      });
    }
    case 'received': return campaigns.received(id, {
      unit, task: deed.task, channel: deed.channel, receivedAt, enteredBy: 'organiser', updateId,
    });
    case 'withdraw': return campaigns.withdraw(id, { unit, task: deed.task, channel: 'portal', receivedAt, enteredBy: 'contact', updateId });
    case 'review': return campaigns.review(id, {
      unit, task: deed.task, updateId, ...(deed.accept ? { accept: true } : { accept: false, text: say(words.RETURNS), due: deed.due }),
    });
    case 'requestExtension': return campaigns.requestExtension(id, {
      unit, task: deed.task, until: deed.until, why: say(words.DELAYS), channel: 'portal', receivedAt, enteredBy: 'contact', updateId,
    });
    case 'decideExtension': return campaigns.decideExtension(id, {
      unit, task: deed.task, grant: deed.grant, ...(deed.grant ? {} : { text: say(words.DELAY_REFUSALS) }), updateId,
    });
    case 'exempt': return campaigns.exempt(id, { unit, task: deed.task, why: say(words.EXEMPTIONS), updateId });
    case 'suspendAll': return campaigns.suspend(id, { unit, why: say(words.SUSPENSIONS), updateId });
    case 'resumeAll': return campaigns.resume(id, { unit, updateId });
    case 'quarantineFile': return campaigns.quarantine(id, { digest: await attachedTo(campaigns, id, deed), why: say(words.REMOVALS) });
    case 'purgeFile': return campaigns.purge(id, {
      digest: await attachedTo(campaigns, id, deed), why: say(words.REMOVALS),
      copies: { remove: (purge) => scrubArchive(store, archive, purge), letters: (wanted) => lettersAbout(store, id, wanted) },
    });
    case 'suspend': return campaigns.suspend(id, { unit, task: deed.task, why: say(words.SUSPENSIONS), updateId });
    case 'resume': return campaigns.resume(id, { unit, task: deed.task, updateId });
    case 'release': return campaigns.release(id, { unit, task: deed.task, slot: deed.slot, updateId });
  }
}

/** The first file of a report, by its digest. */
async function attachedTo(campaigns: Campaigns, campaign: string, { unit, task }: { readonly unit: string; readonly task: string }): Promise<string> {
  const [file] = (await campaigns.shown(campaign, { unit, task })).files;
  if (file === undefined) throw new RangeError(`${unit}/${task} has no file`);
  return file.digest;
}

function sayer(seed: number, act: Act): (texts: readonly string[]) => string {
  const random = randomOf(seed, `words ${act.line} ${act.at}`);
  return (texts) => `（演练）${random.pick(texts)}`;
}

function lineOf(plan: CampaignPlan, id: string): LinePlan {
  const line = plan.lines.find((each) => each.line === id);
  if (line === undefined) throw new RangeError(`the plan has no line ${id}`);
  return line;
}

/** `.test` is no domain of the internet: nobody can be reached by mistake. */
function deputyOf(unit: string): string {
  return `deputy-${unit.replaceAll('.', '-')}@rehearsal.test`;
}

function noticeOf({ title, theme }: CampaignPlan): string {
  return `【演练】关于开展${title}的通知\n\n各有关单位：\n\n现就开展${title}有关事项通知如下。活动主题为“${theme}”，请结合实际认真组织，活动结束后及时总结反馈。\n\n（本文件仅用于演练，不具效力。）`;
}
