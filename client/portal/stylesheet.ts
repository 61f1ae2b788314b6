import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The one stylesheet, under a name that changes with it: browsers may keep it. */
export const STYLE = readFileSync(new URL('style.css', import.meta.url), 'utf8');
export const STYLE_PATH = `/style.${createHash('sha256').update(STYLE).digest('hex').slice(0, 12)}.css`;
