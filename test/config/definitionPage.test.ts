import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { officialYear } from '../../campaign/definition/calendarData.ts';
import { checkDefinition } from '../../campaign/definition/check.ts';
import { parseReportFile } from '../../campaign/summary/reportFile.ts';

const page = readFileSync(new URL('../../docs/definition.md', import.meta.url), 'utf8');
const block = (language: string): string => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page)?.[1] ?? '';

test('the definition that docs/definition.md begins with is sound', () => {
  const checked = checkDefinition([{ name: 'my-campaign.yaml', text: block('yaml') }], officialYear);
  expect(checked.problems).toEqual([]);
  expect(checked.ok && checked.compiled.plan.lines.map(({ line }) => line)).toEqual(['mot', 'sd', 'organiser']);
});

test('the report it shows is read without a mistake', () => {
  expect(parseReportFile(block('markdown'))).toMatchObject({ ok: true });
});
