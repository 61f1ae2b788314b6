import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { StoreError } from '../../../activities/store/errors.ts';
import { FileRefused } from '../../../activities/store/files.ts';
import { CONTACT } from '../access.ts';
import type { App, PortalDeps } from '../deps.ts';
import { Denied, actor } from '../guard.ts';
import { keptFile } from '../pages/filesField.ts';
import { taskPath } from '../pages/paths.ts';
import { fileTicket } from '../upload.ts';
import { OFTEN, ofTask, taskOf } from './shapes.ts';

const ofUpload = ofTask.extend({ upload: z.string().max(100) });
// What the protocol says in headers, from the browser and back. Anything else of the library's (CORS) is not for us.
const ASKED = ['content-type', 'content-length', 'tus-resumable', 'upload-length', 'upload-metadata', 'upload-offset'];
const ANSWERED = ['location', 'tus-resumable', 'upload-length', 'upload-metadata', 'upload-offset'];

/** Uploads that resume: tus, for one task of the session's own unit. Its requests carry the form's token in a header. */
export function addUploadRoutes(app: App, deps: PortalDeps): void {
  const { uploads, keys, store } = deps;
  const bodies = new Set<Readable>();
  app.addContentTypeParser('application/offset+octet-stream', (_, body, done) => { done(null, body); });
  // A portal that ends does not wait for a film: it goes on at another one, or at this one later.
  app.addHook('preClose', (done) => { for (const body of bodies) body.destroy(); done(); });

  async function answer(request: FastifyRequest, reply: FastifyReply, { task: name, upload }: { readonly task: string; readonly upload?: string }): Promise<FastifyReply> {
    const { view, session } = actor(request);
    const task = taskOf(view, name);
    const headers = new Headers(ASKED.flatMap((each) => { const value = request.headers[each]; return typeof value === 'string' ? [[each, value]] : []; }));
    const body = request.body instanceof Readable ? request.body : undefined;
    if (body !== undefined) bodies.add(body);
    try {
      const got = await uploads.handle({ method: request.method, headers, ...(body === undefined ? {} : { body: webStream(body) }) },
        { ...session, task: task.task }, `${taskPath(view, task)}/uploads`, upload);
      for (const each of ANSWERED) { const value = got.headers.get(each); if (value !== null) reply.header(each, value); }
      return await reply.code(got.status).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(await got.text());
    } finally {
      if (body !== undefined) bodies.delete(body);
    }
  }

  const path = '/units/:unit/tasks/:task/uploads';
  app.post(path, { config: { access: CONTACT }, schema: { params: ofTask } }, (request, reply) => answer(request, reply, request.params));
  for (const method of ['HEAD', 'PATCH', 'DELETE'] as const) {
    app.route({ method, url: `${path}/:upload`, config: { access: CONTACT, ...OFTEN }, schema: { params: ofUpload }, handler: (request, reply) => answer(request, reply, request.params) });
  }

  app.post(`${path}/:upload/finish`, { config: { access: CONTACT }, schema: { params: ofUpload } }, async (request, reply) => {
    const { view, session } = actor(request);
    const task = taskOf(view, request.params.task);
    try {
      const file = await uploads.finish(store, { ...session, task: task.task }, request.params.upload);
      if (file === undefined) throw new Denied('unknown');
      return await reply.header('cache-control', 'no-store').send({ html: keptFile({ view, task }, file, fileTicket(keys, session, task.task, file), request.params.upload).text });
    } catch (error) {
      if (error instanceof FileRefused || (error instanceof StoreError && error.failure === 'purged')) return reply.code(422).send({ text: error.message });
      if (error instanceof StoreError && error.failure === 'full') return reply.code(507).send({ text: error.message });
      throw error;
    }
  });
}

function webStream(body: Readable): ReadableStream {
  return Readable.toWeb(body);
}
