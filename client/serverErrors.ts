import {
  QueryNotRegisteredError, ServiceError, WorkflowNotFoundError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError,
  isGrpcDeadlineError, isGrpcServiceError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { TemporalUnavailable } from '../config/connection.ts';
import { MALFORMED, REFUSED } from '../workflows/contract.ts';
import { type Given, Refused, withValues } from './refused.ts';

/** The server's own failure of an update whose run ended first. */
const CUT_OFF = 'AcceptedUpdateCompletedWorkflow';

/** gRPC codes as the server uses them. */
const PERMISSION_DENIED = 7;
const RESOURCE_EXHAUSTED = 8;
const UNAVAILABLE = 14;
const UNAUTHENTICATED = 16;

/** Whether a workflow is not there, or not there any more. */
export function isGone(error: unknown): boolean {
  return error instanceof WorkflowNotFoundError;
}

/** Whether an update was taken by a run that ended before it answered: continued as new, or closed. Asking again under the same id tells. */
export function wasCutOff(error: unknown): boolean {
  return error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure && error.cause.type === CUT_OFF;
}

/** The error to show instead of the SDK's: a sentence for the person where there is one, anything else as it is. */
export function explained(error: unknown, given: Given = {}): unknown {
  if (error instanceof WorkflowUpdateFailedError) return ofUpdate(error.cause, given) ?? error;
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcDeadlineError(error)) {
    return new TemporalUnavailable(
      '服务没有及时答复：可能没有工作进程在运行，或正忙。\n  办法：确认 npx campaign up（或 worker）在运行；命令可能已经受理，请先用 status 查看，再决定是否重试。',
      { cause: error },
    );
  }
  if (error instanceof QueryNotRegisteredError) {
    return new TemporalUnavailable('工作进程不认识这个查询，多半是版本较旧。\n  办法：用同一版本重新启动工作进程（npx campaign up 或 worker）。', { cause: error });
  }
  return ofCode(codeOf(error), error);
}

function ofUpdate(cause: Error | undefined, given: Given): Error | undefined {
  if (!(cause instanceof ApplicationFailure)) return cause;
  if (cause.type === CUT_OFF) {
    return new TemporalUnavailable('命令送达时工作流正在换接运行，多次重试仍未得到答复。\n  办法：先用 status 查看是否已经受理，再决定是否重试。', { cause });
  }
  if (cause.type === REFUSED || cause.type === MALFORMED) return new Refused(withValues(cause.message, given), { cause });
  return cause.type === 'Unexpected' ? new Refused(cause.message, { cause }) : cause;
}

function ofCode(code: number | undefined, error: unknown): unknown {
  switch (code) {
    case UNAVAILABLE:
      return new TemporalUnavailable('与 Temporal 服务的连接中断。\n  办法：确认服务在运行（内置服务由 npx campaign up 启动），然后重试。', { cause: error });
    case RESOURCE_EXHAUSTED:
      return new TemporalUnavailable('Temporal 服务繁忙，多次重试后仍未受理。\n  办法：稍后重试；如经常出现，请管理员检查命名空间的限额。', { cause: error });
    case PERMISSION_DENIED:
    case UNAUTHENTICATED:
      return new TemporalUnavailable('Temporal 服务拒绝了访问：身份或权限不对。\n  办法：核对 TEMPORAL_API_KEY、证书与 TEMPORAL_NAMESPACE。', { cause: error });
    default:
      return error;
  }
}

function codeOf(error: unknown): number | undefined {
  if (isGrpcServiceError(error)) return error.code;
  return error instanceof ServiceError && isGrpcServiceError(error.cause) ? error.cause.code : undefined;
}
