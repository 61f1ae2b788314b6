import { z } from 'zod';
import { getDocument } from '../../../activities/store/documents.ts';
import { missingIn } from '../../../campaign/summary/evidence.ts';
import { Report } from '../../../campaign/summary/report.ts';
import { compareReports } from '../../differences.ts';
import { UNIT } from '../access.ts';
import type { App, PortalDeps } from '../deps.ts';
import { sendPage } from '../errors.ts';
import { Denied, actor } from '../guard.ts';
import { handOut } from '../handOut.ts';
import { versionPage } from '../pages/version.ts';
import { csrfOf } from '../session.ts';
import { ofFile, ofVersion, taskOf, versionOf } from './shapes.ts';

/** What was handed in, with its receipt, to be looked at again at any time; and its files. */
export function addVersionRoutes(app: App, deps: PortalDeps): void {
  const { keys, store } = deps;

  app.get('/units/:unit/tasks/:task/versions/:version', { config: { access: UNIT }, schema: { params: ofVersion, querystring: z.object({ fresh: z.literal('1').optional().catch(undefined) }) } }, async (request, reply) => {
    const { session, view } = actor(request);
    const task = taskOf(view, request.params.task);
    const version = versionOf(task, request.params.version);
    const report = await getDocument(store, version.report, Report);
    const before = task.versions.findLast((each) => each.version < version.version);
    const earlier = before === undefined ? undefined : await getDocument(store, before.report, Report);
    return sendPage(reply, versionPage(deps, {
      view, task, version, report, csrf: csrfOf(keys, session), missing: missingIn(task.rule, report).map(({ text }) => text), fresh: request.query.fresh === '1',
      earlier: before === undefined || earlier === undefined ? undefined : { version: before.version, report: earlier, differences: compareReports(earlier, report) },
    }));
  });

  app.get('/units/:unit/tasks/:task/versions/:version/files/:file', { config: { access: UNIT }, schema: { params: ofFile } }, async (request, reply) => {
    const { view } = actor(request);
    const version = versionOf(taskOf(view, request.params.task), request.params.version);
    const file = (await getDocument(store, version.report, Report)).files[request.params.file - 1];
    if (file === undefined) throw new Denied('unknown');
    return handOut(reply, store, file);
  });
}
