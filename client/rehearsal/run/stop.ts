/** The exit code after Ctrl-C, as shells have it. */
export const INTERRUPTED = 130;

interface Stop {
  readonly signal: AbortSignal;
  /** Gives the signals back. */
  release(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Aborts at the first Ctrl-C or other signal to stop; at the second the process ends at once, and what it owns with it. */
export function stopOnSignal(): Stop {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort(new Error('stopped by a signal'));
  };
  for (const name of SIGNALS) process.on(name, stop);
  return {
    signal: controller.signal,
    release: () => { for (const name of SIGNALS) process.off(name, stop); },
  };
}
