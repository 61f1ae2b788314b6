import { z } from 'zod';
import { readDraft } from '../../../activities/store/drafts.ts';
import { Refused } from '../../refused.ts';
import { CONTACT, UNIT } from '../access.ts';
import { dayTyped } from '../deeds/deed.ts';
import type { App, PortalDeps } from '../deps.ts';
import { sendPage } from '../errors.ts';
import { actor } from '../guard.ts';
import { taskPath } from '../pages/paths.ts';
import { extensionPage } from '../pages/small.ts';
import { taskPage } from '../pages/task.ts';
import { csrfOf, entererOf, mayAct } from '../session.ts';
import { forPeople } from '../words.ts';
import { Csrf, ofTask, taskOf } from './shapes.ts';

/** One task: its page, withdrawing what waits for review, asking for more time. */
export function addTaskRoutes(app: App, deps: PortalDeps): void {
  const done = z.object({ done: z.enum(['withdrawn', 'asked']).optional().catch(undefined) });

  app.get('/units/:unit/tasks/:task', { config: { access: UNIT }, schema: { params: ofTask, querystring: done } }, async (request, reply) => {
    const { session, view } = actor(request);
    const task = taskOf(view, request.params.task);
    const hasDraft = await readDraft(deps.store, { ...session, task: task.task }) !== undefined;
    return sendPage(reply, taskPage(deps, { view, task, csrf: csrfOf(deps.keys, session), mayAct: mayAct(session), hasDraft, done: request.query.done }));
  });

  app.post('/units/:unit/tasks/:task/withdraw', { config: { access: CONTACT }, schema: { params: ofTask, body: z.object({ csrf: Csrf }) } }, async (request, reply) => {
    const { session, view } = actor(request);
    const task = taskOf(view, request.params.task);
    await deps.campaigns.withdraw(view.campaign, { unit: view.unit.id, task: task.task, channel: 'portal', enteredBy: entererOf(session) });
    return reply.redirect(`${taskPath(view, task)}?done=withdrawn`, 303);
  });

  app.get('/units/:unit/tasks/:task/extension', { config: { access: CONTACT }, schema: { params: ofTask } }, (request, reply) => {
    const { session, view } = actor(request);
    return sendPage(reply, extensionPage(deps, { view, task: taskOf(view, request.params.task), csrf: csrfOf(deps.keys, session), fields: {}, wrong: [] }));
  });

  const asking = z.object({ csrf: Csrf, until: z.string().max(40), why: z.string().max(40_000) });
  app.post('/units/:unit/tasks/:task/extension', { config: { access: CONTACT }, schema: { params: ofTask, body: asking } }, async (request, reply) => {
    const { session, view } = actor(request);
    const task = taskOf(view, request.params.task);
    const { until, why } = request.body;
    const command = { unit: view.unit.id, task: task.task, until: dayTyped(until), channel: 'portal', enteredBy: entererOf(session) } as const;
    try {
      await deps.campaigns.requestExtension(view.campaign, why.trim() === '' ? command : { ...command, why });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const wrong = [{ field: 'until', text: until.trim() === '' ? '请填写希望延到的日期' : forPeople(error.message, view) }];
      return sendPage(reply, extensionPage(deps, { view, task, csrf: csrfOf(deps.keys, session), fields: { until: [until], why: [why] }, wrong }), 422);
    }
    return reply.redirect(`${taskPath(view, task)}?done=asked`, 303);
  });
}
