import type { CampaignPlan, Roster } from '../../campaign/definition/plan.ts';
import type { Letter, LetterKind, Role } from '../../campaign/line/letter.ts';
import { letterId } from '../../campaign/line/letterId.ts';
import { type LinePlan, ORGANISER } from '../../campaign/line/plan.ts';
import { at, dayOf } from '../../campaign/time/instant.ts';
import { shift } from '../../campaign/time/workingDays.ts';
import type { ComposedLetter, Compose } from './compose.ts';
import type { LetterExtra } from './input.ts';
import { SAMPLE_TEXT, sampleItems } from './previewItems.ts';

/** Which letter to look at. */
export interface PreviewOptions {
  readonly compose: Compose;
  readonly campaign: CampaignPlan;
  readonly roster: Roster;
  readonly kind: LetterKind;
  readonly unit: string;
  /** digest: `office` or `head`; escalate: `superior`, or `contact` for a contact told of its units. */
  readonly role?: Role;
  readonly link?: string;
  readonly rehearsal?: boolean;
}

/**
 * A letter as it might go out, with sample items: nothing has been started. Digest and outlook go to the organiser whatever the
 * unit. Throws RangeError, in Chinese, if the plan has no such unit.
 */
export function previewLetter(options: PreviewOptions): ComposedLetter {
  const { compose, campaign, roster, kind, link, rehearsal = false } = options;
  const unit = kind === 'digest' || kind === 'outlook' ? ORGANISER : options.unit;
  const line = campaign.lines.find((each) => each.units.some(({ id }) => id === unit));
  if (line === undefined) throw new RangeError(`方案中没有单位“${unit}”`);
  const role = options.role ?? defaultRole(kind, line, unit, roster);
  const { items, now } = sampleItems(campaign, line, unit, kind, role);
  const letter: Letter = { unit, role, as: kind === 'escalate' && role === 'contact' ? 'superior' : role, at: now, kind, items };
  return compose({
    letter, items, plan: line, campaign, roster, now, rehearsal, link: unit === ORGANISER ? undefined : link, asOf: new Date(now).toISOString(),
    texts: { [SAMPLE_TEXT]: '（此处为审核意见原文，例如：）\n1. 请补充重点活动的参与人数；\n2. 典型案例请注明时间、地点。' },
    extra: extraOf(kind, campaign, now),
  });
}

function defaultRole(kind: LetterKind, line: LinePlan, unit: string, roster: Roster): Role {
  if (kind === 'digest' || kind === 'outlook') return 'office';
  return kind === 'escalate' && unit === line.line && line.relation !== 'peer' && roster.superiors[unit] !== undefined ? 'superior' : 'contact';
}

function extraOf(kind: LetterKind, campaign: CampaignPlan, now: Letter['at']): LetterExtra {
  const posters = 'https://www.samr.gov.cn/zlfzj/';
  switch (kind) {
    case 'announce': return { posters, document: '### 工作简报（第1期）\n\n（此处为简报正文。）' };
    case 'notice': return { posters, number: '国市监质发〔2024〕××号', document: '（此处为通知正文。）' };
    case 'summary': return { document: '（此处为总结正文。）' };
    case 'digest': return { standing: { tasks: campaign.lines.length, received: Math.max(0, campaign.lines.length - 9) } };
    case 'outlook': return outlookExtra(campaign, now);
    default: return {};
  }
}

function outlookExtra(campaign: CampaignPlan, now: Letter['at']): LetterExtra {
  const next = shift(campaign.calendar, dayOf(now), 1);
  const moment = next === undefined ? now : at(next, campaign.sending.at);
  return { outlook: campaign.lines.filter((line) => line.line !== ORGANISER).map((line) => ({
    id: letterId({ unit: line.line, role: 'contact', at: moment }, campaign.sending.at), unit: line.line, role: 'contact', as: 'contact',
    at: moment, kind: 'remind', items: line.tasks.filter(({ unit }) => unit === line.line).slice(-1), count: 1, struck: false,
  })) };
}
