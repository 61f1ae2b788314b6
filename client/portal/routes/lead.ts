import { createHash, randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { getDocument } from '../../../activities/store/documents.ts';
import { readDraft, writeDraft } from '../../../activities/store/drafts.ts';
import { barOf } from '../../../activities/store/removals.ts';
import { Report } from '../../../campaign/summary/report.ts';
import { type Part, type RolledUp, rollUp } from '../../../campaign/summary/rollUp.ts';
import type { LeadView } from '../../lead.ts';
import { Refused } from '../../refused.ts';
import type { UnitTask, UnitView } from '../../units.ts';
import { LEAD, OWN_LEAD } from '../access.ts';
import type { App, PortalDeps } from '../deps.ts';
import { sendPage } from '../errors.ts';
import { Denied, actor } from '../guard.ts';
import { isLead } from '../pages/lead/frame.ts';
import { rollUpPage } from '../pages/lead/rollUp.ts';
import { standing, unitsPage } from '../pages/lead/units.ts';
import { leadPath, taskPath } from '../pages/paths.ts';
import { queueFor, readQuery, saidDone } from '../reviewing.ts';
import { csrfOf } from '../session.ts';
import { forPeople } from '../words.ts';
import { Csrf, ofTask, ofUnit, taskOf } from './shapes.ts';

const NOTHING = { narratives: true, cases: new Set<string>(), files: new Set<string>() };
const Picked = z.union([z.string(), z.array(z.string())]).optional().transform((given) => new Set([given ?? []].flat()));

/** A participant's contact with the units below it: who is missing, requests, and their reports rolled up into its own. */
export function addLeadRoutes(app: App, deps: PortalDeps): void {
  const { campaigns, store, keys } = deps;
  const asked = z.object({ done: z.enum(['accepted', 'returned', 'granted', 'declined', 'reminded']).optional().catch(undefined), of: z.string().max(200).optional().catch(undefined) });

  app.get('/lead/:unit', { config: { access: OWN_LEAD }, schema: { params: ofUnit, querystring: asked } }, async (request, reply) => {
    const text = await saidDone(deps, lead(request).view.campaign, request.query);
    return overview(request, reply, text === undefined ? undefined : { text, wrong: false });
  });

  app.post('/lead/units/:unit/tasks/:task/extension', { config: { access: LEAD }, schema: { params: ofTask, body: z.object({ csrf: Csrf, text: z.string().max(40_000), do: z.enum(['grant', 'refuse']) }) } }, async (request, reply) => {
    const { view } = lead(request);
    const { text, do: verdict } = request.body;
    const { unit, task } = request.params;
    return decided(request, reply, { unit, task, done: verdict === 'grant' ? 'granted' : 'declined' }, () => (
      campaigns.decideExtension(view.campaign, { unit, task, grant: verdict === 'grant', ...(text.trim() === '' ? {} : { text }) })));
  });

  // `asked`: when the page was made. Who clicks twice reminds once.
  app.post('/lead/units/:unit/tasks/:task/remind', { config: { access: LEAD }, schema: { params: ofTask, body: z.object({ csrf: Csrf, asked: z.string().max(40) }) } }, (request, reply) => {
    const { session, view } = lead(request);
    const { unit, task } = request.params;
    const updateId = `remind-${createHash('sha256').update(JSON.stringify([session.mailbox, unit, task, request.body.asked])).digest('hex').slice(0, 32)}`;
    return decided(request, reply, { unit, task, done: 'reminded' }, () => campaigns.remind(view.campaign, { unit, task, enteredBy: 'lead', updateId }));
  });

  app.get('/lead/:unit/rollup/:task', { config: { access: OWN_LEAD }, schema: { params: ofTask } }, (request, reply) => rollUpForm(request, reply));

  const picked = z.object({ csrf: Csrf, narratives: z.literal('on').optional(), cases: Picked, files: Picked, replace: z.literal('on').optional() });
  app.post('/lead/:unit/rollup/:task', { config: { access: OWN_LEAD }, schema: { params: ofTask, body: picked } }, async (request, reply) => {
    const { session, view } = lead(request);
    const task = ownTask(view, request.params.task);
    const { narratives, cases, files, replace } = request.body;
    const draft = { campaign: session.campaign, unit: session.unit, task: task.task };
    if (replace === undefined && await readDraft(store, draft) !== undefined) return rollUpForm(request, reply, '没有生成：本事项已有未提交的草稿。要用汇总替换它，请勾选“替换现有草稿”。');
    const { parts } = await partsOf(await campaigns.lead(view.campaign, { unit: view.unit.id }), task);
    const rolled = rollUp(parts, { narratives: narratives === 'on', cases, files });
    const readable = (await Promise.all(rolled.files.map(async (file) => (await barOf(store, file.digest) === undefined ? [file] : [])))).flat();
    await writeDraft(store, draft, { request: randomUUID(), saved: Date.now(), fields: fieldsOf(rolled), files: readable.map(({ charset, ...file }) => ({ ...file, ...(charset === undefined ? {} : { charset }) })) });
    return reply.redirect(`${taskPath(view, task)}/report`, 303);
  });

  /** Asks the line; back to the overview with what was done, or why not. */
  async function decided(request: FastifyRequest, reply: FastifyReply, { unit, task, done }: { readonly unit: string; readonly task: string; readonly done: string }, ask: () => Promise<unknown>): Promise<FastifyReply> {
    try {
      await ask();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const text = forPeople(error.message, await campaigns.unit(lead(request).view.campaign, { unit }));
      return overview(request, reply, { text: `没有办理：${text}`, wrong: true }, 422);
    }
    return reply.redirect(`${leadPath(lead(request).session.unit)}?${new URLSearchParams({ done, of: `${unit}/${task}` }).toString()}`, 303);
  }

  /** Session and view of a contact whose participant has units; there are no such pages for others. */
  function lead(request: FastifyRequest): ReturnType<typeof actor> {
    const own = actor(request);
    if (!isLead(own.view)) throw new Denied('unknown');
    return own;
  }

  async function overview(request: FastifyRequest, reply: FastifyReply, told: { readonly text: string; readonly wrong: boolean } | undefined, status = 200): Promise<FastifyReply> {
    const { session, view } = lead(request);
    const found = await campaigns.lead(view.campaign, { unit: view.unit.id });
    const queue = await queueFor(deps, session, readQuery({}));
    return sendPage(reply, unitsPage(deps, { view, lead: found, queue, csrf: csrfOf(keys, session), told, rollUps: view.tasks.filter((task) => mayRollUp(view, task)) }), status);
  }

  async function rollUpForm(request: FastifyRequest, reply: FastifyReply, wrong?: string): Promise<FastifyReply> {
    const { session, view } = lead(request);
    const task = ownTask(view, ofTask.parse(request.params).task);
    const { parts, without } = await partsOf(await campaigns.lead(view.campaign, { unit: view.unit.id }), task);
    const hasDraft = await readDraft(store, { campaign: session.campaign, unit: session.unit, task: task.task }) !== undefined;
    return sendPage(reply, rollUpPage(deps, { view, task, csrf: csrfOf(keys, session), parts, totals: rollUp(parts, NOTHING).figures, without, hasDraft, wrong }), wrong === undefined ? 200 : 422);
  }

  /** The accepted reports of the units below for this task; and who is not among them. */
  async function partsOf({ units }: LeadView, { task }: UnitTask) {
    const owed = units.flatMap(({ id, name, tasks }) => tasks.filter((each) => each.task === task).map((each) => ({ id, name, ...each })));
    const parts = await Promise.all(owed.map(async ({ id, name, report }): Promise<Part[]> => (report === undefined ? [] : [{ unit: id, name, report: await getDocument(store, report, Report) }])));
    return { parts: parts.flat(), without: owed.filter(({ report }) => report === undefined).map((each) => ({ name: each.name, text: standing(each).text })) };
  }
}

function ownTask(view: UnitView, name: string): UnitTask {
  const task = taskOf(view, name);
  if (!mayRollUp(view, task)) throw new Denied('unknown');
  return task;
}

/** Own tasks that units below have too, while they may be reported. */
function mayRollUp({ line, unit, closed }: UnitView, { task, state, rule }: UnitTask): boolean {
  return !closed && rule.form === 'report' && state !== 'accepted' && state !== 'exempt' && line.tasks.some((each) => each.task === task && each.unit !== unit.id && each.removed !== true);
}

/** As the form of a report has them (form.ts). */
function fieldsOf({ narrative, figures, cases, links }: RolledUp): Record<string, string[]> {
  return {
    narrative: [narrative], links: [links.join('\n')], ...Object.fromEntries(figures.map(({ name, total }) => [`figures.${name}`, [String(total)]])),
    'case.title': cases.map(({ title }) => title), 'case.text': cases.map(({ text }) => text),
  };
}
