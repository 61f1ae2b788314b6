import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { StoreError } from '../../activities/store/errors.ts';
import { TemporalUnavailable } from '../../config/connection.ts';
import { Refused } from '../refused.ts';
import type { App, PortalDeps } from './deps.ts';
import { Denied, endSession } from './guard.ts';
import type { Html } from './html.ts';
import { type Trouble, troublePage } from './pages/trouble.ts';
import { NotSignedIn } from './provider.ts';
import { errorLine } from './requestLog.ts';
import { ForeignForm } from './upload.ts';

/** Sends a page. It may be kept by this browser, for its Back button, and by nobody else. */
export function sendPage(reply: FastifyReply, page: Html, status = 200): FastifyReply {
  return reply.code(status).header('cache-control', 'private, no-cache').type('text/html; charset=utf-8').send(page.text);
}

/** Every error is a page that says what to do. */
export function handleErrors(app: App, deps: PortalDeps): void {
  app.setErrorHandler((error, request, reply) => {
    const trouble = troubleOf(error, request);
    if (trouble.status >= 500) deps.log(errorLine(request.id, error));
    if (trouble.what === 'revoked') endSession(reply, deps);
    return sendPage(reply, troublePage(deps, request, trouble), trouble.status);
  });
  app.setNotFoundHandler((request, reply) => sendPage(reply, troublePage(deps, request, { what: 'unknown', status: 404 }), 404));
}

function troubleOf(error: unknown, request: FastifyRequest): Trouble {
  if (error instanceof Denied) return { what: error.verdict, status: { signIn: 401, forbidden: 403, unknown: 404, revoked: 403, stranger: 403 }[error.verdict] };
  if (error instanceof NotSignedIn) return { what: error.why, status: error.why === 'providerAway' ? 503 : 403 };
  if (error instanceof ForeignForm) return { what: 'foreign', status: 403 };
  if (error instanceof Refused) return { what: 'refused', status: 422, sentence: error.message };
  if (error instanceof TemporalUnavailable || error instanceof StoreError) return { what: 'away', status: 503 };
  if (hasZodFastifySchemaValidationErrors(error)) return error.validationContext === 'params' ? { what: 'unknown', status: 404 } : { what: 'malformed', status: 400 };
  switch (statusOf(error)) {
    case 429: return { what: 'tooMany', status: 429 };
    case 413: return { what: 'tooLarge', status: 413 };
    case 400: case 406: case 415: return { what: 'malformed', status: 400 };
    default: return { what: 'broken', status: 500, id: request.id };
  }
}

function statusOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
}
