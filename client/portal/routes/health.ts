import { z } from 'zod';
import type { App, PortalDeps } from '../deps.ts';
import { SCRIPT, SCRIPT_PATH } from '../script.ts';
import { STYLE, STYLE_PATH } from '../stylesheet.ts';

const answer = { 200: z.object({ ok: z.boolean() }), 503: z.object({ ok: z.boolean() }) };

/** For those who watch processes; the stylesheet and the script. */
export function addHealthRoutes(app: App, { ready }: PortalDeps): void {
  app.get('/healthz', { config: { access: 'open' }, schema: { response: answer } }, () => ({ ok: true }));
  app.get('/readyz', { config: { access: 'open' }, schema: { response: answer } }, async (_, reply) => {
    try {
      await ready();
      return { ok: true };
    } catch {
      return await reply.code(503).send({ ok: false });
    }
  });
  for (const [path, type, text] of [[STYLE_PATH, 'text/css', STYLE], [SCRIPT_PATH, 'text/javascript', SCRIPT]] as const) {
    app.get(path, { config: { access: 'open' }, schema: {} }, (_, reply) => (
      reply.type(`${type}; charset=utf-8`).header('cache-control', 'public, max-age=31536000, immutable').send(text)));
  }
}
