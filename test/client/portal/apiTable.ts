type Answer = 'yes' | 'signIn' | 'unknown';
/** Who asks: with nothing, with a contact's session, with the unit's token, with another unit's, with one that has ended, with one that was revoked. */
export const PROGRAMS = ['nobody', 'session', 'token', 'other', 'expired', 'revoked'] as const;
export type Program = (typeof PROGRAMS)[number];

const own: Readonly<Record<Program, Answer>> = { nobody: 'signIn', session: 'signIn', token: 'yes', other: 'unknown', expired: 'signIn', revoked: 'signIn' };
const open: Readonly<Record<Program, Answer>> = { nobody: 'yes', session: 'yes', token: 'yes', other: 'yes', expired: 'yes', revoked: 'yes' };

/** Every route of the API x who: the whole of what it allows. */
export const API_ACCESS: Readonly<Record<string, Readonly<Record<Program, Answer>>>> = {
  'GET /api/v1/openapi.json': open,
  'GET /api/v1/units/:unit/tasks': own,
  'GET /api/v1/units/:unit/tasks/:task': own,
  'POST /api/v1/units/:unit/acknowledge': own,
  'POST /api/v1/units/:unit/tasks/:task/withdraw': own,
  'POST /api/v1/units/:unit/tasks/:task/extension': own,
  'POST /api/v1/units/:unit/tasks/:task/files': own,
  'POST /api/v1/units/:unit/tasks/:task/reports': own,
  'POST /api/v1/units/:unit/tasks/:task/nil': own,
  'GET /api/v1/units/:unit/tasks/:task/versions/:version': own,
  'GET /api/v1/units/:unit/tasks/:task/versions/:version/files/:file': own,
};
