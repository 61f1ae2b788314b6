import { join, relative } from 'node:path';
import { createComposer } from '../../activities/letters/compose.ts';
import { domainOf } from '../../activities/letters/messageId.ts';
import type { PreviewOptions } from '../../activities/letters/preview.ts';
import { createTemplates } from '../../activities/letters/templates.ts';
import { urlOfLink } from '../../activities/links/link.ts';
import { readLetterSources } from '../../activities/letters/sources.ts';
import { loadDotEnv, readEnvironment } from '../../config/environment.ts';
import { LETTERS, requireDefinition } from './definition.ts';

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
  const from = mailFrom ?? `${roster.office.name} <${roster.office.mail}>`;
  const compose = createComposer({
    templates: createTemplates(await readLetterSources(LETTERS)), sender: { from, replyTo: roster.office.mail, domain: domainOf(from) },
  });
  // A sample: a real one opens something.
  return { compose, campaign, roster, ...(portalUrl === undefined ? {} : { link: urlOfLink(portalUrl, 'sample') }) };
}
