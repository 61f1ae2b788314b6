import type { CampaignPlan } from '../../campaign/definition/plan.ts';
import type { PlannedLetter } from '../../campaign/definition/planLetters.ts';
import { ruleOf } from '../../campaign/line/plan.ts';
import { chineseDay } from '../../campaign/time/chinese.ts';
import { dayOf, timeOf } from '../../campaign/time/instant.ts';
import { quotedTitle } from '../../campaign/definition/letterMarkdown.ts';
import { KINDS, LEVELS, ROLES } from '../words.ts';

/** Items of one letter that are listed; the others are counted. */
const SHOWN = 6;

/** The letters of a plan for people: by day, one line a letter. */
export function agendaText(plan: CampaignPlan, letters: readonly PlannedLetter[]): string {
  const names = namesOf(plan);
  const lines = [`${plan.title}（${plan.campaign}）：若始终无人反馈，共发函件 ${String(letters.length)} 封`];
  let day = '';
  for (const letter of letters) {
    if (dayOf(letter.at) !== day) {
      day = dayOf(letter.at);
      lines.push('', `${day.slice(0, 4)}年${chineseDay(dayOf(letter.at))}`);
    }
    lines.push(`  ${timeOf(letter.at)} ${letterText(letter, names)}`);
  }
  return lines.join('\n');
}

/** One letter in one line. */
export function letterText(letter: PlannedLetter, names: Names): string {
  return `${KINDS[letter.kind]} → ${letter.to}（${ROLES[letter.role]}）：${itemsText(letter, names)}`;
}

export interface Names {
  readonly units: ReadonlyMap<string, string>;
  readonly tasks: ReadonlyMap<string, string>;
}

/** What units and tasks of a plan are called. */
export function namesOf({ lines }: CampaignPlan): Names {
  return {
    units: new Map(lines.flatMap((line) => line.units.map(({ id, name }) => [id, name] as const))),
    tasks: new Map(lines.flatMap((line) => line.tasks.map((task) => [task.task, ruleOf(line, task).title] as const))),
  };
}

function itemsText({ items }: PlannedLetter, { units, tasks }: Names): string {
  const shown = items.slice(0, SHOWN).map(({ unit, task, slot, level }) => (
    `${units.get(unit) ?? unit}${quotedTitle(tasks.get(task) ?? task)}${slotText(slot)}${level === undefined ? '' : `（${LEVELS[level]}）`}`));
  return `${shown.join('、')}${items.length > SHOWN ? ` 等 ${String(items.length)} 项` : ''}`;
}

function slotText(slot: string): string {
  if (slot === 'assign' || slot.startsWith('changed.')) return '';
  return slot === 'unacknowledged' ? '未确认' : slot;
}
