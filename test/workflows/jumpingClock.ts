// Bundled with the workflows by a test: the server’s clock, as workflows see it, is put forward and back at these real times.
import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** Replaced in the bundle by `[[real milliseconds, how far it is off from then on], ...]`. */
const JUMPS = '@@JUMPS@@';

export const interceptors: WorkflowInterceptorsFactory = () => ({
  internals: [{
    activate: (input, next) => {
      const seen: unknown = Reflect.get(globalThis, '__TEMPORAL_ACTIVATOR__');
      const { seconds, nanos } = input.activation.timestamp ?? {};
      const real = Number(seconds ?? 0) * 1000 + Math.floor((nanos ?? 0) / 1_000_000);
      const jumps: readonly (readonly [number, number])[] = JSON.parse(JUMPS) as never;
      const off = jumps.findLast(([from]) => from <= real)?.[1] ?? 0;
      if (typeof seen === 'object' && seen !== null && real > 0) Reflect.set(seen, 'now', real + off);
      next(input);
    },
  }],
});
