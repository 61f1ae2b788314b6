import type { FastifyRequest } from 'fastify';
import type { UnitView } from '../../units.ts';
import type { App, PortalDeps } from '../deps.ts';
import { Denied } from '../guard.ts';

/** Who a request with a token speaks for. */
export interface Bearer { readonly campaign: string; readonly unit: string; readonly last: string }

/** Looks at every request of the API before its body is read. No cookie counts here, so no other site can send one in somebody's name. */
export function guardTokens(api: App, { campaigns }: PortalDeps): void {
  api.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (request.routeOptions.config.access !== 'token' || request.is404) return;
    const [, token] = /^Bearer +([^\s]+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const bearer = token === undefined ? undefined : await campaigns.bearer(token);
    if (bearer === undefined) throw new Denied('signIn');
    request.bearer = bearer;
    const { params } = request;
    if (typeof params === 'object' && params !== null && 'unit' in params && params.unit !== bearer.unit) throw new Denied('unknown');
  });
  api.addHook('preHandler', async (request) => {
    if (request.bearer !== undefined) request.view = await campaigns.unit(request.bearer.campaign, { unit: request.bearer.unit });
  });
}

/** The token's scope and the unit's own view: the hooks have looked. */
export function bearerOf({ bearer, view }: FastifyRequest): { readonly bearer: Bearer; readonly view: UnitView } {
  if (bearer === undefined || view === undefined) throw new Denied('signIn');
  return { bearer, view };
}
