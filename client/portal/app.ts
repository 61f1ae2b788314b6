import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, { type RouteOptions } from 'fastify';
import { type ZodTypeProvider, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { addApi } from './api/api.ts';
import type { App, PortalDeps } from './deps.ts';
import { handleErrors } from './errors.ts';
import { guard } from './guard.ts';
import { headers } from './headers.ts';
import { keepLog } from './requestLog.ts';
import { addConcernRoutes } from './routes/concerns.ts';
import { addDelegateRoutes } from './routes/delegate.ts';
import { addHealthRoutes } from './routes/health.ts';
import { addLinkRoutes } from './routes/links.ts';
import { addPictureRoutes } from './routes/pictures.ts';
import { addReportRoutes } from './routes/report.ts';
import { addOfficeRoutes } from './routes/organiser/office.ts';
import { addDashboardRoutes } from './routes/organiser/dashboard.ts';
import { addQueueRoutes } from './routes/organiser/review.ts';
import { addLeadRoutes } from './routes/lead.ts';
import { addReviewRoutes } from './routes/review.ts';
import { addOrganiserUnitRoutes } from './routes/organiser/unit.ts';
import { addPeopleRoutes } from './routes/organiser/people.ts';
import { addSignInRoutes } from './routes/signIn.ts';
import { addTaskRoutes } from './routes/task.ts';
import { addUnitRoutes } from './routes/unit.ts';
import { addUploadRoutes } from './routes/uploads.ts';
import { addVersionRoutes } from './routes/version.ts';
import { MAX_FILE_BYTES } from './upload.ts';

/** Forms without files. */
const FORM_BYTES = 128 * 1024;
/** Nobody who reads and writes needs more; a machine that tries tokens does. Per address and minute. */
const REQUESTS = 300;

/** The portal without a port: what is asked comes in, pages go out. `routes` hears of every route, for a test that wants to know them all. */
export async function createApp(deps: PortalDeps, routes: (route: RouteOptions) => void = () => undefined): Promise<App> {
  const app = fastify({
    logger: false, genReqId: () => randomBytes(5).toString('hex'), bodyLimit: FORM_BYTES, trustProxy: deps.proxies === undefined ? false : [...deps.proxies],
    // Names that would reach an object's prototype are dropped, not refused: what is left is read by its schema.
    onProtoPoisoning: 'remove', onConstructorPoisoning: 'remove',
    forceCloseConnections: 'idle', routerOptions: { maxParamLength: 1_000 },
    // A video over a slow line takes its time; headers do not.
    requestTimeout: 3_600_000, keepAliveTimeout: 10_000,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.addHook('onRoute', (route) => {
    if (route.config?.access === undefined || route.schema === undefined) throw new Error(`route without access or schema: ${route.url}`);
    routes(route);
  });
  keepLog(app, deps);
  await app.register(cookie);
  await app.register(helmet, headers(deps));
  await app.register(rateLimit, { max: deps.requests ?? REQUESTS, timeWindow: '1 minute', errorResponseBuilder: (_, { ttl }) => Object.assign(new Error('rate'), { statusCode: 429, ttl }) });
  await app.register(formbody, { bodyLimit: FORM_BYTES });
  await app.register(multipart, { limits: { fileSize: MAX_FILE_BYTES + 1, files: 40, fields: 1_500, fieldSize: 1024 ** 2, parts: 1_600 }, throwFileSizeLimit: false });
  guard(app, deps);
  handleErrors(app, deps);
  for (const add of [
    addHealthRoutes, addLinkRoutes, addUnitRoutes, addDelegateRoutes, addTaskRoutes, addReportRoutes, addUploadRoutes, addVersionRoutes, addPictureRoutes,
    addConcernRoutes, addDashboardRoutes, addOrganiserUnitRoutes, addQueueRoutes, addReviewRoutes, addLeadRoutes, addOfficeRoutes, addPeopleRoutes, addSignInRoutes,
  ]) add(app, deps);
  await addApi(app, deps);
  return app;
}
