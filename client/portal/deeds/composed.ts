import type { ComposedLetter } from '../../../activities/letters/compose.ts';
import { withDelegates } from '../../../activities/letters/delegates.ts';
import { textsOf } from '../../../activities/letters/sendLetters.ts';
import { urlOfLink } from '../../../activities/links/link.ts';
import { toMillis } from '../../../campaign/time/instant.ts';
import { openDesk } from '../../letterDesk.ts';
import type { WholeLetter } from '../../wholeLetter.ts';
import type { PortalDeps } from '../deps.ts';

/** A letter as it will leave, but for its link: that opens nothing, for only its recipient may have the real one. */
export async function composed({ store, mailFrom, url, rehearsal }: PortalDeps, { letter, plan, campaign, roster, sender }: WholeLetter): Promise<ComposedLetter> {
  const compose = await openDesk(roster, mailFrom);
  const own = await withDelegates(store, roster, letter, sender === undefined ? undefined : { unit: plan.line, contact: sender });
  return compose({
    letter, items: letter.items, plan, campaign, roster: own, texts: await textsOf(store, letter), now: letter.at, asOf: new Date(toMillis(letter.at)).toISOString(), rehearsal,
    link: urlOfLink(url, 'sample'),
  });
}
