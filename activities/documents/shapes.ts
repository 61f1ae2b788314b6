import { z } from 'zod';
import type { CampaignPlan } from '../../campaign/definition/plan.ts';
import { type LinePlan, knowsRules } from '../../campaign/line/plan.ts';
import { digest } from '../store/digest.ts';
import type { CampaignHead, JournalChunk, LineRecord } from '../../workflows/contract.ts';

// The digest vouches for the content: it is what we stored. What could differ is the build that stored it: versions are looked at,
// and the parts that hold the rest together.
const versioned = z.looseObject({ rulesVersion: z.number().refine(knowsRules), campaign: z.string() });
const whole = versioned.extend({ lines: z.array(z.looseObject({ line: z.string() })), actions: z.array(z.unknown()), participants: z.array(z.unknown()) });
const slice = versioned.extend({ line: z.string(), tasks: z.array(z.looseObject({ unit: z.string(), task: z.string() })), rules: z.record(z.string(), z.unknown()) });
const headed = versioned.extend({ plan: digest });
const task = z.looseObject({ status: z.enum(['open', 'submitted', 'accepted', 'exempt']), due: z.string(), versions: z.number(), report: digest.optional() });
const recorded = z.looseObject({
  campaign: z.string(), line: z.string(), plan: digest, closedAt: z.string(), journal: digest.nullable(),
  // Any version: `unpack` lifts an older one and refuses a newer one. As a mere gap the summary would be written without the line.
  state: z.looseObject({ version: z.number(), tasks: z.record(z.string(), task) }),
});

const shapeOf = <T>(shape: z.ZodType): z.ZodType<T> => z.custom<T>((value) => shape.safeParse(value).success);

/** Documents that workflows left in the store. */
export const shapes = {
  head: shapeOf<CampaignHead>(headed),
  plan: shapeOf<CampaignPlan>(whole),
  line: shapeOf<LinePlan>(slice),
  record: shapeOf<LineRecord>(recorded),
  chunk: shapeOf<JournalChunk>(z.looseObject({
    campaign: z.string(), line: z.string(), previous: digest.nullable(), from: z.number(), facts: z.array(z.unknown()),
  })),
};

/** A version of a report, as journals tell of it. */
export const submission = z.object({
  fact: z.literal('reportSubmitted'), key: z.string().regex(/^[^/]+\/[^/]+$/), version: z.int().min(1), report: digest,
});
export type Submission = Omit<z.infer<typeof submission>, 'fact'>;

/** The reports of some facts. */
export function submissionsIn(facts: readonly unknown[]): Submission[] {
  return facts.flatMap((fact) => {
    const { data } = submission.safeParse(fact);
    return data === undefined ? [] : [data];
  });
}

const ofPerson = z.object({ text: digest.optional().catch(undefined), why: digest.optional().catch(undefined), document: digest.optional().catch(undefined), draft: digest.optional().catch(undefined) });
const ofContact = z.object({ contact: digest });

/** Texts (reasons, comments, notice, drafts) and contacts' cards that facts refer to. */
export function referredIn(facts: readonly unknown[]): { texts: string[]; cards: string[] } {
  return {
    texts: facts.flatMap((fact) => Object.values(ofPerson.safeParse(fact).data ?? {})).filter((each) => each !== undefined),
    cards: facts.flatMap((fact) => ofContact.safeParse(fact).data?.contact ?? []),
  };
}
