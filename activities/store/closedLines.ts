import { z } from 'zod';
import { getDocument } from './documents.ts';
import type { Contents, References } from './store.ts';

/** The reference to the last words of a line that has closed: what it told the campaign at the end, with its record. */
export function closedName(campaign: string, line: string): string {
  return `campaigns/${campaign}/closed/${line}`;
}

const named = z.looseObject({ record: z.string() });
const outline = z.looseObject({
  state: z.looseObject({
    tasks: z.record(z.string(), z.looseObject({ status: z.string(), versions: z.number(), report: z.string().optional() })),
  }),
});

/** The tasks, by key, of a line that has closed; undefined before. The server forgets a closed workflow, the store does not. */
export async function closedTasks(store: Contents & References, campaign: string, line: string): Promise<z.infer<typeof outline>['state']['tasks'] | undefined> {
  const text = await store.getReference(closedName(campaign, line));
  if (text === undefined) return undefined;
  return (await getDocument(store, named.parse(JSON.parse(text)).record, outline)).state.tasks;
}
