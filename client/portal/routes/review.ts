import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { getDocument } from '../../../activities/store/documents.ts';
import { Report } from '../../../campaign/summary/report.ts';
import { compareReports } from '../../differences.ts';
import { Refused } from '../../refused.ts';
import { placeIn } from '../../reviewQueue.ts';
import type { UnitTask, UnitView } from '../../units.ts';
import { OFFICE, REVIEWED, REVIEWER } from '../access.ts';
import type { App, PortalDeps } from '../deps.ts';
import { sendPage } from '../errors.ts';
import { Denied, actor, isOfUnit, organiser } from '../guard.ts';
import { handOut } from '../handOut.ts';
import { leadPage } from '../pages/lead/frame.ts';
import { organiserPage } from '../pages/organiser/frame.ts';
import { queryOf } from '../pages/organiser/queue.ts';
import { leadPath, reviewPath } from '../pages/paths.ts';
import { reviewBody, versionAddress } from '../pages/review.ts';
import type { Typed } from '../pages/reviewForms.ts';
import { queueFor, readQuery, saidDone } from '../reviewing.ts';
import { type Session, csrfOf, entererOf } from '../session.ts';
import { suggestedDay } from '../suggestedDay.ts';
import { forPeople } from '../words.ts';
import { sendPicture } from './pictures.ts';
import { Csrf, ofFile, ofTask, taskOf, versionOf } from './shapes.ts';

/** What a page is shown with, besides what it is about. */
interface Told { readonly typed?: Typed; readonly told?: { readonly text: string; readonly wrong: boolean }; readonly version?: number; readonly against?: number; readonly query: string; readonly status?: number }

const Decision = z.object({
  csrf: Csrf, version: z.coerce.number().int().min(1), do: z.enum(['accept', 'return']), text: z.string().max(40_000), due: z.string().max(40).optional(), queue: z.string().max(400),
});

