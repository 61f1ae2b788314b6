import { takePlace } from './places.ts';
import type { References } from './store.ts';

const nameOf = (campaign: string, unit: string): string => `campaigns/${campaign}/links/${unit}`;

/** No link that was sent to this unit before now works any more, nor a session that began with one. */
export async function revokeLinks(store: References, campaign: string, unit: string, now: number): Promise<void> {
  await store.setReference(`${nameOf(campaign, unit)}/revoked`, String(now));
}

/** Links issued before this instant (ms) are void; 0 if none are. */
export async function linksRevokedAt(store: References, campaign: string, unit: string): Promise<number> {
  return Number(await store.getReference(`${nameOf(campaign, unit)}/revoked`) ?? '0');
}

/** This session is over before its time, for every portal and every copy of its cookie. It says its own end: what stands here may go a day later. */
export async function endSessionEarly(store: References, { campaign, id }: { readonly campaign: string; readonly id: string }): Promise<void> {
  await store.setReference(`campaigns/${campaign}/left/${id}`, 'left');
}

/** Whether somebody signed out of it, or in anew. */
export async function isSessionEnded(store: References, { campaign, id }: { readonly campaign: string; readonly id: string }): Promise<boolean> {
  return await store.getReference(`campaigns/${campaign}/left/${id}`) !== undefined;
}

/** Takes one of the few places for a link that is asked for within an hour, whichever portal is asked; false when all are taken. */
export async function takeLinkPlace(store: References, campaign: string, unit: string, now: number, places: number): Promise<boolean> {
  const hour = Math.floor(now / 3_600_000);
  return takePlace(store, `${nameOf(campaign, unit)}/asked/${String(hour)}`, places);
}
