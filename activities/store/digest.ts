import { z } from 'zod';

/** Lower-case hexadecimal sha256. */
export const DIGEST = /^[0-9a-f]{64}$/;

export const digest = z.string().regex(DIGEST);
