import { fileTypeFromBuffer } from 'file-type';
import { describe, expect, it } from 'vitest';
import { keyOf, ruleOf } from '../../../campaign/line/plan.ts';
import { checkReport } from '../../../campaign/summary/evidence.ts';
import { EMPTY_CONTENT, Report } from '../../../campaign/summary/report.ts';
import { writeScript } from '../../../client/rehearsal/script/script.ts';
import { writeReport } from '../../../client/rehearsal/texts/report.ts';
import { campaign2024 } from './examples.ts';

const { plan } = campaign2024();
const { acts } = writeScript(plan, 7);
const written = acts.flatMap((act) => {
  const { deed } = act;
  const line = plan.lines.find((each) => each.line === act.line);
  if (deed.do !== 'report' || line === undefined) return [];
  const task = line.tasks.find((each) => keyOf(each) === keyOf(deed));
  return task === undefined ? [] : [{ act, deed, line, rule: ruleOf(line, task), made: writeReport(plan, line, act, deed, 7) }];
});

describe('what the actors write', () => {
  it('is a report as the facade takes it, marked 演练', () => {
    expect(written.length).toBeGreaterThan(200);
    for (const { deed, made } of written) {
      const { report, nil } = made;
      expect(Report.safeParse({ ...report, unit: deed.unit, task: deed.task, files: [], nil }).error).toBeUndefined();
      expect(`${report.narrative}${made.reason ?? ''}`).toContain('演练');
      expect(report.narrative).not.toMatch(/[{}]/);
    }
  });

  it('brings what is asked for; only a declaration is forgotten now and then', () => {
    const lacking = written.filter(({ deed, made }) => deed.quality !== 'thin' && !made.nil).flatMap(({ deed, rule, made }) => (
      checkReport(rule, Report.parse({ ...EMPTY_CONTENT, ...made.report, unit: deed.unit, task: deed.task, files: [], nil: made.nil })).missing));
    expect(lacking.filter((what) => !what.startsWith('未确认'))).toEqual([]);
    expect(lacking.length).toBeLessThan(written.length * 0.05);
  });

  it('varies, and is the same for the same seed', () => {
    const narratives = written.filter(({ rule, deed }) => rule.form === 'report' && deed.quality === 'full').map(({ made }) => made.report.narrative);
    expect(new Set(narratives).size).toBeGreaterThan(narratives.length * 0.95);
    for (const { act, deed, line, made } of written.slice(0, 40)) expect(writeReport(plan, line, act, deed, 7)).toEqual(made);
  });

  it('comes with small files that are what their names say', async () => {
    const files = written.flatMap(({ made }) => made.files);
    expect(files.length).toBeGreaterThan(20);
    for (const { name, bytes } of files.slice(0, 30)) {
      expect((await fileTypeFromBuffer(bytes))?.ext).toBe(name.split('.').at(-1));
      expect(bytes.length).toBeLessThan(20_000);
    }
  });
});
