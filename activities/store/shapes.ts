import { z } from 'zod';
import type { Level, Role } from '../../campaign/line/letter.ts';
import { type Instant, isInstant } from '../../campaign/time/instant.ts';

/** The words of the rules, where they come in from outside. */
export const instant = z.custom<Instant>((value) => typeof value === 'string' && isInstant(value), { error: 'not an instant' });
export const level = z.enum(['blue', 'yellow', 'red']) satisfies z.ZodType<Level>;
export const role = z.enum(['contact', 'superior', 'office', 'head']) satisfies z.ZodType<Role>;
