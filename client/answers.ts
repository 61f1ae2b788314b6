import { z } from 'zod';
import { digest } from '../activities/store/digest.ts';
import { instant, level, role } from '../activities/store/shapes.ts';
import { LETTER_KINDS } from '../campaign/definition/letterNames.ts';
import type { LettersAhead } from '../campaign/line/ahead.ts';
import type { UnitCall } from '../campaign/line/calls.ts';
import type { Concern } from '../campaign/line/concerns.ts';
import type { DailyAhead } from '../campaign/line/dailyAhead.ts';
import type { Figures, TaskOutcome } from '../campaign/line/outcome.ts';
import { STAGES } from '../campaign/line/selection.ts';
import type { Waiting } from '../campaign/line/waiting.ts';
import type { UnitWord } from '../campaign/line/words.ts';
import { type Day, isDay } from '../campaign/time/instant.ts';
import type { Answer, CampaignCarried, CampaignStatus, Changed, JournalPage, LineStatus, UnitStatus } from '../workflows/contract.ts';

/** What workflows answer, checked where it comes in: a worker may be of another version than this process. */

export const answer = z.object({
  at: instant, facts: z.array(z.string()), key: z.string().exactOptional(), version: z.number().exactOptional(),
  late: z.boolean().exactOptional(), receipts: z.number().exactOptional(), due: instant.exactOptional(),
  settled: z.boolean().exactOptional(), leaves: instant.exactOptional(), number: z.number().exactOptional(),
}) satisfies z.ZodType<Answer>;

const count = z.number();
const figures = z.object({
  due: count, onTime: count, late: count, exempt: count, missing: count, open: count, returned: count, nil: count, onPaper: count,
}) satisfies z.ZodType<Figures>;

const taskOutcome = z.object({
  unit: z.string(), task: z.string(), due: instant,
  state: z.enum(['scheduled', 'open', 'submitted', 'accepted', 'exempt', 'missing']), late: z.boolean(), level: level.nullable(),
}) satisfies z.ZodType<TaskOutcome>;

const waiting = z.object({
  unit: z.string(), task: z.string(), what: z.enum(['review', 'release', 'extension']), since: instant,
  who: z.enum(['office', 'participant']), until: instant.exactOptional(),
}) satisfies z.ZodType<Waiting>;

const call = z.object({
  unit: z.string(), level: level.nullable(), overdue: z.array(z.object({ task: z.string(), due: instant })),
  unacknowledged: z.array(z.object({ task: z.string(), assign: instant, due: instant })),
  refused: z.boolean(), superiorRefused: z.boolean(), below: count, contact: digest.exactOptional(),
}) satisfies z.ZodType<UnitCall>;

const dailyAhead = z.object({
  day: z.custom<Day>((value) => typeof value === 'string' && isDay(value), { error: 'not a day' }),
  kind: z.enum(LETTER_KINDS), role, count,
}) satisfies z.ZodType<DailyAhead>;

const unitWord = z.object({
  unit: z.string(), acknowledged: z.boolean(), lastWord: instant.exactOptional(), refusing: z.literal(true).exactOptional(), contact: digest.exactOptional(),
}) satisfies z.ZodType<UnitWord>;

export const lineStatus = z.object({
  campaign: z.string(), line: z.string(), name: z.string(), asOf: instant, revision: count, closed: z.boolean(), figures,
  tasks: z.array(taskOutcome.extend({
    title: z.string(), versions: count, report: digest.exactOptional(), disagreed: z.literal(true).exactOptional(), flags: z.array(z.string()).exactOptional(),
    rests: z.enum(['suspended', 'original']).exactOptional(),
  })), attention: z.array(z.string()), next: instant.nullable(),
  waiting: z.array(waiting).exactOptional(), calls: z.array(call).exactOptional(),
  ahead: z.array(dailyAhead).exactOptional(), units: z.array(unitWord).exactOptional(), facts: count.exactOptional(),
}) satisfies z.ZodType<LineStatus>;

const concern = z.object({
  number: count, unit: z.string().exactOptional(), text: digest, answer: digest.exactOptional(), receivedAt: instant, answeredAt: instant.exactOptional(),
}) satisfies z.ZodType<Concern>;

export const campaignStatus = z.object({
  campaign: z.string(), title: z.string(), phase: z.string(), asOf: instant, revision: count, held: z.boolean(),
  notice: digest.nullable(), summary: z.object({ draft: digest.nullable(), approved: z.boolean() }), archive: digest.nullable(), figures,
  // A worker of an older version says nothing of them.
  concerns: z.array(concern).default([]), cases: z.record(z.string(), z.object({ stage: z.enum(STAGES), consent: instant.exactOptional() })).default({}),
  lines: z.array(z.object({
    line: z.string(), name: z.string(), relation: z.enum(['peer', 'guided', 'own']), figures, overdue: count, level: level.nullable(),
    attention: z.array(z.string()), closed: z.boolean(),
  })),
  next: instant.nullable(), running: count.exactOptional(), following: z.object({ lines: count, of: count }).exactOptional(),
}) satisfies z.ZodType<CampaignStatus>;

/** What the agenda query answers, as far as it is used here. */
export const agendaAnswer = z.array(z.object({
  at: instant, leaves: instant.exactOptional(), unit: z.string(), task: z.string(), round: count, slot: z.string(), kind: z.string(), to: z.string(),
}));

/** Letters ahead on the days asked for, line by line. */
export const outlookAnswer = z.array(z.object({
  line: z.string(), revision: count, ahead: z.array(z.object({
    at: instant, leaves: instant.exactOptional(), kind: z.enum(LETTER_KINDS), as: role, letters: count, which: z.string().exactOptional(),
  })),
})) satisfies z.ZodType<readonly { line: string; revision: number; ahead: LettersAhead[] }[]>;

/** Which lines changed, as the campaign says; null while it opens. */
export const changedAnswer = z.object({
  run: z.string(), number: count, lines: z.array(z.string()), campaign: z.boolean(),
}).nullable() satisfies z.ZodType<Changed | null>;

/** A fact of any journal: what happened, and when. */
export const entry = z.looseObject({ fact: z.string(), at: instant });
export type JournalEntry = z.infer<typeof entry>;

export const journalPage = z.object({
  earlier: digest.nullable(), facts: z.array(entry), from: count, total: count,
}) satisfies z.ZodType<JournalPage>;

export const unitStatus = z.object({
  asOf: instant, closed: z.boolean(), tasks: z.array(taskOutcome.pick({ task: true, due: true, state: true, level: true })), earlier: digest.nullable(), facts: z.array(entry),
}) satisfies z.ZodType<UnitStatus>;

export const journalChunk = z.object({ previous: digest.nullable(), from: count, facts: z.array(entry) });

const carriedOutline = z.looseObject({
  state: z.looseObject({ version: count, phase: z.string(), mailings: z.array(z.unknown()) }), journal: z.object({ chunk: digest.nullable(), count }),
});

/** What a run knew that was ended by hand. It comes from the history that our own workflow wrote. */
export const remembered = z.object({
  carried: z.custom<CampaignCarried>((value) => carriedOutline.safeParse(value).success, { error: 'not what a campaign carries' }), facts: z.array(entry),
});
