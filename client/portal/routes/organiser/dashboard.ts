import { z } from 'zod';
import { readMarker } from '../../../../activities/store/campaignStore.ts';
import { ORGANISERS } from '../../access.ts';
import type { App, PortalDeps } from '../../deps.ts';
import { sendPage } from '../../errors.ts';
import { organiser } from '../../guard.ts';
import { dashboardPage } from '../../pages/organiser/dashboard.ts';
import { csrfOf } from '../../session.ts';

// What is not understood is as if it had not been asked: a page is better than a complaint about an address.
const query = z.object({
  show: z.enum(['all', 'overdue', 'waiting']).optional().catch(undefined), q: z.string().trim().max(40).catch('').default(''),
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/).optional().catch(undefined),
});

/** 总览: everything at a glance. No line is asked for it: it is all in the overview. */
export function addDashboardRoutes(app: App, deps: PortalDeps): void {
  const { campaigns, keys, now = Date.now } = deps;
  app.get('/organiser', { config: { access: ORGANISERS }, schema: { querystring: query } }, async (request, reply) => {
    const { session, view } = organiser(request);
    const { show, q, month } = request.query;
    const overview = await campaigns.overview(view.campaign);
    const [calls, marker] = await Promise.all([campaigns.callsIn(overview), readMarker(deps.store, view.campaign)]);
    return sendPage(reply, dashboardPage(deps, { view, role: session.role, csrf: csrfOf(keys, session), overview, calls, marker, show, name: q, month, at: now() }));
  });
}
