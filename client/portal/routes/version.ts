import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { getDocument } from '../../../activities/store/documents.ts';
import { StoreError } from '../../../activities/store/errors.ts';
import type { Store } from '../../../activities/store/store.ts';
import { missingIn } from '../../../campaign/summary/evidence.ts';
import { Report } from '../../../campaign/summary/report.ts';
import { Refused } from '../../refused.ts';
import { UNIT } from '../access.ts';
import type { App, PortalDeps } from '../deps.ts';
import { sendPage } from '../errors.ts';
import { Denied, actor } from '../guard.ts';
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
    return sendPage(reply, versionPage(deps, {
      view, task, version, report, csrf: csrfOf(keys, session), missing: missingIn(task.rule, report).map(({ text }) => text), fresh: request.query.fresh === '1',
    }));
  });

  app.get('/units/:unit/tasks/:task/versions/:version/files/:file', { config: { access: UNIT }, schema: { params: ofFile } }, async (request, reply) => {
    const { view } = actor(request);
    const version = versionOf(taskOf(view, request.params.task), request.params.version);
    const file = (await getDocument(store, version.report, Report)).files[request.params.file - 1];
    if (file === undefined) throw new Denied('unknown');
    return openFile(reply, store, file);
  });
}

/** Hands a file out. Never shown in the page's own name: what was uploaded is data, whatever it says it is. */
export async function openFile(reply: FastifyReply, store: Store, { digest, name }: { readonly digest: string; readonly name: string }): Promise<FastifyReply> {
  const [bytes, size] = await opened(store, digest);
  return reply.type('application/octet-stream').header('content-length', size).header('cache-control', 'private, no-store')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`).send(bytes);
}

async function opened(store: Store, digest: string) {
  try {
    return [await store.open(digest), await store.size(digest)] as const;
  } catch (error) {
    if (error instanceof StoreError && (error.failure === 'quarantined' || error.failure === 'purged' || error.failure === 'missing')) throw new Refused('此附件已停止查看，或已按规定清除。如有疑问，请致电组织方。');
    throw error;
  }
}
