import type { Instant } from '../time/instant.ts';
import type { SendingHours } from '../time/sendingHours.ts';
import type { WorkingDays } from '../time/workingDays.ts';
import type { Level, Relation } from './letter.ts';

/**
 * The rules in this folder run inside workflows, and a running campaign keeps those its plan names, whatever build runs it: a changed
 * rule raises this and asks `plan.rulesVersion` which way to go; `amend` takes a campaign to the newest (docs/decisions/0015).
 */
export const RULES_VERSION = 1;

/** Whether this build has the rules that a plan names. */
export function knowsRules(version: number): boolean {
  return Number.isInteger(version) && version >= 1 && version <= RULES_VERSION;
}

/** A plan of rules that this build does not have. Its message holds nothing but numbers: it may stand in a history. */
export class OtherRules extends Error {
  constructor(version: number) {
    super(`the plan goes by rules version ${String(version)}, this worker knows 1 to ${String(RULES_VERSION)}; start the worker of that build, nothing is lost meanwhile`);
    this.stack = ''; // it would write this installation's paths into the history
  }
}

/** The plan, if this build has its rules: by others it would decide what the build that has them could not replay. */
export function withRules<T extends { readonly rulesVersion: number }>(plan: T): T {
  if (!knowsRules(plan.rulesVersion)) throw new OtherRules(plan.rulesVersion);
  return plan;
}

/** Working days relative to a due day: -5 is `T-5`, 0 is `T`, 2 is `T+2`. */
type Offset = number;

/** One step of escalation on a ladder. */
export interface Escalation {
  readonly at: Offset;
  readonly level: Level;
  readonly to: 'office' | 'head' | 'superior';
  readonly release?: boolean;
}

/** 提醒层级 of a relation or rule: when is reminded, asked again, escalated. */
export interface Ladder {
  readonly reminders: readonly Offset[];
  readonly overdue: readonly Offset[];
  readonly escalation: readonly Escalation[];
}

export type Form = 'report' | 'proposal' | 'countersign' | 'confirm';

/** What may be asked for with a report; every minimum 0 unless the notice sets one. */
export interface Evidence {
  readonly narrative?: number;
  readonly cases?: number;
  readonly photos?: number;
  readonly videos?: number;
  readonly files?: number;
  readonly links?: number;
  readonly figures?: readonly string[];
  readonly publishedOn?: 'required';
}

/** 报送要求, as the tasks of a line share it. */
export interface RulePlan {
  readonly title: string;
  readonly form: Form;
  readonly source: 'stated' | 'inferred';
  readonly ladder: Ladder;
  /** Working days after the assignment within which some word from the unit is expected. */
  readonly acknowledge: number;
  /** Working days within which a report is reviewed. */
  readonly review: number;
  readonly evidence: Evidence;
  readonly declarations: readonly string[];
  readonly settledBy?: 'issueNotice' | 'approveSummary';
  readonly action?: string;
  readonly clause?: string;
}

/** 报送事项: one unit's duty. Its key is `unit/task`. */
export interface TaskPlan {
  readonly unit: string;
  readonly task: string;
  /** Key into the line's rules. */
  readonly rule: string;
  readonly assign: Instant;
  readonly due: Instant;
  /** An amended plan asks for it no more; what was reported stays on record. */
  readonly removed?: true;
}

export interface UnitPlan {
  readonly id: string;
  readonly name: string;
  /** Recipients are told apart by address: the unit whose contact shares this one's address, if not its own. */
  readonly contact?: string;
  /** An amended plan asks nothing of it any more; its name is still needed. */
  readonly removed?: true;
}

/** What one line needs to know, without personal data; the first unit is the participant itself. */
export interface LinePlan {
  readonly rulesVersion: number;
  readonly campaign: string;
  readonly title: string;
  readonly line: string;
  readonly name: string;
  readonly relation: Relation;
  readonly revision: number;
  readonly calendar: WorkingDays;
  readonly sending: SendingHours;
  readonly close: Instant;
  /** Chasing letters about one task over all rounds (减负). */
  readonly perTask: number;
  /** Chasing letters to one contact in five working days; older builds left it out. */
  readonly perWeek?: number;
  readonly units: readonly UnitPlan[];
  /** The unit whose contact shares the superior's address, if any. */
  readonly superiorIs?: string;
  readonly rules: Readonly<Record<string, RulePlan>>;
  readonly tasks: readonly TaskPlan[];
}

/** The organiser's line: its office is the contact, its head the superior. */
export const ORGANISER = 'organiser';

/** The key of a task, `unit/task`. */
export function keyOf(task: { readonly unit: string; readonly task: string }): string {
  return `${task.unit}/${task.task}`;
}

/** The unit of a task's key. */
export function unitOf(key: string): string {
  return key.slice(0, key.indexOf('/'));
}

/** The participant a unit belongs to: itself, or the one whose id it begins with. */
export function participantOf(unit: string): string {
  return unit.split('.')[0] ?? unit;
}

/** The rule of a task. Throws if the plan was not compiled by us. */
export function ruleOf(plan: LinePlan, task: TaskPlan): RulePlan {
  const rule = plan.rules[task.rule];
  if (rule === undefined) throw new RangeError(`plan ${plan.line} has no rule ${task.rule}`);
  return rule;
}

/** An offset as definitions and letters write it. */
export function slotOf(offset: Offset): string {
  if (offset === 0) return 'T';
  return offset < 0 ? `T-${String(-offset)}` : `T+${String(offset)}`;
}
