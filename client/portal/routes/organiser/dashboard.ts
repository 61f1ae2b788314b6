import { ORGANISERS } from '../../access.ts';
import type { App, PortalDeps } from '../../deps.ts';
import { sendPage } from '../../errors.ts';
import { organiser } from '../../guard.ts';
import { dashboardPage } from '../../pages/organiser/dashboard.ts';
import { csrfOf } from '../../session.ts';

/** 总览: everything at a glance. */
export function addDashboardRoutes(app: App, deps: PortalDeps): void {
  app.get('/organiser', { config: { access: ORGANISERS }, schema: {} }, async (request, reply) => {
    const { session, view } = organiser(request);
    const overview = await deps.campaigns.overview(view.campaign);
    return sendPage(reply, dashboardPage(deps, { view, role: session.role, csrf: csrfOf(deps.keys, session), overview }));
  });
}
