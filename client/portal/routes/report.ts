import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { getDocument } from '../../../activities/store/documents.ts';
import { dropDraft, readDraft } from '../../../activities/store/drafts.ts';
import { TemporalUnavailable } from '../../../config/connection.ts';
import { fromMillis } from '../../../campaign/time/instant.ts';
import { missingIn } from '../../../campaign/summary/evidence.ts';
import { Report } from '../../../campaign/summary/report.ts';
import { Refused } from '../../refused.ts';
import type { UnitTask } from '../../units.ts';
import { CONTACT } from '../access.ts';
import type { App, PortalDeps } from '../deps.ts';
import { contentSecurityPolicy } from '../headers.ts';
import { autosave, keepDraft } from '../draft.ts';
import { sendPage } from '../errors.ts';
import { type ReadForm, type Remark, type ReportForm, one, openForm, readForm, requestId } from '../form.ts';
import { actor } from '../guard.ts';
import { versionPath } from '../pages/paths.ts';
import { reportPage } from '../pages/report.ts';
import { SCRIPT_SOURCES } from '../script.ts';
import { csrfOf, entererOf } from '../session.ts';
import { fileTicket, readUpload } from '../upload.ts';
import { forPeople } from '../words.ts';
import { ofTask, taskOf } from './shapes.ts';

/** What a form is sent back with. */
interface Told { readonly wrong?: readonly Remark[]; readonly missing?: readonly Remark[]; readonly saved?: boolean; readonly moreCases?: number; readonly status?: number }

/** The form of a report: opened, kept as a draft, handed in. Whatever goes wrong, it comes back as it was typed. */
export function addReportRoutes(app: App, deps: PortalDeps): void {
  const { keys, store } = deps;
  const withScript = { contentSecurityPolicy: contentSecurityPolicy(SCRIPT_SOURCES) };

  app.get('/units/:unit/tasks/:task/report', { config: { access: CONTACT }, schema: { params: ofTask }, helmet: withScript }, async (request, reply) => {
    const { session, view } = actor(request);
    const task = taskOf(view, request.params.task);
    const latest = task.versions.at(-1);
    const draft = await readDraft(store, { ...session, task: task.task });
    return show(request, reply, task, openForm(draft, latest === undefined ? undefined : await getDocument(store, latest.report, Report)));
  });

  app.post('/units/:unit/tasks/:task/report', { config: { access: CONTACT, upload: true }, schema: { params: ofTask }, helmet: withScript }, async (request, reply) => {
    const { session, view } = actor(request);
    const task = taskOf(view, request.params.task);
    const { fields, files, refused } = await readUpload(request, { keys, store, session, task: task.task });
    const form: ReportForm = { request: one(fields, 'request').slice(0, 40), fields, files };
    if (one(fields, 'auto') !== '') {
      const kept = await autosave(store, { ...session, task: task.task }, form);
      return reply.code(kept === undefined ? 409 : 200).send(kept === undefined ? {} : { saved: fromMillis(kept.saved).slice(11, 16) });
    }
    const read = readForm(task, form);
    const wrong = [...refused, ...read.wrong];
    switch (one(fields, 'do')) {
      case 'save': return back(request, reply, task, form, { saved: true, wrong: refused });
      case 'case': return back(request, reply, task, form, { moreCases: 1, wrong: refused });
      case 'anyway': break;
      default: {
        const missing = wrong.length > 0 ? [] : missingIn(task.rule, reportOf(view.unit.id, task, form, read));
        if (missing.length > 0) return back(request, reply, task, form, { missing, status: 422 });
      }
    }
    if (wrong.length > 0) return back(request, reply, task, form, { wrong, status: 422 });
    return submit(request, reply, task, form, read);
  });

  async function submit(request: FastifyRequest, reply: FastifyReply, task: UnitTask, form: ReportForm, read: ReadForm): Promise<FastifyReply> {
    const { session, view } = actor(request);
    const { content, nil, reason } = read;
    try {
      const { version } = await deps.campaigns.report(view.campaign, {
        unit: view.unit.id, task: task.task, report: content, files: form.files, nil, ...(reason === undefined ? {} : { reason }),
        channel: 'portal', enteredBy: entererOf(session), updateId: requestId(form, read),
      });
      await dropDraft(store, { ...session, task: task.task });
      return await reply.redirect(`${versionPath(view, task, version ?? 1)}?fresh=1`, 303);
    } catch (error) {
      if (error instanceof Refused) return back(request, reply, task, form, { wrong: [{ field: '', text: forPeople(error.message, view) }], status: 422 });
      if (!(error instanceof TemporalUnavailable)) {
        await keepDraft(store, { ...session, task: task.task }, form);
        throw error;
      }
      const text = '系统正忙，还没有确认受理。已填内容已存为草稿，请过一会儿再点一次提交；重复提交不会产生两份。';
      return back(request, reply, task, form, { wrong: [{ field: '', text }], status: 503 });
    }
  }

  /** Whatever does not become a report is kept as it was typed. */
  async function back(request: FastifyRequest, reply: FastifyReply, task: UnitTask, form: ReportForm, told: Told): Promise<FastifyReply> {
    const { saved } = await keepDraft(store, { ...actor(request).session, task: task.task }, form);
    return show(request, reply, task, { ...form, saved }, told);
  }

  function show(request: FastifyRequest, reply: FastifyReply, task: UnitTask, form: ReportForm, { wrong = [], missing = [], saved = false, moreCases = 0, status = 200 }: Told = {}): FastifyReply {
    const { session, view } = actor(request);
    const filled = (form.fields['case.title'] ?? []).filter((title, index) => title.trim() !== '' || (form.fields['case.text']?.[index] ?? '').trim() !== '').length;
    return sendPage(reply, reportPage(deps, {
      view, task, csrf: csrfOf(keys, session), form, tickets: form.files.map((file) => fileTicket(keys, session, task.task, file)), wrong, missing, saved, tab: randomUUID(),
      cases: Math.max(1, task.rule.evidence.cases ?? 0, filled + moreCases),
    }), status);
  }
}

function reportOf(unit: string, { task }: UnitTask, { files }: ReportForm, { content, nil }: ReadForm): Report {
  return { ...content, unit, task, files: [...files], nil };
}
