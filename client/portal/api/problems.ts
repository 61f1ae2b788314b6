import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { FileRefused } from '../../../activities/store/files.ts';
import { StoreError } from '../../../activities/store/errors.ts';
import { TemporalUnavailable } from '../../../config/connection.ts';
import { Refused } from '../../refused.ts';
import type { App, PortalDeps } from '../deps.ts';
import { Denied } from '../guard.ts';
import { errorLine } from '../requestLog.ts';

/** RFC 9457: what went wrong, `title` for programs and logs, `detail` for the person whose program it is. */
export const Problem = z.object({
  type: z.literal('about:blank'), title: z.string(), status: z.int(), detail: z.string(),
  /** Of the request: the portal's log has it too. */
  instance: z.string(),
  errors: z.array(z.object({ field: z.string(), detail: z.string() })).exactOptional(),
}).meta({ id: 'Problem', description: '出了什么问题，怎么办（RFC 9457）' });
type Problem = z.infer<typeof Problem>;
type Told = Pick<Problem, 'status' | 'detail' | 'errors'>;

const MEANINGS = {
  400: '请求不完整，或不是所述的形状', 401: '没有令牌，或令牌无效、已过期、已停用', 404: '没有这个单位、事项、版本或文件，或不属于本令牌的单位',
  405: '此地址没有这种方法', 409: '按活动的现状或规则不能办理', 413: '内容过大', 415: '不接收这种内容类型',
  422: '形状对，但内容不成立', 429: '请求过多，请按 Retry-After 等待', 503: '暂时不能办理，请稍后重试',
} as const;

/** The problems that any route with a token may answer with. */
export const PROBLEMS = Object.fromEntries(Object.entries(MEANINGS).filter(([status]) => status !== '405').map(([status, description]) => (
  [status, { description, content: { 'application/problem+json': { schema: Problem } } }])));

/** What was sent has the right shape and cannot be meant so. */
export class Unprocessable extends Error {
  override readonly name = 'Unprocessable';
  readonly errors: NonNullable<Problem['errors']>;

  constructor(detail: string, errors: NonNullable<Problem['errors']>) {
    super(detail);
    this.errors = errors;
  }
}

/** Another kind of body than the operation takes: other parsers of the portal must not read it. */
class OtherType extends Error {
  override readonly name = 'OtherType';
  readonly statusCode = 415;
}

/** Every error of the API is a problem document. */
export function handleProblems(api: App, deps: PortalDeps, methodsAt: (path: string) => readonly string[]): void {
  api.setErrorHandler((error, request, reply) => {
    const told = toldOf(error, request);
    if (told.status >= 500) deps.log(errorLine(request.id, error));
    if (told.status === 503) reply.header('retry-after', '30');
    if (told.status === 401) reply.header('www-authenticate', 'Bearer realm="campaign"');
    return sendProblem(reply, request, told);
  });
  const notFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const methods = methodsAt(request.url.split('?')[0] ?? '');
    if (methods.length === 0) return sendProblem(reply, request, { status: 404, detail: '没有这个地址。接口说明见 /api/v1/openapi.json。' });
    return sendProblem(reply.header('allow', methods.join(', ')), request, { status: 405, detail: `此地址只接受 ${methods.join('、')}。` });
  };
  // Said before a body is looked at: whatever it is, there is nobody to read it.
  api.addHook('onRequest', async (request, reply) => { if (request.is404) await notFound(request, reply); });
  api.setNotFoundHandler(notFound);
  api.addHook('preParsing', ({ method, is404, headers, routeOptions: { schema } }, _reply, _payload, done) => {
    const [wanted = 'application/json'] = schema?.consumes ?? [];
    const isOther = method === 'POST' && !is404 && headers['content-type']?.split(';')[0]?.trim().toLowerCase() !== wanted;
    done(isOther ? new OtherType() : null);
  });
}

function sendProblem(reply: FastifyReply, { id: instance }: FastifyRequest, { status, detail, errors }: Told): FastifyReply {
  const problem: Problem = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, instance, ...(errors === undefined ? {} : { errors }) };
  return reply.code(status).header('cache-control', 'no-store').type('application/problem+json').send(problem);
}

function toldOf(error: unknown, request: FastifyRequest): Told {
  if (error instanceof Denied) return error.verdict === 'unknown' ? unknown : { status: 401, detail: '没有有效的令牌。请在 Authorization 头中写 Bearer 和组织方发放的令牌；令牌可能已过期或停用。' };
  if (error instanceof Refused) return { status: 409, detail: error.message };
  if (error instanceof Unprocessable) return { status: 422, detail: error.message, errors: error.errors };
  if (error instanceof FileRefused) return { status: error.refusal === 'too-large' ? 413 : 422, detail: error.message };
  if (error instanceof TemporalUnavailable || error instanceof StoreError) return { status: 503, detail: '系统正在维护或正忙。请稍后用同一个 Idempotency-Key 重试，不会重复受理。' };
  if (hasZodFastifySchemaValidationErrors(error)) return malformed(error);
  switch (statusOf(error)) {
    case 400: return { status: 400, detail: '请求内容不是完整的 JSON。请核对后重试。' };
    case 413: return { status: 413, detail: '内容超过上限。请精简，长文请作为文件上传。' };
    case 415: return { status: 415, detail: '请用 Content-Type: application/json；上传文件用 application/octet-stream。' };
    case 429: return { status: 429, detail: '短时间内的请求过多。请按 Retry-After 等待后重试。' };
    default: return { status: 500, detail: `系统出了问题，请求没有完成。请稍后重试；如仍不行，请告知组织方编号 ${request.id}。` };
  }
}

const unknown: Told = { status: 404, detail: '没有这个单位、事项、版本或文件，或不属于本令牌的单位。' };

/** Values that JSON Schema cannot tell (a day that does not exist) are 422; what it can is 400. */
function malformed({ validation, validationContext }: { readonly validation: readonly { readonly instancePath: string; readonly keyword: string; readonly message?: string }[]; readonly validationContext?: string }): Told {
  if (validationContext === 'params') return unknown;
  const errors = validation.map(({ instancePath, message = '' }) => ({ field: instancePath.slice(1).replaceAll('/', '.'), detail: message }));
  const isValue = validationContext === 'body' && validation.every(({ keyword }) => ['invalid_format', 'too_small', 'custom', 'invalid_key'].includes(keyword));
  return isValue ? { status: 422, detail: '有内容不成立，见 errors。', errors } : { status: 400, detail: '请求与接口说明（/api/v1/openapi.json）不符，见 errors。', errors };
}

function statusOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
}
