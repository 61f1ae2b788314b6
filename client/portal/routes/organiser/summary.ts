import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refused } from '../../../refused.ts';
import { OFFICE, ORGANISERS } from '../../access.ts';
import { attempt, commandId } from '../../deeds/deed.ts';
import { pageWords } from '../../deeds/pageWords.ts';
import type { App, PortalDeps } from '../../deps.ts';
import { sendPage } from '../../errors.ts';
import type { Remark } from '../../form.ts';
import { organiser } from '../../guard.ts';
import { SUMMARY, summaryPage } from '../../pages/organiser/summary.ts';
import { csrfOf } from '../../session.ts';
import { Csrf } from '../shapes.ts';

const approval = z.object({ csrf: Csrf, request: z.string().max(60), draft: z.string().regex(/^[0-9a-f]{64}$/) });

/** 总结: read, downloaded, approved. */
export function addSummaryRoutes(app: App, deps: PortalDeps): void {
  const { campaigns, keys } = deps;

  app.get(SUMMARY, { config: { access: ORGANISERS }, schema: { querystring: z.object({ done: z.literal('approved').optional().catch(undefined) }) } }, (request, reply) => (
    show(request, reply, { done: request.query.done !== undefined })));

  app.get(`${SUMMARY}/draft.md`, { config: { access: ORGANISERS }, schema: {} }, async (request, reply) => {
    const { view: { campaign } } = organiser(request);
    const { text } = await campaigns.summaryDraft(campaign);
    return reply.type('text/markdown; charset=utf-8').header('cache-control', 'private, no-store').header('content-disposition', `attachment; filename="${campaign}-summary.md"`).send(text);
  });

  app.post(SUMMARY, { config: { access: OFFICE }, schema: { body: approval } }, async (request, reply) => {
    const { view: { campaign } } = organiser(request);
    const { body } = request;
    // What was read is what is approved; the page says so if another draft stands there now.
    const wrong = await attempt(() => campaigns.approveSummary(campaign, { draft: body.draft, updateId: commandId('approve', body) }));
    return wrong.length > 0 ? show(request, reply, { wrong }) : reply.redirect(`${SUMMARY}?done=approved`, 303);
  });

  async function show(request: FastifyRequest, reply: FastifyReply, { done = false, wrong = [] }: { readonly done?: boolean; readonly wrong?: readonly Remark[] }): Promise<FastifyReply> {
    const { session, view } = organiser(request);
    const [draft, concerns] = await Promise.all([campaigns.summaryDraft(view.campaign).catch(whyNone), campaigns.concerns(view.campaign)]);
    const open = concerns.filter(({ answeredAt }) => answeredAt === undefined);
    return sendPage(reply, summaryPage(deps, { view, role: session.role, csrf: csrfOf(keys, session), draft, open, done, fields: {}, wrong }), wrong.length > 0 ? 422 : 200);
  }
}

function whyNone(error: unknown): string {
  if (error instanceof Refused) return pageWords(error.message);
  throw error;
}
