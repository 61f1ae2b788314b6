import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, ActivityInterceptors, Next } from '@temporalio/worker';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { OtherRules } from '../campaign/line/plan.ts';

/**
 * Turns every error of an activity into a fixed type and message: an SMTP or file error names people and paths, and would
 * stand in the history for ever. The error itself goes to the machine's log. That a worker is too old says the history too.
 */
export function quietErrors(log: (activity: string, error: unknown) => void): (context: { info: { activityType: string } }) => ActivityInterceptors {
  return ({ info }) => {
    const inbound: ActivityInboundCallsInterceptor = {
      execute: async (input: ActivityExecuteInput, next: Next<ActivityInboundCallsInterceptor, 'execute'>) => {
        try {
          return await next(input);
        } catch (error) {
          if (error instanceof CancelledFailure) throw error;
          log(info.activityType, error);
          const quiet = ApplicationFailure.create({
            type: 'ActivityFailed', nonRetryable: false,
            message: error instanceof OtherRules ? error.message : `${info.activityType} failed; see the worker's log`,
          });
          quiet.stack = ''; // it would write this installation's paths into the history
          throw quiet;
        }
      },
    };
    return { inbound };
  };
}
