import { type LinePlan, keyOf } from '../../line/plan.ts';
import type { Instant } from '../../time/instant.ts';
import type { CampaignPlan, Phase, Roster } from '../plan.ts';
import { type AddressChange, addressChanges, moveAddresses } from './addresses.ts';
import { type LetterChange, compareLetters, lettersAhead } from './letters.ts';
import { mergePlans, mergeRosters } from './merge.ts';
import { sameContent, samePlan } from './same.ts';
import { type LineChange, type Standing, changeLines } from './stands.ts';

interface Named { readonly id: string; readonly name: string }
interface TaskRef { readonly unit: string; readonly task: string }

/** 变更: what another definition makes of a running campaign. */
export interface Amendment {
  readonly plan: CampaignPlan;
  readonly roster: Roster;
  /** Nothing differs, neither plan nor addresses. */
  readonly isEmpty: boolean;
  readonly lines: readonly LineChange[];
  readonly changes: Changes;
}

/** The same for people and programs. */
export interface Changes {
  readonly participants: { readonly added: readonly Named[]; readonly removed: readonly Named[] };
  readonly units: { readonly added: readonly Named[]; readonly removed: readonly Named[] };
  readonly tasks: { readonly added: readonly (TaskRef & { readonly due: Instant })[]; readonly removed: readonly (TaskRef & { readonly reported: boolean })[] };
  /** Due times that move; `kept`: the plan's moves, but what was granted to the unit is later and stays. */
  readonly dues: readonly (TaskRef & { readonly from: Instant; readonly to: Instant })[];
  readonly kept: readonly (TaskRef & { readonly due: Instant; readonly planned: Instant })[];
  /** Rules of the lines that changed otherwise (title, ladder, evidence), by task. */
  readonly rules: readonly string[];
  readonly phases: readonly { readonly name: Phase['name']; readonly from: Instant; readonly to: Instant }[];
  /** The version of the engine's own rules, if the campaign was begun with an older build; else left out. */
  readonly rulesVersion?: { readonly from: number; readonly to: number };
  readonly addresses: readonly AddressChange[];
  readonly letters: readonly LetterChange[];
}

export interface Running {
  readonly plan: CampaignPlan;
  readonly roster: Roster;
  readonly standing: Standing;
  readonly now: Instant;
}

/** Compares a running campaign with another definition's plan. Pure; what speaks against it says objections.ts. */
export function amendment({ plan: old, roster: oldRoster, standing, now }: Running, next: { readonly plan: CampaignPlan; readonly roster: Roster }): Amendment {
  const plan = mergePlans(old, next.plan, now);
  const roster = mergeRosters(oldRoster, next.roster, plan);
  const lines = changeLines(old, plan, standing, now);
  const addresses = addressChanges(oldRoster, roster);
  const before = lettersAhead(lines.flatMap(({ before: past }) => past ?? []), oldRoster, now);
  const after = lettersAhead(lines.map((line) => line.after), roster, now);
  const isEmpty = addresses.length === 0 && sameContent(oldRoster, roster) && samePlan(old, plan);
  return {
    plan, roster, isEmpty, lines,
    changes: {
      ...bodies(lines), ...taskChanges(lines), rules: ruleChanges(lines), phases: phaseChanges(old, plan), addresses,
      ...(old.rulesVersion === plan.rulesVersion ? {} : { rulesVersion: { from: old.rulesVersion, to: plan.rulesVersion } }),
      letters: compareLetters(before, after, moveAddresses(oldRoster, roster)),
    },
  };
}

function bodies(lines: readonly LineChange[]): Pick<Changes, 'participants' | 'units'> {
  const present = (plan: LinePlan | undefined): Named[] => plan?.units.filter(({ removed }) => removed !== true) ?? [];
  const differences = lines.map(({ line, before, after }) => {
    const [was, is] = [present(before?.plan), present(after.plan)].map((units) => units.map(({ id, name }) => ({ id, name })));
    const without = (all: readonly Named[] = [], others: readonly Named[] = []) => all.filter(({ id }) => !others.some((other) => other.id === id));
    return { line, added: without(is, was), removed: without(was, is) };
  });
  const pick = (which: 'added' | 'removed', own: boolean) => differences.flatMap((each) => each[which].filter(({ id }) => (id === each.line) === own));
  return {
    participants: { added: pick('added', true), removed: pick('removed', true) },
    units: { added: pick('added', false), removed: pick('removed', false) },
  };
}

function taskChanges(lines: readonly LineChange[]): Pick<Changes, 'tasks' | 'dues' | 'kept'> {
  const all = lines.flatMap(({ before, after, facts }) => {
    const planned = new Map(before?.plan.tasks.map((task) => [keyOf(task), task]));
    const moved = new Map(facts.flatMap((fact) => (fact.fact === 'dueMoved' ? [[fact.key, fact.due] as const] : [])));
    return after.plan.tasks.map((task) => {
      const key = keyOf(task);
      return { task, was: planned.get(key), own: before?.state.tasks[key], moved: moved.get(key) };
    });
  });
  const ref = ({ unit, task }: TaskRef) => ({ unit, task });
  const isAsked = (task: { readonly removed?: true } | undefined) => task !== undefined && task.removed !== true;
  return {
    tasks: {
      added: all.flatMap(({ task, was, moved }) => (isAsked(task) && !isAsked(was) ? [{ ...ref(task), due: moved ?? task.due }] : [])),
      removed: all.flatMap(({ task, was, own }) => (
        !isAsked(task) && isAsked(was) ? [{ ...ref(task), reported: own?.status === 'submitted' || own?.status === 'accepted' }] : [])),
    },
    dues: all.flatMap(({ task, was, own, moved }) => (
      isAsked(task) && isAsked(was) && own !== undefined && moved !== undefined ? [{ ...ref(task), from: own.due, to: moved }] : [])),
    kept: all.flatMap(({ task, was, own, moved }) => (
      isAsked(task) && was !== undefined && isAsked(was) && was.due !== task.due && moved === undefined && own?.status === 'open'
        ? [{ ...ref(task), due: own.due, planned: task.due }] : [])),
  };
}

function ruleChanges(lines: readonly LineChange[]): string[] {
  const changed = lines.flatMap(({ before, after }) => Object.entries(after.plan.rules)
    .filter(([rule, is]) => before?.plan.rules[rule] !== undefined && !sameContent(before.plan.rules[rule], is))
    .map(([rule]) => rule));
  return [...new Set(changed)];
}

function phaseChanges(old: CampaignPlan, next: CampaignPlan): Changes['phases'] {
  return next.phases.flatMap(({ name, at: to }) => {
    const from = old.phases.find((phase) => phase.name === name)?.at;
    return from === undefined || from === to ? [] : [{ name, from, to }];
  });
}
