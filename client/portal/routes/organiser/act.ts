import { z } from 'zod';
import { OFFICE } from '../../access.ts';
import { Typed, attempt, commandId, fieldsOf } from '../../deeds/deed.ts';
import { type About, UNIT_DEED_NAMES, type UnitDeedName, unitDeed } from '../../deeds/unitDeeds.ts';
import type { App, PortalDeps } from '../../deps.ts';
import { sendPage } from '../../errors.ts';
import { Denied, organiser } from '../../guard.ts';
import { actPage, actPath, actsPage } from '../../pages/organiser/act.ts';
import { csrfOf } from '../../session.ts';
import { forPeople } from '../../words.ts';
import { ofUnit, taskOf, unitOf } from '../shapes.ts';

/** 办理: what the office does about a unit and its tasks. Each page says first what it will do; its button does it once. */
export function addActRoutes(app: App, deps: PortalDeps): void {
  const { campaigns, keys } = deps;
  const deed = z.enum(UNIT_DEED_NAMES);
  const config = { access: OFFICE };

  app.get('/organiser/units/:unit/act', { config, schema: { params: ofUnit, querystring: z.object({ done: deed.optional().catch(undefined) }) } }, async (request, reply) => {
    const { session, view } = organiser(request);
    const unit = await unitOf(campaigns, view.campaign, request.params.unit);
    return sendPage(reply, actsPage(deps, { view, role: session.role, csrf: csrfOf(keys, session), unit, done: request.query.done }));
  });

  app.get('/organiser/units/:unit/act/:deed', { config, schema: { params: ofUnit.extend({ deed }), querystring: z.object({ task: z.string().max(90).optional() }) } }, async (request, reply) => {
    const { session, view } = organiser(request);
    const { unit, deed: name } = request.params;
    const about = await aboutOf(view.campaign, name, unit, request.query.task);
    return sendPage(reply, actPage(deps, { view, role: session.role, csrf: csrfOf(keys, session), about, name }));
  });

  app.post('/organiser/units/:unit/act/:deed', { config, schema: { params: ofUnit.extend({ deed }), body: Typed } }, async (request, reply) => {
    const { session, view } = organiser(request);
    const { body, params: { unit, deed: name } } = request;
    const about = await aboutOf(view.campaign, name, unit, body['task']);
    const { form, run } = unitDeed(name);
    const of = { unit, task: about.task?.task ?? '', updateId: commandId(name, body) };
    const wrong = await attempt(() => run(campaigns, view.campaign, of, body), form(about), (sentence) => forPeople(sentence, about.view));
    if (wrong.length === 0) return reply.redirect(`${actPath(unit)}?done=${name}`, 303);
    return sendPage(reply, actPage(deps, { view, role: session.role, csrf: csrfOf(keys, session), about, name, fields: fieldsOf(body), wrong }), 422);
  });

  async function aboutOf(campaign: string, name: UnitDeedName, unit: string, task: string | undefined): Promise<About> {
    const view = await unitOf(campaigns, campaign, unit);
    if (unitDeed(name).of === 'unit') return { view };
    if (task === undefined) throw new Denied('unknown');
    return { view, task: taskOf(view, task) };
  }
}
