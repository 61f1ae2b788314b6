import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { OFFICE, ORGANISERS } from '../../access.ts';
import { personOf } from '../../deeds/channels.ts';
import { Typed, attempt, commandId, fieldsOf, given } from '../../deeds/deed.ts';
import type { App, PortalDeps } from '../../deps.ts';
import { sendPage } from '../../errors.ts';
import type { Remark } from '../../form.ts';
import { organiser } from '../../guard.ts';
import { CONCERNS, concernsPage } from '../../pages/organiser/concerns.ts';
import { csrfOf } from '../../session.ts';

/** 反映问题 as the organiser sees them: recorded, answered. */
export function addConcernRoutes(app: App, deps: PortalDeps): void {
  const { campaigns, keys } = deps;

  app.get(CONCERNS, { config: { access: ORGANISERS }, schema: { querystring: z.object({ done: z.enum(['recorded', 'answered']).optional().catch(undefined) }) } }, (request, reply) => (
    show(request, reply, { done: request.query.done })));

  app.post(CONCERNS, { config: { access: OFFICE }, schema: { body: Typed } }, async (request, reply) => {
    const { view: { campaign } } = organiser(request);
    const { body } = request;
    const isNew = (body['number'] ?? '') === '';
    const updateId = commandId('concern', body);
    const wrong = await attempt(() => (isNew
      ? campaigns.recordConcern(campaign, { text: body['text'] ?? '', updateId, ...given(body, 'unit'), ...personOf(body) })
      : campaigns.answerConcern(campaign, { number: Number(body['number']), answer: body['answer'] ?? '', updateId })), { blame: isNew ? 'text' : 'answer' });
    return wrong.length > 0 ? show(request, reply, { typed: body, wrong }) : reply.redirect(`${CONCERNS}?done=${isNew ? 'recorded' : 'answered'}`, 303);
  });

  async function show(request: FastifyRequest, reply: FastifyReply, { done, typed = {}, wrong = [] }: { readonly done?: 'recorded' | 'answered' | undefined; readonly typed?: Typed; readonly wrong?: readonly Remark[] }): Promise<FastifyReply> {
    const { session, view } = organiser(request);
    const [plan, concerns] = await Promise.all([campaigns.plan(view.campaign), campaigns.concerns(view.campaign)]);
    return sendPage(reply, concernsPage(deps, { view, role: session.role, csrf: csrfOf(keys, session), plan, concerns, done, typed: fieldsOf(typed), wrong }), wrong.length > 0 ? 422 : 200);
  }
}
