import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { fingerprint, seal, unseal } from '../../activities/links/sealed.ts';
import type { Keys } from '../../activities/links/secret.ts';
import { takePlace } from '../../activities/store/places.ts';
import type { References } from '../../activities/store/store.ts';
import type { CampaignPlan } from '../../campaign/definition/plan.ts';
import { ORGANISER } from '../../campaign/line/plan.ts';
import { type Fields, type Remark, one } from './form.ts';

/** Nobody has read the page and written a sentence sooner. */
const SOONEST_MS = 3_000;
const LONGEST_MS = 12 * 3_600_000;
const HOUR_MS = 3_600_000;
/** Of one address within an hour, of a campaign within an hour, and of a campaign altogether: its state keeps all of them. */
const PLACES = { address: 3, hour: 20, all: 300 };

/** The longest that each field takes. */
export const CONCERN_LIMITS = { what: 4_000, unit: 100, contact: 200 } as const;

const shape = z.tuple([z.string(), z.string(), z.number()]);

/** What a form without a session carries: that it is ours, for which campaign, since when. */
export function sealForm(keys: Keys, campaign: string, now: number): string {
  return seal(keys('form'), [campaign, randomBytes(9).toString('base64url'), now]);
}

/** A concern as it came: what is wrong with it, or what it says. `expired`: the page was open too long, or is none of ours. */
export type ReadConcern = { readonly expired: boolean; readonly wrong: readonly Remark[] } | { readonly request: string; readonly text: string; readonly unit?: string };

/** Reads what was sent. A machine fills in what no person sees, or answers at once: it is told why, for it may be a person after all. */
export function readConcern(keys: Keys, plan: CampaignPlan, fields: Fields, now: number): ReadConcern {
  const [campaign, id, issued] = shape.safeParse(unseal(keys('form'), one(fields, 'form'))).data ?? [];
  const [what, about, contact] = [one(fields, 'what').replaceAll('\r\n', '\n'), one(fields, 'unit'), one(fields, 'contact')];
  if (campaign !== plan.campaign || id === undefined || issued === undefined || now - issued > LONGEST_MS) {
    return { expired: true, wrong: [{ field: '', text: '页面打开的时间过长，还没有提交。内容都在，请核对后再提交一次。' }] };
  }
  const wrong = [
    ...(what === '' ? [{ field: 'what', text: '请写明反映的问题' }] : []),
    ...([['what', what], ['unit', about], ['contact', contact]] as const).flatMap(([field, text]) => (
      text.length > CONCERN_LIMITS[field] ? [{ field, text: `现有 ${String(text.length)} 字，请精简到 ${String(CONCERN_LIMITS[field])} 字以内` }] : [])),
    ...(one(fields, 'website') === '' ? [] : [{ field: '', text: '有一个不应填写的栏目被自动填写，还没有提交。该栏目已清空，请核对后再提交一次。' }]),
    ...(now - issued < SOONEST_MS ? [{ field: '', text: '提交得过快，还没有提交。请核对内容后再提交一次。' }] : []),
  ];
  if (wrong.length > 0) return { expired: false, wrong };
  const unit = unitCalled(plan, about);
  const text = [what, ...(about === '' || unit !== undefined ? [] : [`所涉单位（反映人填写）：${about}`]), ...(contact === '' ? [] : [`联系方式（反映人填写）：${contact}`])].join('\n\n');
  return { request: createHash('sha256').update(JSON.stringify([id, unit, text])).digest('hex').slice(0, 32), text, ...(unit === undefined ? {} : { unit }) };
}

/** Those that may be picked: names as the notice has them. */
export function participantsOf({ participants, lines }: CampaignPlan): { readonly id: string; readonly name: string }[] {
  const running = new Set(lines.flatMap(({ units }) => units).filter(({ removed }) => removed !== true).map(({ id }) => id));
  return participants.filter(({ id }) => id !== ORGANISER && running.has(id)).map(({ id, name }) => ({ id, name }));
}

function unitCalled(plan: CampaignPlan, name: string): string | undefined {
  const units = plan.lines.filter(({ line }) => line !== ORGANISER).flatMap((line) => line.units).filter(({ removed }) => removed !== true);
  return units.find((unit) => unit.name === name)?.id ?? plan.participants.find(({ fullName, id }) => fullName === name && units.some((unit) => unit.id === id))?.id;
}

/** Takes a place for a concern at all portals together. An address is known by a mark that means nothing after the hour. */
export async function takeConcernPlace(store: References, keys: Keys, campaign: string, address: string, now: number): Promise<boolean> {
  const hour = String(Math.floor(now / HOUR_MS));
  const mark = fingerprint(keys('form'), `${hour}|${address}`);
  return await takePlace(store, `concerns/${campaign}/${hour}/from/${mark}`, PLACES.address)
    && await takePlace(store, `concerns/${campaign}/${hour}/places`, PLACES.hour) && takePlace(store, `concerns/${campaign}/all`, PLACES.all);
}
