import type { ItemView } from '../../campaign/definition/letterView.ts';
import type { LetterItem } from '../../campaign/line/letter.ts';
import type { LinePlan } from '../../campaign/line/plan.ts';
import { dayOf, timeOf } from '../../campaign/time/instant.ts';
import { workingDaysBetween } from '../../campaign/time/workingDays.ts';
import type { LetterInput } from './input.ts';
import { type Names, nameInFull, ruleFor, titleOf } from './names.ts';
import { dayText, instantText } from './wording.ts';

/** What a letter says about one item. A text that the caller could not read is left out, not guessed. */
export function itemView(item: LetterItem, input: LetterInput, names: Names): ItemView {
  const plan = lineOfItem(item, input, names);
  const rule = plan === undefined ? undefined : ruleFor(plan, item.unit, item.task);
  const [today, due] = [dayOf(input.now), dayOf(item.due)];
  const { calendar } = input.campaign;
  const contact = input.roster.contacts[item.unit]?.[0];
  const { figures, ...evidence } = rule?.evidence ?? {};
  return {
    kind: item.kind, unit: nameInFull(names, item.unit), line: nameInFull(names, plan?.line ?? item.unit),
    title: rule === undefined ? item.task : titleOf(names, rule),
    form: rule?.form ?? 'report', stated: rule?.source === 'stated',
    due: instantText(item.due, input.now), dueDay: dayText(item.due, input.now), dueTime: timeOf(item.due),
    left: item.due > input.now ? workingDaysBetween(calendar, today, due) : 0,
    over: item.due < input.now ? workingDaysBetween(calendar, due, today) : 0,
    level: item.level ?? null, reason: item.reason ?? null,
    text: item.text === undefined ? null : input.texts?.[item.text] ?? null,
    granted: item.granted ?? null, version: item.version ?? null,
    evidence: {
      narrative: null, cases: null, photos: null, videos: null, files: null, links: null, publishedOn: null,
      ...evidence, figures: figures === undefined || figures.length === 0 ? null : figures.join('、'),
    },
    since: item.since === undefined ? null : dayText(item.since, input.now),
    contact: contact?.role ?? null, phone: contact?.phone ?? (item.unit === 'organiser' ? input.roster.office.phone : null),
  };
}

/** Digests list items of many lines; other letters those of their own. */
export function lineOfItem(item: LetterItem, { plan }: LetterInput, names: Names): LinePlan | undefined {
  return plan?.units.some((unit) => unit.id === item.unit) === true ? plan : names.lineOf.get(item.unit);
}
