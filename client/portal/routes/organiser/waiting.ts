import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { OFFICE, ORGANISERS } from '../../access.ts';
import { type Typed, Typed as TypedShape, attempt, commandId, dayTyped, fieldsOf, given } from '../../deeds/deed.ts';
import { onDesk } from '../../deeds/waiting.ts';
import type { App, PortalDeps } from '../../deps.ts';
import { sendPage } from '../../errors.ts';
import type { Remark } from '../../form.ts';
import { organiser } from '../../guard.ts';
import { type WaitingKind, WAITING, waitingPage } from '../../pages/organiser/waiting.ts';
import { csrfOf } from '../../session.ts';
import { forPeople } from '../../words.ts';
import { unitOf } from '../shapes.ts';

/** What waits for a decision of the office: extensions asked for, escalations to release. Decided where it stands. */
export function addWaitingRoutes(app: App, deps: PortalDeps): void {
  const { campaigns } = deps;
  for (const what of ['extension', 'release'] as const) {
    const { path } = WAITING[what];
    app.get(path, { config: { access: ORGANISERS }, schema: { querystring: z.object({ done: z.enum(['granted', 'refused', 'released']).optional().catch(undefined) }) } }, (request, reply) => (
      show(request, reply, what, { done: request.query.done })));

    app.post(path, { config: { access: OFFICE }, schema: { body: TypedShape } }, async (request, reply) => {
      const { view } = organiser(request);
      const { body } = request;
      const unit = await unitOf(campaigns, view.campaign, body['unit'] ?? '');
      const wrong = await attempt(() => decide(view.campaign, what, body), { blame: what === 'extension' ? 'until' : '' }, (sentence) => forPeople(sentence, unit));
      if (wrong.length > 0) return show(request, reply, what, { typed: body, wrong });
      return reply.redirect(`${path}?done=${what === 'release' ? 'released' : body['do'] === 'refuse' ? 'refused' : 'granted'}`, 303);
    });
  }

  async function decide(campaign: string, what: WaitingKind, typed: Typed): Promise<unknown> {
    const of = { unit: typed['unit'] ?? '', task: typed['task'] ?? '', updateId: commandId(what, typed) };
    if (what === 'release') return campaigns.release(campaign, of);
    const until = dayTyped(typed['until']);
    return campaigns.decideExtension(campaign, typed['do'] === 'refuse'
      ? { ...of, grant: false, ...given(typed, 'text') }
      : { ...of, grant: true, ...(until === '' ? {} : { until }), ...given(typed, 'text') });
  }

  async function show(request: FastifyRequest, reply: FastifyReply, what: WaitingKind, { done, typed = {}, wrong = [] }: {
    readonly done?: 'granted' | 'refused' | 'released' | undefined; readonly typed?: Typed; readonly wrong?: readonly Remark[];
  }): Promise<FastifyReply> {
    const { session, view } = organiser(request);
    const desk = await onDesk(campaigns, view.campaign, what);
    return sendPage(reply, waitingPage(deps, { view, role: session.role, csrf: csrfOf(deps.keys, session), what, desk, done, typed: fieldsOf(typed), wrong }), wrong.length > 0 ? 422 : 200);
  }
}
