import { type PortalRole, readLink, signLink } from '../../../activities/links/link.ts';
import { beginSession, sealSession } from '../../../client/portal/session.ts';
import { SCRIPT_PATH } from '../../../client/portal/script.ts';
import { STYLE_PATH } from '../../../client/portal/stylesheet.ts';
import { participantOf } from '../../../campaign/line/plan.ts';
import { Browser } from './browser.ts';
import type { PortalWorld } from './portalWorld.ts';

type Answer = 'yes' | 'signIn' | 'forbidden' | 'unknown';
type Who = 'nobody' | 'contact' | 'superior' | 'lead' | 'office' | 'head' | 'reviewer' | 'auditor' | 'neighbour';
type Row = Readonly<Record<Who, Answer>>;

/** Whose session, and whose pages are asked for: `neighbour` is a contact who tries those of another unit. */
export const WHO: Readonly<Record<Who, { readonly session?: { readonly role: PortalRole; readonly mail: string; readonly of: string }; readonly unit: string }>> = {
  nobody: { unit: 'samr' },
  contact: { session: { role: 'contact', mail: 'zf@samr.test', of: 'samr' }, unit: 'samr' },
  superior: { session: { role: 'superior', mail: 'zf-leader@samr.test', of: 'samr' }, unit: 'samr' },
  // Of a participant with units, to whom it was delegated, at a page of one of them.
  lead: { session: { role: 'contact', mail: 'lisi@regions.test', of: 'sd' }, unit: 'sd.jinan' },
  office: { session: { role: 'office', mail: 'office@samr.test', of: 'organiser' }, unit: 'samr' },
  head: { session: { role: 'head', mail: 'head@samr.test', of: 'organiser' }, unit: 'samr' },
  reviewer: { session: { role: 'reviewer', mail: 'reviewer@samr.test', of: 'organiser' }, unit: 'samr' },
  auditor: { session: { role: 'auditor', mail: 'auditor@samr.test', of: 'organiser' }, unit: 'samr' },
  neighbour: { session: { role: 'contact', mail: 'zf@samr.test', of: 'samr' }, unit: 'mot' },
};

const all = (answer: Answer): Row => ({ nobody: answer, contact: answer, superior: answer, lead: answer, office: answer, head: answer, reviewer: answer, auditor: answer, neighbour: answer });
const open = all('yes');
/** Pages of a unit: its own people look, its contact acts; for nobody else there are such pages. */
const look: Row = { ...all('unknown'), nobody: 'signIn', contact: 'yes', superior: 'yes' };
const act: Row = { ...look, superior: 'forbidden' };
/** Pages of the organiser: its people look. */
const organiser: Row = { ...all('forbidden'), nobody: 'signIn', office: 'yes', head: 'yes', reviewer: 'yes', auditor: 'yes' };
/** A report with its reviewer: the organiser's people, and the participant of the unit. Who only looks may not answer. */
const reviewed: Row = { ...all('unknown'), nobody: 'signIn', superior: 'forbidden', lead: 'yes', office: 'yes', head: 'yes', reviewer: 'yes', auditor: 'yes' };
const review: Row = { ...reviewed, head: 'unknown', auditor: 'unknown' };
const remove: Row = { ...all('unknown'), nobody: 'signIn', contact: 'forbidden', superior: 'forbidden', office: 'yes' };
/** Pages of a participant's contact about the units below it; who has none has no such pages. */
const lead: Row = { ...all('unknown'), nobody: 'signIn', superior: 'forbidden', lead: 'yes' };

/** Pages of the organiser about one unit: to who is not of its people, another's unit does not exist. */
const ofAny: Row = { ...organiser, lead: 'unknown', neighbour: 'unknown' };
/** What the office alone does. */
const office: Row = { ...organiser, head: 'forbidden', reviewer: 'forbidden', auditor: 'forbidden' };
/** The same where a unit is named: for others there is nothing, for its own people nothing to be done. */
const officeOfUnit: Row = { ...all('unknown'), nobody: 'signIn', office: 'yes', contact: 'forbidden', superior: 'forbidden' };

