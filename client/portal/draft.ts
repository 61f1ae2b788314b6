import { type Draft, readDraft, writeDraft } from '../../activities/store/drafts.ts';
import type { Store } from '../../activities/store/store.ts';
import { type ReportForm, one } from './form.ts';

type Key = Parameters<typeof readDraft>[1];

/** Fields that are about the form and not in it. */
const OF_THE_FORM = new Set(['csrf', 'keep', 'do', 'auto', 'seen', 'tab', 'request']);

/** Keeps a form as it was typed, in the place of what was kept before. */
export async function keepDraft(store: Store, key: Key, form: ReportForm): Promise<Draft> {
  const fields = Object.fromEntries(Object.entries(form.fields).filter(([name]) => !OF_THE_FORM.has(name)));
  const draft = { request: form.request, files: form.files, fields, saved: Date.now(), tab: one(form.fields, 'tab').slice(0, 40) };
  await writeDraft(store, key, draft);
  return draft;
}

/**
 * Keeps it while it is typed, without anybody asking: unless another window or a colleague kept or submitted something since this page was
 * opened. Two at the very same moment are not told apart; then the later one stands, as with the button.
 */
export async function autosave(store: Store, key: Key, form: ReportForm): Promise<Draft | undefined> {
  const { saved = 0, tab } = await readDraft(store, key) ?? {};
  const isOurs = String(saved) === one(form.fields, 'seen') || (tab !== undefined && tab === one(form.fields, 'tab'));
  return isOurs ? keepDraft(store, key, form) : undefined;
}
