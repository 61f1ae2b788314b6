import { runRehearse } from '../../rehearsal/rehearse.ts';
import { rehearsalPortal } from '../rehearsalPortal.ts';
import type { RehearseOptions } from './processes.ts';

/** Rehearses a definition and says the exit code. */
export function rehearse(definition: string, options: RehearseOptions): Promise<number> {
  return runRehearse({ definition, portal: rehearsalPortal, ...options });
}