/** Every route x who: the whole of what the portal allows. A new route needs a new row. */
export const ACCESS: Readonly<Record<string, Row>> = {
  'GET /healthz': open,
  'GET /readyz': open,
  'GET /style.css': open,
  'GET /script.js': open,
  'GET /': open,
  // These need a token, and say 404 without one.
  'GET /l/:token': all('unknown'),
  'POST /enter': open,
  'GET /new-link': open,
  'POST /new-link': open,
  'POST /leave': { ...all('yes'), nobody: 'signIn' },
  'GET /concerns': open,
  'GET /concerns/:campaign': open,
  'POST /concerns/:campaign': open,
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
  'GET /organiser': organiser,
  'GET /organiser/extensions': organiser,
  // These name a unit in their form.
  'POST /organiser/extensions': { ...office, office: 'unknown' },
  'GET /organiser/releases': organiser,
  'POST /organiser/releases': { ...office, office: 'unknown' },
  'GET /organiser/units/:unit/act': officeOfUnit,
  'GET /organiser/units/:unit/act/:deed': officeOfUnit,
  'POST /organiser/units/:unit/act/:deed': officeOfUnit,
  'GET /organiser/cases': organiser,
  'POST /organiser/cases': office,
  'GET /organiser/concerns': organiser,
  'POST /organiser/concerns': office,
  'GET /organiser/summary': organiser,
  'POST /organiser/summary': office,
  'GET /organiser/summary/draft.md': organiser,
  'GET /organiser/plan': office,
  'POST /organiser/plan': office,
  'GET /organiser/start': office,
  'POST /organiser/start': office,
  'GET /organiser/notice': office,
  'POST /organiser/notice': office,
  'GET /organiser/letters': organiser,
  'POST /organiser/letters': office,
  // These name a letter; there is none of that name.
  'GET /organiser/letters/:letter': { ...organiser, office: 'unknown', head: 'unknown', reviewer: 'unknown', auditor: 'unknown' },
  'POST /organiser/letters/:letter': { ...office, office: 'unknown' },
  'GET /organiser/letters/:letter/mail': { ...organiser, office: 'unknown', head: 'unknown', reviewer: 'unknown', auditor: 'unknown' },
  'GET /organiser/review': organiser,
  'GET /review/:unit/:task': reviewed,
  'POST /review/:unit/:task': review,
  'GET /review/:unit/:task/versions/:version/files/:file': reviewed,
  'GET /review/:unit/:task/versions/:version/files/:file/thumbnail': reviewed,
  'GET /review/:unit/:task/versions/:version/files/:file/picture': reviewed,
  'POST /review/:unit/:task/quarantine': remove,
  'GET /lead/:unit': lead,
  'GET /lead/:unit/rollup/:task': lead,
  'POST /lead/:unit/rollup/:task': lead,
  'POST /lead/units/:unit/tasks/:task/extension': lead,
  'POST /lead/units/:unit/tasks/:task/remind': lead,
  'GET /organiser/units/:unit': ofAny,
  // A letter that nobody sent is unknown to everybody.
  'GET /organiser/units/:unit/letters/:letter': { ...ofAny, office: 'unknown', head: 'unknown', reviewer: 'unknown', auditor: 'unknown' },
  'GET /organiser/people': office,
  'POST /organiser/people': office,
  'POST /organiser/people/drop': office,
};

/** The names of stylesheet and script change with them. */
const NAMED: Readonly<Record<string, string>> = { '/style.css': STYLE_PATH, '/script.js': SCRIPT_PATH };
export const nameOf = (url: string): string => Object.keys(NAMED).find((name) => NAMED[name] === url) ?? url;

/** A route's address for a unit; what it names exists. */
export function addressOf(pattern: string, unit: string, campaign: string): string {
  const named = NAMED[pattern];
  if (named !== undefined) return named;
  return pattern.replace('/lead/:unit', `/lead/${participantOf(unit)}`).replace(':campaign', campaign).replace(':unit', unit).replace(':task', 'summary').replace(':version', '1').replace(':file', '1').replace(':token', 'x')
    .replace(':upload', '0'.repeat(32)).replace(':deed', 'revoke').replace(':letter', pattern.startsWith('/organiser/letters') ? '0101-mot' : '0'.repeat(32));
}

/** Everybody the table speaks of. */
export const EVERYBODY: readonly Who[] = ['nobody', 'contact', 'superior', 'lead', 'office', 'head', 'reviewer', 'auditor', 'neighbour'];

/** A browser with that session, or none; made as the portal makes it. */
export function asWho({ app, keys, world }: PortalWorld, who: Who): Promise<Browser> {
  const browser = new Browser(app);
  const { session } = WHO[who];
  if (session !== undefined) {
    const read = readLink(keys, signLink(keys, { campaign: world.campaign, unit: session.of, role: session.role }, session.mail, Date.now()), Date.now());
    if (read.is !== 'invalid') browser.cookies.set('__Host-session', sealSession(keys, beginSession(read.link, Date.now())));
  }
  return Promise.resolve(browser);
}
