import { describe, expect, it } from 'vitest';
import { readLetterSources } from '../../activities/letters/sources.ts';
import { checkLetters } from '../../campaign/definition/letterCheck.ts';
import { LETTER_KINDS, isInternal, variantsOf } from '../../campaign/definition/letterNames.ts';
import { EXAMPLE_VIEW } from '../../campaign/definition/letterView.ts';
import { loadTemplates } from '../../activities/letters/templates.ts';

describe('our letters', async () => {
  const sources = await readLetterSources('config/letters');
  const templates = await loadTemplates('config/letters');

  it('pass the check', () => {
    expect(checkLetters(sources, 'config/letters')).toEqual([]);
  });

  it.each(LETTER_KINDS.flatMap((kind) => variantsOf(kind).map((variant) => ({ kind, variant }))))('$kind for $variant can be written', ({ kind, variant }) => {
    const template = templates.find(kind, variant);
    for (const write of [template.subject, template.title, template.preview, template.sender, template.body, template.notes]) {
      expect(write({ ...EXAMPLE_VIEW, relation: isInternal(kind) ? 'own' : 'peer' }).trim()).not.toBe('');
    }
  });

  it('do not command provinces as our own are commanded', () => {
    for (const { name, text } of sources.filter((each) => each.name.includes('.guided.'))) expect(text, name).not.toMatch(/督办|催报|责令|通报|务必/);
  });
});
