import { z } from 'zod';
import { digest } from './digest.ts';
import { getDocument } from './documents.ts';
import type { Contents, Digest, References } from './store.ts';

/** The reference to the last words of a line that has closed: what it told the campaign at the end, with its record. */
export function closedName(campaign: string, line: string): string {
  return `campaigns/${campaign}/closed/${line}`;
}

/** The record of a line that closed; undefined while it runs. */
export async function readClosed(store: References, campaign: string, line: string): Promise<Digest | undefined> {
  const text = await store.getReference(closedName(campaign, line));
  return text === undefined ? undefined : z.object({ record: digest }).parse(JSON.parse(text)).record;
}

const outline = z.looseObject({
  state: z.looseObject({
    tasks: z.record(z.string(), z.looseObject({ status: z.string(), versions: z.number(), report: z.string().optional() })),
  }),
});

/** The tasks, by key, of a line that has closed; undefined before. The server forgets a closed workflow, the store does not. */
export async function closedTasks(store: Contents & References, campaign: string, line: string): Promise<z.infer<typeof outline>['state']['tasks'] | undefined> {
  const record = await readClosed(store, campaign, line);
  return record === undefined ? undefined : (await getDocument(store, record, outline)).state.tasks;
}
