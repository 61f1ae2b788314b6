import type { PortalRole } from '../../activities/links/link.ts';

/** Whose unit a route may name: one's own, one that stands below it (`sd.jinan` below `sd`), or anybody's. */
export type Whose = 'own' | 'led' | 'any';

/**
 * Who may use a route. `open`: anybody. Otherwise a session of one of the roles; and where the route names a unit, a unit of that role's:
 * somebody else's does not exist for it (404). `token`: a unit's token (api/bearer.ts), and no session. Every route declares one; a route that does not is refused when the portal starts.
 */
export type Access = 'open' | 'token' | Readonly<Partial<Record<PortalRole, Whose>>>;

/** The unit's own people, who may change things; the office answers for the organiser's own tasks. */
export const CONTACT: Access = { contact: 'own', office: 'own' };
/** And their superior, who may look. */
export const UNIT: Access = { ...CONTACT, superior: 'own' };
/** A participant's contact, for the units below it. */
export const LEAD: Access = { contact: 'led' };
/** The organiser's people, who see everything; of them only the office acts. */
export const ORGANISERS: Access = { office: 'any', head: 'any', reviewer: 'any', auditor: 'any' };
export const OFFICE: Access = { office: 'any' };
/** Who says 收悉 or 请补充: the organiser of its participants, a participant of its own units. */
export const REVIEWER: Access = { office: 'any', reviewer: 'any', contact: 'led' };
/** And who looks over their shoulders. */
export const REVIEWED: Access = { ...REVIEWER, head: 'any', auditor: 'any' };
/** A participant's own page about the units below it. */
export const OWN_LEAD: Access = { contact: 'own' };
/** The organiser's people by their roles. */
export const ORGANISER_ROLES = ['office', 'head', 'reviewer', 'auditor'] as const satisfies readonly PortalRole[];
export type OrganiserRole = (typeof ORGANISER_ROLES)[number];
/** Any session. */
export const ANY: Access = { contact: 'own', superior: 'own', office: 'any', head: 'any', reviewer: 'any', auditor: 'any' };

/** What a request is told. `signIn`: it has no session; `forbidden`: not in this role; `unknown`: there is no such thing for it. */
export type Verdict = 'yes' | 'signIn' | 'forbidden' | 'unknown';

/** Whether this session may use a route that names this unit, or none. */
export function judge(access: Access, session: { readonly role: PortalRole; readonly unit: string } | undefined, unit: string | undefined): Verdict {
  if (access === 'open' || access === 'token') return 'yes';
  if (session === undefined) return 'signIn';
  const whose = access[session.role];
  if (unit !== undefined && !isOf(whose ?? 'own', session.unit, unit)) return 'unknown';
  return whose === undefined ? 'forbidden' : 'yes';
}

function isOf(whose: Whose, own: string, unit: string): boolean {
  switch (whose) {
    case 'own': return unit === own;
    case 'led': return unit.startsWith(`${own}.`);
    case 'any': return true;
  }
}
