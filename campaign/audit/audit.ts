import type { Instant } from '../time/instant.ts';
import type { Evidence } from './evidence.ts';
import { groundOf } from './ground.ts';
import { PROPERTIES, type Property } from './properties.ts';

/** One place where the records of a campaign contradict a property. */
interface Violation {
  readonly property: Property;
  readonly unit: string;
  readonly at: Instant;
  readonly what: string;
}

/** The contract of `audit --json`. `checked`: how many things were looked at for each property. */
export interface Audit {
  readonly ok: boolean;
  readonly checked: Readonly<Partial<Record<Property, number>>>;
  readonly violations: readonly Violation[];
}

/** Checks every property (DESIGN §11) over what a campaign really left behind. Changes nothing and asks nobody. */
export function audit(evidence: Evidence): Audit {
  const ground = groundOf(evidence);
  const findings = PROPERTIES.map(({ name, check }) => ({ name, ...check(ground) }));
  const violations = findings.flatMap(({ name, broken }) => broken.map((each): Violation => ({ property: name, ...each })));
  return { ok: violations.length === 0, checked: Object.fromEntries(findings.map(({ name, checked }) => [name, checked])), violations };
}
