import type { PortalRole } from '../../activities/links/link.ts';

/**
 * Who may use a route. `open`: anybody. Otherwise a session of one of the roles; and where the route names a unit, that unit's own:
 * somebody else's does not exist for it (404). `token`: a unit's token (api/bearer.ts), and no session. Every route declares one; a route that does not is refused when the portal starts.
 */
export type Access = 'open' | 'token' | { readonly roles: readonly PortalRole[] };

/** The unit's own people, who may change things. */
export const CONTACT: Access = { roles: ['contact'] };
/** And their superior, who may look. */
export const UNIT: Access = { roles: ['contact', 'superior'] };
/** Any session. */
export const ANY: Access = { roles: ['contact', 'superior', 'office', 'head'] };

/** What a request is told. `signIn`: it has no session; `forbidden`: not in this role; `unknown`: there is no such thing for it. */
export type Verdict = 'yes' | 'signIn' | 'forbidden' | 'unknown';

/** Whether this session may use a route that names this unit, or none. */
export function judge(access: Access, session: { readonly role: PortalRole; readonly unit: string } | undefined, unit: string | undefined): Verdict {
  if (access === 'open' || access === 'token') return 'yes';
  if (session === undefined) return 'signIn';
  if (unit !== undefined && unit !== session.unit) return 'unknown';
  return access.roles.includes(session.role) ? 'yes' : 'forbidden';
}
