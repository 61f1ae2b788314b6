import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { getDocument } from '../../../activities/store/documents.ts';
import { StoreError } from '../../../activities/store/errors.ts';
import type { StoredFile } from '../../../activities/store/files.ts';
import { Report } from '../../../campaign/summary/report.ts';
import { CONTACT, UNIT } from '../access.ts';
import type { App, PortalDeps } from '../deps.ts';
import { Denied, actor } from '../guard.ts';
import type { PictureSize, Pictures } from '../pictures.ts';
import { ofTicket } from '../upload.ts';
import { OFTEN, ofFile, ofTask, taskOf, versionOf } from './shapes.ts';

const named = z.object({ digest: z.string(), size: z.number(), type: z.string() });

/** Small pictures of what was handed in, and of what is about to be. */
export function addPictureRoutes(app: App, { pictures, store, keys }: PortalDeps): void {
  for (const size of ['thumbnail', 'picture'] as const) {
    app.get(`/units/:unit/tasks/:task/versions/:version/files/:file/${size}`, { config: { access: UNIT, ...OFTEN }, schema: { params: ofFile } }, async (request, reply) => {
      const version = versionOf(taskOf(actor(request).view, request.params.task), request.params.version);
      return sendPicture(request, reply, pictures, (await getDocument(store, version.report, Report)).files[request.params.file - 1], size);
    });
  }
  app.get('/units/:unit/tasks/:task/thumbnail', { config: { access: CONTACT, ...OFTEN }, schema: { params: ofTask, querystring: z.object({ file: z.string().max(4_000) }) } }, (request, reply) => {
    const { session, view } = actor(request);
    const { task } = taskOf(view, request.params.task);
    return sendPicture(request, reply, pictures, ofTicket(keys, session, task, request.query.file, named), 'thumbnail');
  });
}

/** Sends a picture of a file; whoever may see the file has been asked before. What is quarantined, purged, or no picture is not there (404). */
export async function sendPicture(request: FastifyRequest, reply: FastifyReply, pictures: Pictures, file: Pick<StoredFile, 'digest' | 'type' | 'size'> | undefined, size: PictureSize): Promise<FastifyReply> {
  const made = file === undefined ? undefined : await pictures.small(file, size).catch((error: unknown) => {
    if (error instanceof StoreError) return undefined;
    throw error;
  });
  if (file === undefined || made === undefined) throw new Denied('unknown');
  // Asked for again each time, so that a quarantine bites; sent again only if it is another one.
  const tag = `"${file.digest.slice(0, 32)}-${size}"`;
  reply.header('cache-control', 'private, no-cache').header('etag', tag);
  return request.headers['if-none-match'] === tag ? reply.code(304).send() : reply.type('image/jpeg').send(made);
}
