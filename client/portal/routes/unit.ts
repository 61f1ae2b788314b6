import { z } from 'zod';
import { readDraft } from '../../../activities/store/drafts.ts';
import { CONTACT, UNIT } from '../access.ts';
import type { App, PortalDeps } from '../deps.ts';
import { sendPage } from '../errors.ts';
import { actor } from '../guard.ts';
import { unitPath } from '../pages/paths.ts';
import { unitPage } from '../pages/unit.ts';
import { csrfOf, entererOf, mayAct } from '../session.ts';
import { Csrf, ofUnit } from './shapes.ts';

/** A unit's own page, and its word that it has heard. */
export function addUnitRoutes(app: App, deps: PortalDeps): void {
  const done = z.object({ done: z.enum(['acknowledged']).optional().catch(undefined) });

  app.get('/units/:unit', { config: { access: UNIT }, schema: { params: ofUnit, querystring: done } }, async (request, reply) => {
    const { session, view } = actor(request);
    const found = await Promise.all(view.tasks.map(async ({ task }) => (await readDraft(deps.store, { ...session, task }) === undefined ? [] : [task])));
    return sendPage(reply, unitPage(deps, {
      view, csrf: csrfOf(deps.keys, session), mayAct: mayAct(session), drafts: new Set(found.flat()), done: request.query.done,
    }));
  });

  app.post('/units/:unit/acknowledge', { config: { access: CONTACT }, schema: { params: ofUnit, body: z.object({ csrf: Csrf }) } }, async (request, reply) => {
    const { session, view } = actor(request);
    await deps.campaigns.acknowledge(view.campaign, { unit: view.unit.id, channel: 'portal', enteredBy: entererOf(session) });
    return reply.redirect(`${unitPath(view)}?done=acknowledged`, 303);
  });
}
