import { type TokenRecord, findToken, keepToken, listTokens, revokeToken } from '../activities/store/tokens.ts';
import { ORGANISER } from '../campaign/line/plan.ts';
import { chineseDate, chineseInstant } from '../campaign/time/chinese.ts';
import { type Instant, at, dayOf, isDay } from '../campaign/time/instant.ts';
import { nominalAt } from '../campaign/time/timeline.ts';
import { timelineOf } from './timelines.ts';
import { lineOf } from './plans.ts';
import { Refused } from './refused.ts';
import type { Room } from './room.ts';

/** Who has more has forgotten some. */
const PER_UNIT = 10;

/** 令牌, with what it is worth now. */
export interface TokenView extends Omit<TokenRecord, 'hash'> { readonly state: 'valid' | 'expired' | 'revoked' }

/** 发放令牌: a unit's own program reports with it until the day named, else until the day the campaign is archived. Shown here only. */
export async function issueToken(room: Room, campaign: string, { unit, until }: { readonly unit: string; readonly until?: string }): Promise<TokenView & { readonly token: string }> {
  const plan = await room.plans.latest(campaign);
  const line = lineOf(plan, unit);
  const known = line.units.filter(({ removed }) => removed !== true).map(({ id }) => id);
  if (line.line === ORGANISER) throw new Refused('令牌只发给参与单位；组织方自己的事项请用命令行或组织方页面办理。');
  if (!known.includes(unit)) throw new Refused(`活动 ${campaign} 没有单位“${unit}”。可用的单位标识：${known.slice(0, 12).join('、')}。`);
  const now = await nowOf(room, campaign);
  const end = at(dayOf(plan.phases.at(-1)?.at ?? line.close), '23:59');
  const last = until === undefined ? end : lastMoment(until, now, end);
  if (last <= now) throw new Refused(`活动 ${campaign} 已于${chineseInstant(end)}归档，不再发放令牌。`);
  const own = (await listTokens(room.store, campaign)).filter((token) => token.unit === unit && stateOf(token, now) === 'valid');
  if (own.length >= PER_UNIT) throw new Refused(`单位 ${unit} 已有 ${String(own.length)} 个有效令牌。请先用 --revoke 停用不再使用的，再发放新的。`);
  const { token, record } = await keepToken(room.store, { campaign, unit }, { issued: now, until: last });
  return { ...shown(record, now), token };
}

/** 停用令牌: all that the unit has, or the one that ends so. Works at once, at every portal. */
export async function revokeTokens(room: Room, campaign: string, { unit, last }: { readonly unit: string; readonly last?: string }): Promise<{ readonly revoked: readonly TokenView[] }> {
  await room.plans.latest(campaign);
  const now = await nowOf(room, campaign);
  const own = (await listTokens(room.store, campaign)).filter((token) => token.unit === unit && token.revoked === undefined && (last === undefined || token.last === last));
  if (own.length === 0) throw new Refused(`单位“${unit}”没有${last === undefined ? '' : `末四位为“${last}”的、`}未停用的令牌。请用 campaign token ${campaign} 查看。`);
  for (const token of own) await revokeToken(room.store, token, now);
  return { revoked: own.map((token) => shown({ ...token, revoked: now }, now)) };
}

/** Every token of the campaign, the oldest first. */
export async function listUnitTokens(room: Room, campaign: string): Promise<TokenView[]> {
  await room.plans.latest(campaign);
  const now = await nowOf(room, campaign);
  return (await listTokens(room.store, campaign)).map((token) => shown(token, now));
}

/** Whom a token speaks for; undefined if it is none of ours, has ended or was revoked: who tries tokens does not learn which. */
export async function bearerOf(room: Room, token: string): Promise<TokenView | undefined> {
  const found = await findToken(room.store, token);
  if (found === undefined) return undefined;
  const view = shown(found, await nowOf(room, found.campaign));
  return view.state === 'valid' ? view : undefined;
}

async function nowOf({ store }: Room, campaign: string): Promise<Instant> {
  return nominalAt(await timelineOf(store, campaign), Date.now());
}

function lastMoment(until: string, now: Instant, end: Instant): Instant {
  if (!isDay(until)) throw new Refused(`有效期“${until}”不是存在的日期。请写成 2024-10-25。`);
  const last = at(until, '23:59');
  if (last <= now || last > end) throw new Refused(`有效期${chineseDate(until)}须晚于今天（${chineseDate(dayOf(now))}），且不晚于归档日（${chineseDate(dayOf(end))}）。`);
  return last;
}

function stateOf({ until, revoked }: TokenRecord, now: Instant): TokenView['state'] {
  if (revoked !== undefined) return 'revoked';
  return until < now ? 'expired' : 'valid';
}

function shown(token: TokenRecord, now: Instant): TokenView {
  const { hash: _, ...view } = token;
  return { ...view, state: stateOf(token, now) };
}
