import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { STAGES } from '../../../../campaign/line/selection.ts';
import { OFFICE, ORGANISERS } from '../../access.ts';
import { personOf } from '../../deeds/channels.ts';
import { Typed, attempt, commandId, fieldsOf } from '../../deeds/deed.ts';
import type { App, PortalDeps } from '../../deps.ts';
import { sendPage } from '../../errors.ts';
import type { Remark } from '../../form.ts';
import { organiser } from '../../guard.ts';
import { CASES, casesPage, nextStage } from '../../pages/organiser/cases.ts';
import { csrfOf } from '../../session.ts';

const stage = z.enum(STAGES);

/** 案例选用: one stage on, or back. */
export function addCaseRoutes(app: App, deps: PortalDeps): void {
  const { campaigns, keys } = deps;

  app.get(CASES, { config: { access: ORGANISERS }, schema: { querystring: z.object({ done: z.enum([...STAGES, 'drop']).optional().catch(undefined) }) } }, (request, reply) => {
    const { done } = request.query;
    return show(request, reply, { done: done === undefined ? undefined : done === 'drop' ? '已退回一步。' : `已办理：${done}。` });
  });

  app.post(CASES, { config: { access: OFFICE }, schema: { body: Typed } }, async (request, reply) => {
    const { view } = organiser(request);
    const { body } = request;
    const [id = '', isDrop] = [body['case'], body['do'] === 'drop'];
    // From where it stood on the page, so that pressing twice is not two steps.
    const next = nextStage(stage.safeParse(body['from']).data ?? null);
    const updateId = commandId('case', body);
    const consented = (body['channel'] ?? '') !== '';
    const wrong = await attempt(() => campaigns.selectCase(view.campaign, isDrop || next === undefined
      ? { case: id, drop: true, updateId } : { case: id, stage: next, updateId, ...(consented ? { consent: true, ...personOf(body) } : {}) }), { blame: next === '发布' && !isDrop ? 'channel' : '' });
    if (wrong.length > 0) return show(request, reply, { typed: body, wrong });
    return reply.redirect(`${CASES}?done=${encodeURIComponent(isDrop ? 'drop' : next ?? 'drop')}`, 303);
  });

  async function show(request: FastifyRequest, reply: FastifyReply, { done, typed = {}, wrong = [] }: { readonly done?: string | undefined; readonly typed?: Typed; readonly wrong?: readonly Remark[] }): Promise<FastifyReply> {
    const { session, view } = organiser(request);
    const [plan, cases] = await Promise.all([campaigns.plan(view.campaign), campaigns.cases(view.campaign)]);
    return sendPage(reply, casesPage(deps, { view, role: session.role, csrf: csrfOf(keys, session), plan, cases, done, typed: fieldsOf(typed), wrong }), wrong.length > 0 ? 422 : 200);
  }
}
