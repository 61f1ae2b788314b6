import { signLink } from '../../../activities/links/link.ts';
import { beginSession, sealSession } from '../../../client/portal/session.ts';
import { readLink } from '../../../activities/links/link.ts';
import { SCRIPT_PATH } from '../../../client/portal/script.ts';
import { STYLE_PATH } from '../../../client/portal/stylesheet.ts';
import { Browser } from './browser.ts';
import type { PortalWorld } from './portalWorld.ts';

type Answer = 'yes' | 'signIn' | 'forbidden' | 'unknown';
type Who = 'nobody' | 'contact' | 'superior' | 'office' | 'head' | 'neighbour';
type Row = Readonly<Record<Who, Answer>>;

/** Whose session, and whose pages are asked for: `neighbour` is a contact who tries those of another unit. */
export const WHO: Readonly<Record<string, { readonly session?: { readonly role: 'contact' | 'superior' | 'office' | 'head'; readonly mail: string }; readonly unit: string }>> = {
  nobody: { unit: 'samr' },
  contact: { session: { role: 'contact', mail: 'zf@samr.test' }, unit: 'samr' },
  superior: { session: { role: 'superior', mail: 'zf-leader@samr.test' }, unit: 'samr' },
  office: { session: { role: 'office', mail: 'office@samr.test' }, unit: 'samr' },
  head: { session: { role: 'head', mail: 'head@samr.test' }, unit: 'samr' },
  neighbour: { session: { role: 'contact', mail: 'zf@samr.test' }, unit: 'mot' },
};

const open: Row = { nobody: 'yes', contact: 'yes', superior: 'yes', office: 'yes', head: 'yes', neighbour: 'yes' };
const look: Row = { nobody: 'signIn', contact: 'yes', superior: 'yes', office: 'forbidden', head: 'forbidden', neighbour: 'unknown' };
const act: Row = { ...look, superior: 'forbidden' };

/** Every route x who: the whole of what the portal allows. A new route needs a new row. */
export const ACCESS: Readonly<Record<string, Row>> = {
  'GET /healthz': open,
  'GET /readyz': open,
  'GET /style.css': open,
  'GET /script.js': open,
  'GET /': open,
  // These need a token, and say 404 without one.
  'GET /l/:token': { nobody: 'unknown', contact: 'unknown', superior: 'unknown', office: 'unknown', head: 'unknown', neighbour: 'unknown' },
  'POST /enter': open,
  'GET /new-link': open,
  'POST /new-link': open,
  'POST /leave': { ...look, office: 'forbidden', head: 'forbidden', neighbour: 'yes' },
  'GET /units/:unit': look,
  'POST /units/:unit/acknowledge': act,
  'GET /units/:unit/delegate': act,
  'POST /units/:unit/delegate': act,
  'GET /units/:unit/tasks/:task': look,
  'POST /units/:unit/tasks/:task/withdraw': act,
  'GET /units/:unit/tasks/:task/extension': act,
  'POST /units/:unit/tasks/:task/extension': act,
  'GET /units/:unit/tasks/:task/report': act,
  'POST /units/:unit/tasks/:task/report': act,
  'GET /units/:unit/tasks/:task/thumbnail': act,
  'POST /units/:unit/tasks/:task/uploads': act,
  'PATCH /units/:unit/tasks/:task/uploads/:upload': act,
  'DELETE /units/:unit/tasks/:task/uploads/:upload': act,
  // There is no upload of that name.
  'POST /units/:unit/tasks/:task/uploads/:upload/finish': { ...act, contact: 'unknown' },
  'GET /units/:unit/tasks/:task/versions/:version': look,
  'GET /units/:unit/tasks/:task/versions/:version/files/:file': look,
  'GET /units/:unit/tasks/:task/versions/:version/files/:file/thumbnail': look,
  'GET /units/:unit/tasks/:task/versions/:version/files/:file/picture': look,
};

/** The names of stylesheet and script change with them. */
const NAMED: Readonly<Record<string, string>> = { '/style.css': STYLE_PATH, '/script.js': SCRIPT_PATH };
export const nameOf = (url: string): string => Object.keys(NAMED).find((name) => NAMED[name] === url) ?? url;

/** A route's address for a unit; what it names exists. */
export function addressOf(pattern: string, unit: string): string {
  const named = NAMED[pattern];
  if (named !== undefined) return named;
  return pattern.replace(':unit', unit).replace(':task', 'summary').replace(':version', '1').replace(':file', '1').replace(':token', 'x').replace(':upload', '0'.repeat(32));
}

/** A browser with that session, or none; made as the portal makes it. */
export function asWho({ app, keys, world }: PortalWorld, who: string): Promise<Browser> {
  const browser = new Browser(app);
  const { session } = WHO[who]!;
  if (session !== undefined) {
    const read = readLink(keys, signLink(keys, { campaign: world.campaign, unit: 'samr', role: session.role }, session.mail, Date.now()), Date.now());
    if (read.is !== 'invalid') browser.cookies.set('__Host-session', sealSession(keys, beginSession(read.link, Date.now())));
  }
  return Promise.resolve(browser);
}
