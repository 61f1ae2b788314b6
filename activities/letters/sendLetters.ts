import type { Roster } from '../../campaign/definition/plan.ts';
import type { Letter, LetterOutcome } from '../../campaign/line/letter.ts';
import type { LinePlan } from '../../campaign/line/plan.ts';
import type { SendLetters } from '../../workflows/contract.ts';
import { type Plans, readLetterDocument, readText } from '../plans.ts';
import type { Store } from '../store/store.ts';
import { type Compose, type Sender, createComposer } from './compose.ts';
import { withDelegates } from './delegates.ts';
import { type Batch, deliverBatch } from './deliver.ts';
import type { LetterExtra } from './input.ts';
import type { Ledgers } from './ledger.ts';
import type { MailRoom } from './mailRoom.ts';
import { domainOf } from './messageId.ts';
import { outlookOf } from './outlook.ts';
import { type PortalLinks, personalLink } from './personalLink.ts';
import { rawOf } from './raw.ts';
import type { Templates } from './templates.ts';

export interface LetterDeps {
  readonly store: Store;
  readonly plans: Plans;
  readonly templates: Templates;
  readonly room: MailRoom;
  readonly ledgers: Ledgers;
  /** MAIL_FROM; the organiser's own mailbox if it is not set. */
  readonly from?: string | undefined;
  /** Letters carry personal links where there is a portal, and do without where there is none. */
  readonly portal?: PortalLinks | undefined;
  /** The machine's log; errors may name people and stay there. */
  readonly complain: (what: string, details: { readonly messageId?: string; readonly error?: unknown }) => void;
}

/** Makes the activity that writes and sends the letters of one moment. */
export function letterSender(deps: LetterDeps): (input: SendLetters) => Promise<LetterOutcome[]> {
  const desks = new Map<string, { compose: Compose; domain: string }>();

  function deskOf(roster: Roster) {
    const from = deps.from ?? `${roster.office.name} <${roster.office.mail}>`;
    const known = desks.get(from);
    if (known !== undefined) return known;
    const sender: Sender = { from, replyTo: roster.office.mail, domain: domainOf(from) };
    const desk = {
      compose: createComposer({ templates: deps.templates, sender }),
      domain: sender.domain,
    };
    desks.set(from, desk);
    return desk;
  }

  return async (input) => {
    const { campaign, letters, now, rehearsal } = input;
    const [whole, roster, plan, extra] = await Promise.all([
      deps.plans.campaign(campaign), deps.plans.roster(campaign),
      input.plan === undefined ? undefined : deps.plans.line(input.plan), extraOf(deps, input),
    ]);
    const { compose, domain } = deskOf(roster);
    const write: Batch['write'] = async (letter, items, { asOf }) => {
      const own = await withDelegates(deps.store, roster, letter, senderOf(plan, input));
      return rawOf(compose({
        letter, items, plan, campaign: whole, roster: own, texts: await textsOf(deps.store, letter), asOf: asOf.toISOString(), now, rehearsal, extra,
        link: deps.portal === undefined ? undefined : personalLink(deps.portal, campaign, letter, own, Date.now()),
      }));
    };
    return deliverBatch({ store: deps.store, room: deps.room, ledgers: deps.ledgers, domain, complain: deps.complain }, { campaign, letters, write, begunBy: input.begunBy });
  };
}

function senderOf(plan: LinePlan | undefined, { sender }: SendLetters) {
  return plan === undefined || sender === undefined ? undefined : { unit: plan.line, contact: sender };
}

/** What reviewers and the organiser wrote, as the letter's items name it. */
export async function textsOf(store: Store, { items }: Letter): Promise<Record<string, string>> {
  const digests = [...new Set(items.flatMap(({ text }) => (text === undefined ? [] : [text])))];
  return Object.fromEntries(await Promise.all(digests.map(async (digest) => [digest, await readText(store, digest)] as const)));
}

async function extraOf({ store, plans }: LetterDeps, { campaign, document, ahead, standing }: SendLetters): Promise<LetterExtra> {
  return {
    ...(document === undefined ? {} : await readLetterDocument(store, document)),
    ...(ahead === undefined ? {} : { outlook: await outlookOf(store, await plans.campaign(campaign), ahead) }),
    ...(standing === undefined ? {} : { standing }),
  };
}
