import type { z } from 'zod';
import type { Path } from './problem.ts';
import { entriesOf, isRecord, type Raw } from './raw.ts';
import { Action, Budget, Ladder, Participant, Phases, Sending, TaskRule } from './schema.ts';

/** A healthy entry of a list and where it stands in it. */
export type Placed<T> = { readonly path: Path; readonly value: T };

/** The healthy parts of a definition: what the schema refuses is left out, so that it does not hide mistakes elsewhere. */
export type Draft = {
  readonly phases: Phases | undefined;
  readonly sending: Sending | undefined;
  readonly budget: Budget | undefined;
  readonly ladders: ReadonlyMap<string, Ladder>;
  readonly tasks: readonly Placed<TaskRule>[];
  readonly participants: readonly Placed<Participant>[];
  readonly actions: readonly Placed<Action>[];
};

/** Reads what can be read of a definition as written. */
export function draftOf(raw: Raw): Draft {
  return {
    phases: Phases.safeParse(raw.phases).data,
    sending: Sending.safeParse(raw.sending).data,
    budget: Budget.safeParse(raw.budget).data,
    ladders: laddersOf(raw.ladders),
    tasks: healthy(raw, 'tasks', TaskRule),
    participants: healthy(raw, 'participants', Participant),
    actions: healthy(raw, 'actions', Action),
  };
}

function healthy<T>(raw: Raw, key: string, schema: z.ZodType<T>): Placed<T>[] {
  return entriesOf(raw, key).flatMap(({ path, raw: entry }) => {
    const { data } = schema.safeParse(entry);
    return data === undefined ? [] : [{ path, value: data }];
  });
}

function laddersOf(raw: unknown): ReadonlyMap<string, Ladder> {
  return new Map(Object.entries(isRecord(raw) ? raw : {}).flatMap(([name, value]): [string, Ladder][] => {
    const { data } = Ladder.safeParse(value);
    return data === undefined ? [] : [[name, data]];
  }));
}
