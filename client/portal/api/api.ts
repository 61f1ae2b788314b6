import swagger from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { App, PortalDeps } from '../deps.ts';
import { guardTokens } from './bearer.ts';
import { handleProblems } from './problems.ts';
import { addReportCalls } from './reports.ts';
import { addTaskCalls } from './tasks.ts';

export const API = '/api/v1';

/** The HTTP API: for units whose own program reports. It has its own errors and body types; pages know nothing of it. */
export async function addApi(app: App, deps: PortalDeps): Promise<void> {
  app.decorateRequest('bearer', undefined);
  await app.register(async (scope) => {
    const api: App = scope.withTypeProvider();
    const routes: { readonly method: string; readonly path: RegExp }[] = [];
    api.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) routes.push({ method: each, path: new RegExp(`^${url.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`) });
    });
    await api.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: { title: '“质量月”活动材料报送接口', version: '1', description: '单位的信息系统凭组织方发放的令牌报送。本系统为非涉密系统，请勿报送涉密内容。说明见 docs/api.md。' },
        servers: [{ url: deps.url }],
        components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', description: '组织方发放的令牌（npx campaign token）' } } },
      },
      transform: jsonSchemaTransform, transformObject: jsonSchemaTransformObject,
    });
    api.addContentTypeParser('application/octet-stream', (_request, payload, done) => { done(null, payload); });
    guardTokens(api, deps);
    handleProblems(api, deps, (path) => routes.filter((route) => route.path.test(path)).map(({ method }) => method));
    let description: string | undefined;
    api.get('/openapi.json', { config: { access: 'open' }, schema: { hide: true } }, (_, reply) => {
      // Shapes of answers are described as requests too (…Input), which nothing refers to.
      description ??= JSON.stringify(api.swagger(), (key, value: unknown) => (key.endsWith('Input') ? undefined : value));
      return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(description);
    });
    addTaskCalls(api, deps);
    addReportCalls(api, deps);
  }, { prefix: API });
}
