import { describe, expect, test } from 'vitest';
import { officialYear } from '../../../campaign/definition/calendarData.ts';
import { checkDefinition } from '../../../campaign/definition/check.ts';
import { type SourceFile } from '../../../campaign/definition/sources.ts';
import { largeDefinition } from '../../scale/largeDefinition.ts';

const problemsOf = (files: readonly SourceFile[]) => checkDefinition(files, officialYear).problems.map(({ path, message }) => ({ path, message }));
const edit = (files: readonly SourceFile[], from: RegExp, to: string): SourceFile[] => files.map(({ name, text }) => ({ name, text: text.replaceAll(from, to) }));

describe('what does not fit is refused before anything starts', () => {
  test('the largest that is promised fits', () => {
    expect(problemsOf(largeDefinition({ participants: 1000, units: 20 }))).toEqual([]);
    expect(problemsOf(largeDefinition({ participants: 3, units: 199 }))).toEqual([]);
  });

  test('more than 1,000 lines, more than 200 units a line', () => {
    expect(problemsOf(largeDefinition({ participants: 1001, units: 0 }))).toContainEqual({ path: 'participants[1000]', message: '参与单位共 1001 个，超过一次活动 1000 条报送线的上限' });
    expect(problemsOf(largeDefinition({ participants: 1, units: 200 }))).toContainEqual({
      path: 'participants[0].units[199]', message: '“p0”连同下属单位共 201 个，超过一条报送线 200 个单位的上限',
    });
  });

  test('more tasks than a line can carry on', () => {
    const weekly = ['2024-09-30', '2024-10-11', '2024-10-14'].map((due, n) => (
      `  - { id: weekly-${String(n)}, title: 周报, for: all, assign: 2024-09-09, due: ${due}, unitsDue: T-1, ladder: { reminders: [], overdue: [], escalation: [] } }\n`)).join('');
    const files = largeDefinition({ participants: 1, units: 199 }).map(({ name, text }) => ({ name, text: name === 'campaign.yaml' ? text + weekly : text }));
    expect(problemsOf(files)).toEqual([{ path: 'participants[0]', message: expect.stringMatching(/^“p0”连同下属单位共有 80\d 项报送事项，超过一条报送线 600 项的上限$/) as string }]);
  });

  test("a line's part of the plan that is too large", () => {
    const files = edit(largeDefinition({ participants: 1, units: 199 }), /name: 某某市/g, `name: ${'很长的单位名称'.repeat(60)}`);
    expect(problemsOf(files)).toEqual([{ path: 'participants[0]', message: expect.stringMatching(/^“p0”的方案有 2\d\d KiB，超过一条报送线 256 KiB 的上限$/) as string }]);
  });

  test("the campaign's own part that is too large", () => {
    const files = edit(largeDefinition({ participants: 1000, units: 0 }), /name: 某某地区/g, `name: ${'很长的单位名称'.repeat(8)}`);
    expect(problemsOf(files)).toEqual([{ path: 'participants', message: expect.stringMatching(/^参与单位的名称合计过长：活动方案的总表有 \d+ KiB，超过 256 KiB 的上限$/) as string }]);
  });
});