/** A report with its reviewer: the page, its files, and the two answers. The organiser's people and the unit's lead come here alike. */
export function addReviewRoutes(app: App, deps: PortalDeps): void {
  const { campaigns, store, keys } = deps;
  const looking = z.object({
    version: z.coerce.number().int().min(1).optional().catch(undefined), against: z.coerce.number().int().min(0).optional().catch(undefined),
    done: z.enum(['accepted', 'returned', 'quarantined', 'lifted']).optional().catch(undefined), of: z.string().max(200).optional().catch(undefined),
  }).loose();

  app.get('/review/:unit/:task', { config: { access: REVIEWED }, schema: { params: ofTask, querystring: looking } }, async (request, reply) => {
    const { version, against, done, of } = request.query;
    const view = await viewFor(request);
    const text = await saidDone(deps, view.campaign, { done, of });
    return show(request, reply, view, { ...(text === undefined ? {} : { told: { text, wrong: false } }), query: queryOf(readQuery(request.query)), ...(version === undefined ? {} : { version }), ...(against === undefined ? {} : { against }) });
  });

  app.post('/review/:unit/:task', { config: { access: REVIEWER }, schema: { params: ofTask, body: Decision } }, async (request, reply) => {
    const { session } = request;
    if (session === undefined) throw new Denied('signIn');
    const view = await viewFor(request);
    const task = taskOf(view, request.params.task);
    const { version, do: verdict, text, due = '', queue: query } = request.body;
    const typed: Typed = { verdict, text, due, wrong: verdict === 'return' ? { ...(text.trim() === '' ? { text: '请写明需补充的内容' } : {}), ...(due.trim() === '' ? { due: '请填写日期' } : {}) } : {} };
    if (Object.keys(typed.wrong).length > 0) return show(request, reply, view, { typed, query, version, status: 422 });
    const filter = readQuery(Object.fromEntries(new URLSearchParams(query)));
    const queue = await queueFor(deps, session, filter);
    const of = { unit: view.unit.id, task: task.task };
    try {
      await campaigns.review(view.campaign, {
        ...of, accept: verdict === 'accept', version, ...(text.trim() === '' ? {} : { text }), ...(verdict === 'return' ? { due: due.trim().replaceAll('/', '-') } : {}),
        // Who clicks twice decides once.
        updateId: `review-${createHash('sha256').update(JSON.stringify([session.mailbox, of, version, verdict, text, due])).digest('hex').slice(0, 32)}`,
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return refused(request, reply, { typed, version, query, sentence: error.message });
    }
    const done = { done: verdict === 'accept' ? 'accepted' : 'returned', of: `${of.unit}/${of.task}` };
    const { next } = placeIn(queue, of);
    const home = session.role === 'contact' ? `${leadPath(session.unit)}?${new URLSearchParams(done).toString()}` : `/organiser/review${queryOf(filter, done)}`;
    return reply.redirect(next === undefined ? home : `${reviewPath(next)}${queryOf(filter, done)}`, 303);
  });

  app.get('/review/:unit/:task/versions/:version/files/:file', { config: { access: REVIEWED }, schema: { params: ofFile } }, async (request, reply) => {
    const file = (await reportOf(taskOf(await viewFor(request), request.params.task), request.params.version)).files[request.params.file - 1];
    if (file === undefined) throw new Denied('unknown');
    return handOut(reply, store, file);
  });

  for (const size of ['thumbnail', 'picture'] as const) {
    app.get(`/review/:unit/:task/versions/:version/files/:file/${size}`, { config: { access: REVIEWED }, schema: { params: ofFile } }, async (request, reply) => (
      sendPicture(request, reply, deps.pictures, (await reportOf(taskOf(await viewFor(request), request.params.task), request.params.version)).files[request.params.file - 1], size)));
  }

  const removing = z.object({ csrf: Csrf, file: z.string().max(64), why: z.string().max(2_000), do: z.enum(['quarantine', 'lift']) });
  app.post('/review/:unit/:task/quarantine', { config: { access: OFFICE }, schema: { params: ofTask, body: removing } }, async (request, reply) => {
    const { session } = organiser(request);
    const { file, why, do: what } = request.body;
    await campaigns.quarantine(session.campaign, { digest: file, lift: what === 'lift', by: entererOf(session), ...(why.trim() === '' ? {} : { why }) });
    return reply.redirect(`${reviewPath(request.params)}?done=${what === 'lift' ? 'lifted' : 'quarantined'}`, 303);
  });

  /** The unit's own view, whoever looks; a unit that does not exist is unknown. */
  async function viewFor({ session, params }: FastifyRequest): Promise<UnitView> {
    const { unit } = ofTask.parse(params);
    if (session === undefined) throw new Denied('signIn');
    const { lines } = await campaigns.plan(session.campaign);
    if (!lines.some(({ units }) => units.some(({ id, removed }) => id === unit && removed !== true))) throw new Denied('unknown');
    return campaigns.unit(session.campaign, { unit });
  }

  /** Somebody else was quicker, or a newer version came: the page as it is now, with what was typed. */
  async function refused(request: FastifyRequest, reply: FastifyReply, { typed, version, query, sentence }: { typed: Typed; version: number; query: string; sentence: string }): Promise<FastifyReply> {
    const view = await viewFor(request);
    const latest = taskOf(view, ofTask.parse(request.params).task).versions.at(-1)?.version ?? version;
    const said = forPeople(sentence, view);
    const isDue = latest === version && typed.verdict === 'return' && sentence.includes('新期限');
    const newer = latest > version ? `您审核期间收到了第 ${String(latest)} 版，意见没有发出。下面是新版与您所看第 ${String(version)} 版的对照，您填写的内容仍在，请看后再办理。` : `没有办理：${said}`;
    return show(request, reply, view, {
      typed: isDue ? { ...typed, wrong: { due: said } } : typed, query, status: latest > version ? 409 : 422,
      ...(isDue ? {} : { told: { text: newer, wrong: true } }), ...(latest > version ? { against: version } : {}),
    });
  }

  async function show(request: FastifyRequest, reply: FastifyReply, view: UnitView, { typed, told, version, against, query, status = 200 }: Told): Promise<FastifyReply> {
    const { session } = request;
    if (session === undefined) throw new Denied('signIn');
    const task = taskOf(view, ofTask.parse(request.params).task);
    const latest = task.versions.at(-1)?.version;
    if (version !== undefined && !task.versions.some((each) => each.version === version)) throw new Denied('unknown');
    const number = version ?? latest;
    const shown = number === undefined ? undefined : await campaigns.shown(view.campaign, { unit: view.unit.id, task: task.task, version: number });
    const base = against === 0 || number === undefined ? undefined : task.versions.find((each) => each.version === (against ?? baseOf(task, number)) && each.version < number)?.version;
    const compared = base === undefined || number === undefined ? undefined : await compare(view, task, base, number);
    const queue = await queueFor(deps, session, readQuery(Object.fromEntries(new URLSearchParams(query))));
    const csrf = csrfOf(keys, session);
    const body = reviewBody(deps, {
      view, task, role: session.role, csrf, shown, compared, against: base, told, typed, query, version: number ?? 0, suggested: suggestedDay(view, task),
      mayReview: mayReview(session) && task.state === 'submitted' && number === latest && !view.closed, place: { ...placeIn(queue, { unit: view.unit.id, task: task.task }), of: queue.length },
    });
    const title = `${view.unit.name}：${task.title}`;
    const page = isOfUnit(session) ? leadPage(deps, { view: actor(request).view, csrf, title, body, at: '' }) : organiserPage(deps, {
      view: organiser(request).view, role: session.role, csrf, title, body, at: '', back: { href: `/organiser/review${query}`, text: '审核' },
    });
    return sendPage(reply, page, status);
  }

  async function compare(view: UnitView, task: UnitTask, first: number, second: number) {
    const [before, after] = [await reportOf(task, first), await reportOf(task, second)];
    const path = reviewPath({ unit: view.unit.id, task: task.task });
    return {
      differences: compareReports(before, after), names: [`第 ${String(first)} 版`, `第 ${String(second)} 版`] as const, sides: true,
      fileOf: (side: 'before' | 'after', file: Report['files'][number]) => `${versionAddress(path, side === 'before' ? first : second)}/files/${String((side === 'before' ? before : after).files.indexOf(file) + 1)}`,
    };
  }

  async function reportOf(task: UnitTask, version: number): Promise<Report> {
    return getDocument(store, versionOf(task, version).report, Report);
  }
}

/** What a reviewer compares with: the version that was returned last, as he knows it, or the one before. */
function baseOf({ versions }: UnitTask, number: number): number | undefined {
  return (versions.findLast(({ version, state }) => version < number && state === 'returned') ?? versions.findLast(({ version }) => version < number))?.version;
}

function mayReview({ role }: Session): boolean {
  return role === 'office' || role === 'reviewer' || role === 'contact';
}
