import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readMarker } from '../../../../activities/store/campaignStore.ts';
import { getDocument } from '../../../../activities/store/documents.ts';
import { readStrike } from '../../../../activities/store/strikes.ts';
import { unitOfLetterId } from '../../../../campaign/line/letterId.ts';
import { OFFICE, ORGANISERS } from '../../access.ts';
import { composed } from '../../deeds/composed.ts';
import { Typed, attempt, commandId, fieldsOf } from '../../deeds/deed.ts';
import type { App, PortalDeps } from '../../deps.ts';
import { sendPage } from '../../errors.ts';
import type { Remark } from '../../form.ts';
import { Denied, organiser } from '../../guard.ts';
import { FRAMED, FRAMING } from '../../pages/organiser/letterFrame.ts';
import { LETTERS_DONE, type LettersDone, letterPage, lettersPage } from '../../pages/organiser/letters.ts';
import { csrfOf } from '../../session.ts';
import { Csrf } from '../shapes.ts';

const DONE = Object.keys(LETTERS_DONE);
const ofLetter = z.object({ letter: z.string().max(120).regex(/^\d{4}-[a-z0-9.:@-]+$/) });

/** 拟发函件: tomorrow's and today's letters, looked at as they will leave, struck, lifted; all of them held. */
export function addLetterRoutes(app: App, deps: PortalDeps): void {
  const { campaigns, store, keys } = deps;

  app.get('/organiser/letters', { config: { access: ORGANISERS }, schema: { querystring: z.object({ done: z.custom<LettersDone>((word) => DONE.includes(String(word))).optional().catch(undefined) }) } }, (request, reply) => (
    list(request, reply, { done: request.query.done })));

  app.post('/organiser/letters', { config: { access: OFFICE }, schema: { body: z.object({ csrf: Csrf, hold: z.enum(['yes', 'no']) }) } }, async (request, reply) => {
    const { view } = organiser(request);
    const isHold = request.body.hold === 'yes';
    const wrong = await attempt(() => (isHold ? campaigns.hold(view.campaign) : campaigns.unhold(view.campaign)));
    return wrong.length > 0 ? list(request, reply, { wrong }) : reply.redirect(`/organiser/letters?done=${isHold ? 'held' : 'unheld'}`, 303);
  });

  app.get('/organiser/letters/:letter', { config: { access: ORGANISERS }, schema: { params: ofLetter } }, (request, reply) => one(request, reply, request.params.letter));

  app.get('/organiser/letters/:letter/mail', { config: { access: ORGANISERS }, schema: { params: ofLetter } }, async (request, reply) => {
    const { view } = organiser(request);
    const whole = await campaigns.letter(view.campaign, request.params);
    if (whole === undefined) throw new Denied('unknown');
    const { mail } = await composed(deps, whole);
    return reply.header('content-security-policy', FRAMED).header('x-frame-options', 'SAMEORIGIN').header('cache-control', 'private, no-store').type('text/html; charset=utf-8').send(mail.html);
  });

  app.post('/organiser/letters/:letter', { config: { access: OFFICE }, schema: { params: ofLetter, body: Typed } }, async (request, reply) => {
    const { view } = organiser(request);
    const { body, params: { letter } } = request;
    const isStrike = body['strike'] !== 'no';
    const updateId = commandId('strike', body);
    const wrong = await attempt(() => (isStrike
      ? campaigns.strike(view.campaign, { letter, why: body['why'] ?? '', updateId }) : campaigns.lift(view.campaign, { letter, updateId })), { blame: isStrike ? 'why' : '' });
    return wrong.length > 0 ? one(request, reply, letter, { typed: body, wrong }) : reply.redirect(`/organiser/letters?done=${isStrike ? 'struck' : 'lifted'}`, 303);
  });

  async function list(request: FastifyRequest, reply: FastifyReply, { done, wrong = [] }: { readonly done?: LettersDone | undefined; readonly wrong?: readonly Remark[] }): Promise<FastifyReply> {
    const { session, view } = organiser(request);
    const [plan, ahead, marker] = await Promise.all([campaigns.plan(view.campaign), campaigns.lettersAhead(view.campaign), readMarker(store, view.campaign)]);
    return sendPage(reply, lettersPage(deps, { view, role: session.role, csrf: csrfOf(keys, session), plan, ahead, marker, done, wrong }), wrong.length > 0 ? 422 : 200);
  }

  async function one(request: FastifyRequest, reply: FastifyReply, id: string, { typed = {}, wrong = [] }: { readonly typed?: Typed; readonly wrong?: readonly Remark[] } = {}): Promise<FastifyReply> {
    const { session, view } = organiser(request);
    const [whole, strike, { lines }] = await Promise.all([campaigns.letter(view.campaign, { letter: id }), readStrike(store, view.campaign, id), campaigns.plan(view.campaign)]);
    const unit = lines.flatMap(({ units }) => units).find((each) => each.id === unitOfLetterId(id))?.id;
    const struck = strike === undefined || strike.lifted ? undefined : { why: await getDocument(store, strike.why, z.string()) };
    const letter = whole === undefined ? undefined : await composed(deps, whole);
    reply.header('content-security-policy', FRAMING);
    return sendPage(reply, letterPage(deps, {
      view, role: session.role, csrf: csrfOf(keys, session), at: '/organiser/letters', id, about: whole, unit, letter, struck, fields: fieldsOf(typed), wrong,
    }), whole === undefined && strike === undefined ? 404 : wrong.length > 0 ? 422 : 200);
  }
}
