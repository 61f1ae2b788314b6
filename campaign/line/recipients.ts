import type { ItemKind, Role } from './letter.ts';
import { type LinePlan, ORGANISER } from './plan.ts';
import type { LineState } from './state.ts';

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

/**
 * The contact of a unit as things stand. Delegating tells apart who shared an address: who was delegated has an address of
 * its own, the others go on sharing theirs.
 */
export function contactNow(plan: LinePlan, { units }: LineState, unit: string): Recipient {
  const planned = contactOf(plan, unit);
  const isDelegated = (id: string) => units[id]?.contact !== undefined;
  if (isDelegated(unit)) return { unit, role: 'contact' };
  if (!isDelegated(planned.unit)) return planned;
  const left = plan.units.find(({ id, contact }) => contact === planned.unit && !isDelegated(id));
  return { unit: left?.id ?? unit, role: 'contact' };
}

/** Who a scheduled step is for as things stand: a contact's delegate, but nobody's delegate in a superior's place. */
export function recipientNow(
  plan: LinePlan, state: LineState, step: { readonly unit: string; readonly kind: ItemKind; readonly to: Recipient },
): Recipient {
  const { to } = step;
  const isDelegated = (id: string) => state.units[id]?.contact !== undefined;
  if (to.role !== 'contact' || (!isDelegated(to.unit) && !isDelegated(step.unit))) return to;
  if (step.kind !== 'escalate' && step.kind !== 'review') return contactNow(plan, state, step.unit);
  // Of a subordinate unit its participant's contact is told, whoever that is by now.
  return isSubordinate(plan, step.unit) || !isDelegated(to.unit) ? to : { unit: plan.line, role: 'superior' };
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
