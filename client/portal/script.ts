import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const own = (name: string) => new URL(`script/${name}.js`, import.meta.url);
const library = createRequire(import.meta.url).resolve('tus-js-client/dist/tus.min.js'); // MIT

/** The one script: the library for uploads, ours after it; under a name that changes with it: browsers may keep it. */
export const SCRIPT = [library, own('draft'), own('uploads')].map((file) => readFileSync(file, 'utf8').replace(/\/\/# sourceMappingURL=.*/, '')).join('\n');
export const SCRIPT_PATH = `/script.${createHash('sha256').update(SCRIPT).digest('hex').slice(0, 12)}.js`;

/** For pages that have it: script of ours, talking to us. All others allow none. */
export const SCRIPT_SOURCES = { 'script-src': ["'self'"], 'connect-src': ["'self'"] };
