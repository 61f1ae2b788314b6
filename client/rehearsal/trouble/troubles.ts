import { mailAway, workerAway } from './outages.ts';
import { exemptedParticipant, halfSilentProvince, suspendedLine } from './parts.ts';
import type { Trouble } from './trouble.ts';

/** The bad month of `rehearse --trouble`. A new trouble is one more of these. */
export const TROUBLES: readonly Trouble[] = [mailAway, workerAway, suspendedLine, halfSilentProvince, exemptedParticipant];
