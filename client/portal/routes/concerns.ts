import { z } from 'zod';
import { standingCampaigns } from '../../../activities/store/campaignStore.ts';
import { answerRequest, readAnswer } from '../../../activities/store/requests.ts';
import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import { Refused } from '../../refused.ts';
import { readConcern, sealForm, takeConcernPlace } from '../concernForm.ts';
import type { App, PortalDeps } from '../deps.ts';
import { sendPage } from '../errors.ts';
import { Denied } from '../guard.ts';
import { concernChoicePage, concernNotTakenPage, concernPage, concernTakenPage } from '../pages/concern.ts';

const text = z.string().max(20_000);
const ofCampaign = z.object({ campaign: z.string().regex(/^[a-z0-9-]{1,80}$/) });
const ASKING = { rateLimit: { max: 20, timeWindow: '10 minutes' } };
/** Who goes to and fro need not make us look through the store each time. */
const LISTED_MS = 60_000;

/** 反映问题, without a session: a form, its number. */
export function addConcernRoutes(app: App, deps: PortalDeps): void {
  const { campaigns, keys, store } = deps;
  const now = deps.now ?? Date.now;
  let listed: { readonly at: number; readonly plans: Promise<CampaignPlan[]> } | undefined;

  app.get('/concerns', { config: { access: 'open' }, schema: {} }, async (_, reply) => {
    if (listed === undefined || now() - listed.at > LISTED_MS) listed = { at: now(), plans: openPlans() };
    const plans = await listed.plans;
    const [only, ...others] = plans;
    return only !== undefined && others.length === 0 ? reply.redirect(`/concerns/${only.campaign}`, 303) : sendPage(reply, concernChoicePage(deps, plans));
  });

  app.get('/concerns/:campaign', { config: { access: 'open' }, schema: { params: ofCampaign } }, async (request, reply) => {
    const plan = await planOf(request.params.campaign);
    return sendPage(reply, concernPage(deps, { plan, token: sealForm(keys, plan.campaign, now()), fields: {}, wrong: [] }));
  });

  app.post('/concerns/:campaign', { config: { access: 'open', ...ASKING }, schema: { params: ofCampaign, body: z.object({ form: text, what: text, unit: text, contact: text, website: text.default('') }) } }, async (request, reply) => {
    const plan = await planOf(request.params.campaign);
    const { campaign } = plan;
    const fields = Object.fromEntries(Object.entries(request.body).map(([name, value]) => [name, [value]]));
    const read = readConcern(keys, plan, fields, now());
    if ('wrong' in read) {
      const token = read.expired ? sealForm(keys, campaign, now()) : request.body.form;
      return sendPage(reply, concernPage(deps, { plan, token, fields, wrong: read.wrong }), 422);
    }
    // The same form sent again, by a second click or by reloading the answer, is the same concern.
    const sent = { campaign, id: `concern-${read.request}`, content: read.request };
    const before = z.number().optional().parse(await readAnswer(store, sent));
    if (before !== undefined) return sendPage(reply, concernTakenPage(deps, plan, before));
    if (!await takeConcernPlace(store, keys, campaign, request.ip, now())) return sendPage(reply, concernNotTakenPage(deps, 'tooMany'), 429);
    try {
      const { number = 0 } = await campaigns.recordConcern(campaign, {
        text: read.text, ...(read.unit === undefined ? {} : { unit: read.unit }), channel: 'portal', enteredBy: 'public', updateId: sent.id,
      });
      await answerRequest(store, sent, number);
      return await sendPage(reply, concernTakenPage(deps, plan, number));
    } catch (error) {
      // What the sentence says is for the organiser's people.
      if (error instanceof Refused) return sendPage(reply, concernNotTakenPage(deps, 'over'), 409);
      throw error;
    }
  });

  async function openPlans(): Promise<CampaignPlan[]> {
    const open = await Promise.all((await standingCampaigns(store)).map((name) => campaigns.plan(name)));
    return open.sort((a, b) => (a.campaign < b.campaign ? 1 : -1));
  }

  async function planOf(campaign: string): Promise<CampaignPlan> {
    try {
      return await campaigns.plan(campaign);
    } catch (error) {
      throw error instanceof Refused ? new Denied('unknown') : error;
    }
  }
}
