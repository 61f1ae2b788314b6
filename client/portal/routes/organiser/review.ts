import { z } from 'zod';
import { reviewQueue } from '../../../reviewQueue.ts';
import { ORGANISERS } from '../../access.ts';
import type { App, PortalDeps } from '../../deps.ts';
import { sendPage } from '../../errors.ts';
import { organiser } from '../../guard.ts';
import { queuePage } from '../../pages/organiser/queue.ts';
import { readQuery, saidDone, through } from '../../reviewing.ts';
import { csrfOf } from '../../session.ts';

/** 审核: what waits, longest first. */
export function addQueueRoutes(app: App, deps: PortalDeps): void {
  const asked = z.object({ done: z.enum(['accepted', 'returned']).optional().catch(undefined), of: z.string().max(200).optional().catch(undefined) }).loose();

  app.get('/organiser/review', { config: { access: ORGANISERS }, schema: { querystring: asked } }, async (request, reply) => {
    const { session, view } = organiser(request);
    const filter = readQuery(request.query);
    const { plan, lines, reading } = await deps.campaigns.overview(view.campaign);
    const all = reviewQueue(plan, lines.values());
    const [unit = '', task = ''] = (request.query.of ?? '').split('/');
    // What was just decided may not have reached the overview yet.
    const left = request.query.done === undefined ? all : all.filter((each) => each.unit !== unit || each.task !== task);
    const count = (what: string): number => [...lines.values()].flatMap(({ waiting = [] }) => waiting).filter((each) => each.what === what && each.who === 'office').length;
    return sendPage(reply, queuePage(deps, {
      view, role: session.role, csrf: csrfOf(deps.keys, session), queue: through(left, filter), all: left, filter, reading,
      others: { extension: count('extension'), release: count('release') },
      done: await saidDone(deps, view.campaign, request.query),
    }));
  });
}
