import { z } from 'zod';
import { sameMailbox } from '../../../activities/store/mailboxes.ts';
import { Refused } from '../../refused.ts';
import type { UnitView } from '../../units.ts';
import { CONTACT } from '../access.ts';
import { given } from '../deeds/deed.ts';
import type { App, PortalDeps } from '../deps.ts';
import { sendPage } from '../errors.ts';
import type { Fields } from '../form.ts';
import { actor, endSession } from '../guard.ts';
import { unitPath } from '../pages/paths.ts';
import { delegatePage, delegatedPage } from '../pages/small.ts';
import { csrfOf, entererOf } from '../session.ts';
import { forPeople } from '../words.ts';
import { Csrf, ofUnit } from './shapes.ts';

const text = z.string().max(500);

/** 转办: to a colleague, or one's own data put right. */
export function addDelegateRoutes(app: App, deps: PortalDeps): void {
  app.get('/units/:unit/delegate', { config: { access: CONTACT }, schema: { params: ofUnit } }, (request, reply) => {
    const { session, view } = actor(request);
    return sendPage(reply, delegatePage(deps, { view, csrf: csrfOf(deps.keys, session), fields: presentCard(view), wrong: [] }));
  });

  app.post('/units/:unit/delegate', { config: { access: CONTACT }, schema: { params: ofUnit, body: z.object({ csrf: Csrf, role: text, phone: text, mail: text }) } }, async (request, reply) => {
    const { session, view } = actor(request);
    const { role, phone, mail } = request.body;
    const card = { mail: mail.trim(), ...given(request.body, 'role'), ...given(request.body, 'phone') };
    try {
      await deps.campaigns.delegate(view.campaign, { unit: view.unit.id, contact: card, channel: 'portal', enteredBy: entererOf(session) });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const fields = { role: [role], phone: [phone], mail: [mail] };
      return sendPage(reply, delegatePage(deps, { view, csrf: csrfOf(deps.keys, session), fields, wrong: [{ field: '', text: forPeople(error.message, view) }] }), 422);
    }
    if (view.mailboxes.contact.some((each) => sameMailbox(each, card.mail))) return reply.redirect(unitPath(view), 303);
    endSession(reply, deps);
    return sendPage(reply, delegatedPage(deps, view));
  });
}

function presentCard({ contact }: UnitView): Fields {
  return { role: [contact?.role ?? ''], phone: [contact?.phone ?? ''], mail: [contact?.mail ?? ''] };
}
