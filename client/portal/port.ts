import { freePorts, isFree } from '../../workers/local/ports.ts';

/** The usual one: links in letters go on working when the portal is started again. */
const USUAL = 8650;

/** The port to listen on: the one given, PORTAL_URL's own if that is this machine, else the usual one, else any free one. */
export async function choosePort(wanted: number | undefined, portalUrl: string | undefined): Promise<number> {
  if (wanted !== undefined) return wanted;
  const url = portalUrl === undefined ? undefined : new URL(portalUrl);
  if (url !== undefined && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname) && url.port !== '') return Number(url.port);
  if (url !== undefined || await isFree(USUAL)) return USUAL;
  const [port = USUAL] = await freePorts(1);
  return port;
}
