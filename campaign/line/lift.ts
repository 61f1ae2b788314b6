/** What makes of one version's form the next one's. */
export type Step<T> = (older: T) => T;

/**
 * What an older build carried on, in this build's form: `steps[0]` lifts version 1 to 2, and so on; the last one leads to the present
 * version. Throws for a version it does not know: read wrongly it would send wrongly. Thrown inside a workflow the sentence stands in its
 * history (WorkflowTaskFailed), nothing else happens, and a worker that knows the version goes on from there.
 */
export function lift<T>(what: string, version: number, steps: readonly Step<T>[], carried: T): T {
  const present = steps.length + 1;
  if (!Number.isInteger(version) || version < 1 || version > present) {
    const remedy = version > present ? 'start the newer worker, nothing is lost meanwhile' : 'run the worker of that build until its workflows have closed';
    const unknown = new RangeError(`${what} of version ${String(version)} is not known here (1 to ${String(present)}); ${remedy}`);
    unknown.stack = ''; // it would write this installation's paths into the history
    throw unknown;
  }
  return steps.slice(version - 1).reduce((older, step) => step(older), carried);
}
