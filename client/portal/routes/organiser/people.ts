import { z } from 'zod';
import { sameMailbox } from '../../../../activities/store/mailboxes.ts';
import { NAMED_ROLES, dropPerson, namePerson, namedPeople } from '../../../../activities/store/people.ts';
import { ORGANISER } from '../../../../campaign/line/plan.ts';
import { OFFICE } from '../../access.ts';
import type { App, PortalDeps } from '../../deps.ts';
import { sendPage } from '../../errors.ts';
import type { Fields, Remark } from '../../form.ts';
import { organiser } from '../../guard.ts';
import { organiserHead } from '../../pages/organiser/frame.ts';
import { peoplePage } from '../../pages/organiser/people.ts';
import { csrfOf } from '../../session.ts';
import { Csrf } from '../shapes.ts';

const Mail = z.string().trim().max(200);

/** 人员: the office names reviewers and auditors; each gets a personal link, or signs in with the organiser's provider. */
export function addPeopleRoutes(app: App, deps: PortalDeps): void {
  const now = deps.now ?? Date.now;
  const page = async (request: Parameters<typeof organiser>[0], { fields = {}, wrong = [], done }: { fields?: Fields; wrong?: readonly Remark[]; done?: 'named' | 'dropped' | undefined }) => {
    const { session, view } = organiser(request);
    return peoplePage(deps, { view, role: session.role, csrf: csrfOf(deps.keys, session), people: await namedPeople(deps.store, view.campaign), fields, wrong, done });
  };

  app.get('/organiser/people', { config: { access: OFFICE }, schema: { querystring: z.object({ done: z.enum(['named', 'dropped']).optional().catch(undefined) }) } }, async (request, reply) => (
    sendPage(reply, await page(request, { done: request.query.done }))));

  app.post('/organiser/people', { config: { access: OFFICE }, schema: { body: z.object({ csrf: Csrf, mail: Mail, role: z.enum(NAMED_ROLES) }) } }, async (request, reply) => {
    const { view } = organiser(request);
    const { mail, role } = request.body;
    const wrong = (text: string) => page(request, { fields: { mail: [mail], role: [role] }, wrong: [{ field: 'mail', text }] });
    if (!z.email().safeParse(mail).success) return sendPage(reply, await wrong('请填写完整的邮箱，例如 name@example.org'), 422);
    const { office, head } = view.mailboxes;
    if ([...office, ...head].some((each) => sameMailbox(each, mail))) return sendPage(reply, await wrong('该邮箱已是办公室或负责同志的邮箱，无需登记'), 422);
    await namePerson(deps.store, view.campaign, { mail, role, since: now() });
    if (deps.provider === undefined) await deps.mailLink?.({ scope: { campaign: view.campaign, unit: ORGANISER, role }, mail, head: organiserHead(view) });
    return reply.redirect('/organiser/people?done=named', 303);
  });

  app.post('/organiser/people/drop', { config: { access: OFFICE }, schema: { body: z.object({ csrf: Csrf, mail: Mail }) } }, async (request, reply) => {
    await dropPerson(deps.store, organiser(request).view.campaign, request.body.mail);
    return reply.redirect('/organiser/people?done=dropped', 303);
  });
}
