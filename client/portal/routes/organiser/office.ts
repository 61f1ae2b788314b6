import type { App, PortalDeps } from '../../deps.ts';
import { addActRoutes } from './act.ts';
import { addCaseRoutes } from './cases.ts';
import { addConcernRoutes } from './concerns.ts';
import { addLetterRoutes } from './letters.ts';
import { addNoticeRoutes } from './notice.ts';
import { addPlanRoutes } from './plan.ts';
import { addStartRoutes } from './start.ts';
import { addSummaryRoutes } from './summary.ts';
import { addWaitingRoutes } from './waiting.ts';

/** Everything the office does. */
export function addOfficeRoutes(app: App, deps: PortalDeps): void {
  for (const add of [addWaitingRoutes, addActRoutes, addLetterRoutes, addCaseRoutes, addConcernRoutes, addSummaryRoutes, addPlanRoutes, addNoticeRoutes, addStartRoutes]) add(app, deps);
}
