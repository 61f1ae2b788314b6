import { join, relative } from 'node:path';
import type { PreviewOptions } from '../../activities/letters/preview.ts';
import { urlOfLink } from '../../activities/links/link.ts';
import { loadDotEnv, readEnvironment } from '../../config/environment.ts';
import { LETTERS } from '../definitions.ts';
import { openDesk as openComposer } from '../letterDesk.ts';
import { requireDefinition } from './definition.ts';

/** What letters are previewed from: a definition and the templates as they are now. */
export type PreviewDesk = Pick<PreviewOptions, 'compose' | 'campaign' | 'roster' | 'link'>;

/** A template as a person would open it. */
export function templateFile(template: string): string {
  return relative(process.cwd(), join(LETTERS, template));
}

/** @throws Refused if definition or templates have mistakes. */
export async function openDesk(path: string): Promise<PreviewDesk> {
  const { compiled: { plan: campaign, roster } } = await requireDefinition(path);
  loadDotEnv();
  const { mailFrom, portalUrl } = readEnvironment();
  // A sample: a real one opens something.
  return { compose: await openComposer(roster, mailFrom), campaign, roster, ...(portalUrl === undefined ? {} : { link: urlOfLink(portalUrl, 'sample') }) };
}
