import type { App, PortalDeps } from './deps.ts';

/**
 * One line of JSON for each request: which route, not which address (tokens stand in those), which role, not who. No address of a
 * client, no names, no texts.
 */
export function keepLog(app: App, { log }: PortalDeps): void {
  app.addHook('onResponse', async (request, reply) => {
    const { session, bearer } = request;
    log(JSON.stringify({
      at: new Date().toISOString(), id: request.id, method: request.method, route: request.routeOptions.url ?? '(none)', status: reply.statusCode,
      ms: Math.round(reply.elapsedTime), ...(session === undefined ? {} : { campaign: session.campaign, unit: session.unit, role: session.role, link: session.link }),
      ...(bearer === undefined ? {} : { campaign: bearer.campaign, unit: bearer.unit, token: bearer.last }),
    }));
  });
}

/** An error as the log may have it: its kind and place; its message may quote what a person wrote. */
export function errorLine(id: string, error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  const places = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 8).map((line) => line.trim()) : [];
  return JSON.stringify({ at: new Date().toISOString(), id, error: name, places });
}
