import { amendedPlan } from './amended.ts';
import { threeConcerns } from './complaints.ts';
import { exemptedParticipant, halfSilentProvince, suspendedLine } from './parts.ts';
import { purgedFile } from './purge.ts';
import type { Trouble } from './trouble.ts';

/** What people do and leave undone in the bad month of `rehearse --trouble`; a new trouble is one more of these. What is away says outages.ts. */
export const TROUBLES: readonly Trouble[] = [suspendedLine, exemptedParticipant, halfSilentProvince, amendedPlan, purgedFile, threeConcerns];
