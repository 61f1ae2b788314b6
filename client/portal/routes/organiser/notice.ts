import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { OFFICE } from '../../access.ts';
import { Typed, attempt, commandId, fieldsOf, given } from '../../deeds/deed.ts';
import type { App, PortalDeps } from '../../deps.ts';
import { sendPage } from '../../errors.ts';
import type { Remark } from '../../form.ts';
import { organiser } from '../../guard.ts';
import { NOTICE, NOTICE_DEEDS, type NOTICE_DONE, noticePage } from '../../pages/organiser/notice.ts';
import { csrfOf } from '../../session.ts';

const what = z.enum(['notice', 'announce']);

/** 印发通知 and 宣传材料. */
export function addNoticeRoutes(app: App, deps: PortalDeps): void {
  const { campaigns, keys } = deps;
  const config = { access: OFFICE };

  app.get(NOTICE, { config, schema: { querystring: z.object({ done: what.optional().catch(undefined) }) } }, (request, reply) => show(request, reply, { done: request.query.done }));

  app.post(NOTICE, { config, schema: { body: Typed } }, async (request, reply) => {
    const { view: { campaign } } = organiser(request);
    const { body } = request;
    const wanted = body['what'] === 'notice' ? 'notice' : 'announce';
    const updateId = commandId(wanted, body);
    const wrong = await attempt(() => (wanted === 'notice'
      ? campaigns.issueNotice(campaign, { updateId, ...given(body, 'text'), ...given(body, 'documentNumber') })
      : campaigns.announce(campaign, { updateId, text: body['text'] ?? '', ...given(body, 'link') })), NOTICE_DEEDS[wanted]);
    return wrong.length > 0 ? show(request, reply, { typed: body, wrong }) : reply.redirect(`${NOTICE}?done=${wanted}`, 303);
  });

  async function show(request: FastifyRequest, reply: FastifyReply, { done, typed = {}, wrong = [] }: { readonly done?: keyof typeof NOTICE_DONE | undefined; readonly typed?: Typed; readonly wrong?: readonly Remark[] }): Promise<FastifyReply> {
    const { session, view } = organiser(request);
    const [{ notice }, outstanding] = await Promise.all([campaigns.status(view.campaign), campaigns.outstanding(view.campaign)]);
    return sendPage(reply, noticePage(deps, { view, role: session.role, csrf: csrfOf(keys, session), issued: notice !== null, outstanding, done, typed: fieldsOf(typed), wrong }), wrong.length > 0 ? 422 : 200);
  }
}
