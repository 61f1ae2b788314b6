import type { Role } from './letter.ts';
import { type LinePlan, ORGANISER } from './plan.ts';

/** Somebody a step of a line is for. For office and head the unit is `organiser`. */
export interface Recipient {
  readonly unit: string;
  readonly role: Role;
}

/** Whether this unit stands below the participant of its line. */
export function isSubordinate(plan: LinePlan, unit: string): boolean {
  return unit !== plan.line;
}

/** The contact of a unit: letters go to its first contact, or to the unit that shares its address. */
export function contactOf(plan: LinePlan, unit: string): Recipient {
  const shared = plan.units.find((each) => each.id === unit)?.contact;
  return { unit: shared ?? unit, role: 'contact' };
}

/** The participant's superior; on the organiser's line that is its head. */
export function superiorOf(plan: LinePlan): Recipient {
  if (plan.line === ORGANISER) return { unit: ORGANISER, role: 'head' };
  return plan.superiorIs === undefined ? { unit: plan.line, role: 'superior' } : contactOf(plan, plan.superiorIs);
}

/** Recipients are told apart by address: the office is also the contact of the organiser's line. */
export function sameRecipient(a: Recipient, b: Recipient): boolean {
  return recipientKey(a) === recipientKey(b);
}

/** One text per address. */
export function recipientKey(to: Recipient): string {
  if (to.unit === ORGANISER && to.role === 'contact') return `${ORGANISER}:office`;
  return `${to.unit}:${to.role}`;
}

/** Office and head get one digest a day from the campaign; everybody else gets letters of the line. */
export function isDigest(to: Recipient): boolean {
  return to.role === 'office' || to.role === 'head';
}
