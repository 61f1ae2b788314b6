import { z } from 'zod';
import { After, Before, Count, Day, Days, DottedId, Id, Mail, Moment, Text, TimeOfDay, UnitId } from './formats.ts';

/**
 * The shape of a definition, as its YAML is written (contract: the design's chapter on contracts, "Definition").
 * Days and times are texts in +08:00 and stay texts. Unknown keys are problems. What refers to something else
 * (`for`, `lead`, `clause`…) is plain text here: references.ts says whether it exists.
 */
const Source = z.enum(['stated', 'inferred']).default('stated');
/** A number of working days. */
export const Within = z.strictObject({ within: Days });

export const Phases = z.strictObject({ planning: Day, activities: Day, summarisation: Day, close: Day, archive: Day });
export const Calendar = z.strictObject({ workingDays: z.array(Day).default([]), holidays: z.array(Day).default([]) });
export const Sending = z.strictObject({ at: TimeOfDay, until: TimeOfDay, digest: TimeOfDay });
export const Superior = z.strictObject({ title: Text, mail: Mail });
export const Organiser = z.strictObject({ office: Text, mail: Mail, phone: Text, head: Superior });
/** Chasing letters (remind and overdue): about one task over all rounds; to one contact in five working days in a row. */
export const Budget = z.strictObject({ perTask: Count, perWeek: Count });

export const EscalationStep = z.strictObject({
  at: After,
  level: z.enum(['blue', 'yellow', 'red']),
  to: z.enum(['office', 'superior', 'head']),
  release: z.boolean().default(false),
});
export const Ladder = z.strictObject({
  reminders: z.array(Before).default([]),
  overdue: z.array(After).default([]),
  escalation: z.array(EscalationStep).default([]),
});

/** What a report must bring at least; every minimum is 0 unless the notice sets one. */
export const Evidence = z.strictObject({
  narrative: Count.default(0),
  cases: Count.default(0),
  photos: Count.default(0),
  videos: Count.default(0),
  files: Count.default(0),
  links: Count.default(0),
  figures: z.array(Text).default([]),
  publishedOn: z.literal('required').optional(),
});

export const Clause = z.strictObject({ id: DottedId, title: Text });
export const Kind = z.strictObject({ evidence: Evidence.prefault({}) });

/** Due the n-th working day after the action's event at `sending.until`, but not after `latest`. */
export const AfterEvent = z.strictObject({ afterEvent: Days, latest: Moment });

export const TaskRule = z.strictObject({
  id: Id,
  title: Text,
  form: z.enum(['report', 'proposal', 'countersign', 'confirm']).default('report'),
  each: z.literal('action').optional(),
  for: z.union([z.enum(['all', 'departments', 'regions', 'organiser', 'leads', 'co']), z.array(Text).min(1)]),
  except: z.array(Text).default([]),
  kinds: z.array(Text).min(1).optional(),
  assign: Moment,
  due: z.union([Moment, z.array(Moment).min(1), AfterEvent]),
  unitsDue: Before.optional(),
  ladder: z.union([Text, Ladder]).optional(),
  acknowledge: Within.optional(),
  review: Within.optional(),
  settledBy: z.enum(['issueNotice', 'approveSummary']).optional(),
  evidence: Evidence.optional(),
  declarations: z.array(z.enum(['voluntary', 'noFees', 'frugal', 'secrecyReviewed'])).default([]),
  source: Source,
});

export const Contact = z.strictObject({ role: Text.optional(), mail: Mail, phone: Text.optional() });
/** The first contact gets the letters, further ones a copy. */
const Contacts = z.array(Contact).min(1);
export const Unit = z.strictObject({ id: UnitId, name: Text, fullName: Text.optional(), contacts: Contacts });
export const Participant = z.strictObject({
  id: Id,
  name: Text,
  fullName: Text.optional(),
  kind: z.enum(['department', 'region']),
  relation: z.enum(['peer', 'guided', 'own']),
  contacts: Contacts,
  superior: Superior.optional(),
  units: z.array(Unit).default([]),
});

export const Action = z.strictObject({
  id: DottedId,
  clause: Text,
  title: Text,
  kind: Text,
  lead: Text,
  co: z.array(Text).default([]),
  partners: z.array(Text).default([]),
  eventOn: Day.optional(),
  source: Source,
});

export const Definition = z.strictObject({
  id: Id,
  title: Text,
  theme: Text,
  phases: Phases,
  calendar: Calendar.prefault({}),
  sending: Sending,
  organiser: Organiser,
  budget: Budget,
  acknowledge: Within,
  review: Within,
  ladders: z.record(Id, Ladder),
  clauses: z.array(Clause).default([]),
  kinds: z.record(Id, Kind).default({}),
  tasks: z.array(TaskRule),
  participants: z.array(Participant),
  actions: z.array(Action),
});

export type Definition = z.infer<typeof Definition>;
export type Phases = z.infer<typeof Phases>;
export type Sending = z.infer<typeof Sending>;
export type Budget = z.infer<typeof Budget>;
export type Ladder = z.infer<typeof Ladder>;
export type Evidence = z.infer<typeof Evidence>;
export type TaskRule = z.infer<typeof TaskRule>;
export type Contact = z.infer<typeof Contact>;
export type Participant = z.infer<typeof Participant>;
export type Action = z.infer<typeof Action>;
