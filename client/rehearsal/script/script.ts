import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import { compare } from '../../../campaign/line/compare.ts';
import { type LinePlan, type TaskPlan, keyOf, ruleOf } from '../../../campaign/line/plan.ts';
import { at } from '../../../campaign/time/instant.ts';
import type { Act, Script } from './act.ts';
import { type Casting, cast } from './casting.ts';
import { countersigned, decisions, releases } from './organiser.ts';
import { play } from './plays.ts';
import { actingDays, afternoonOf } from './hours.ts';
import { randomOf } from './seed.ts';
import { stageOf } from './stage.ts';
import { type Month, type Trouble, recast } from '../trouble/trouble.ts';

/** A bad month: what is known of it, and what goes wrong. */
interface Bad {
  readonly month: Month;
  readonly troubles: readonly Trouble[];
}

/**
 * What everybody does in a rehearsal: a pure function of plan and seed. Whatever the seed, one line of each relation and the organiser
 * run a whole ladder, one subordinate unit stays silent, and everything is countersigned before the notice is issued.
 */
export function writeScript(original: CampaignPlan, seed: number, bad?: Bad): Script {
  const dealt = cast(original, seed);
  const casting = bad === undefined ? dealt : recast(bad.month, dealt, bad.troubles);
  // Nobody acts by a plan before it comes: moved due times are later ones, and who joins is asked only then.
  const plan = bad?.month.plan ?? original;
  const signed = countersigned(plan);
  const signing = signed === undefined ? undefined : at(signed, plan.sending.until);
  const acts = plan.lines.flatMap((line) => [
    ...line.tasks.flatMap((task) => actsAbout(line, task, seed, casting, signing)),
    ...acknowledgements(line, seed, casting),
  ]);
  const written: readonly Act[] = [...acts, ...decisions(plan, casting)];
  const directed = bad?.troubles.reduce((found, { direct }) => direct?.(bad.month, casting, found) ?? found, written) ?? written;
  return {
    seed, runners: casting.runners, silent: casting.silent,
    acts: [...directed].sort(byTime),
  };
}

function actsAbout(line: LinePlan, task: TaskPlan, seed: number, casting: Casting, signing: ReturnType<typeof at> | undefined): Act[] {
  const { form, settledBy } = ruleOf(line, task);
  if (settledBy !== undefined) return [];
  const behaviour = casting.behaviours.get(keyOf(task)) ?? 'never';
  const stage = stageOf(line, task, seed, form === 'countersign' ? signing : undefined);
  const silent = behaviour === 'never' || behaviour === 'afterLadder';
  const runs = casting.runners.some(({ tasks }) => tasks.includes(keyOf(task)));
  const released = silent && task.unit === line.line && (runs || stage.random.chance(0.5));
  return [...play(behaviour, stage), ...(released ? releases(line, task, seed) : [])];
}

/** Some units say a word first (确认收悉), in the days after an assignment; those who stay silent do not. */
function acknowledgements(line: LinePlan, seed: number, { runners, silent }: Casting): Act[] {
  const quiet = new Set([...silent, ...runners.map((runner) => runner.line)]);
  return line.units.filter(({ id }) => !quiet.has(id) && id !== 'organiser').flatMap(({ id }): Act[] => {
    const own = line.tasks.filter((task) => task.unit === id);
    return [...Map.groupBy(own, (task) => task.assign)].flatMap(([assign, tasks]): Act[] => {
      const random = randomOf(seed, `word ${id} ${assign}`);
      const [first] = tasks;
      const days = first === undefined ? [] : actingDays(line, assign, first.due).slice(0, 3);
      if (first === undefined || days.length === 0 || !random.chance(0.3)) return [];
      return [{
        at: afternoonOf(line.sending, random.pick(days), random), line: line.line, deed: { do: 'acknowledge', unit: id },
      }];
    });
  });
}

function byTime(a: Act, b: Act): number {
  return compare(a.at, b.at) || compare(a.line, b.line);
}
