import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consolidate } from '../../../campaign/summary/consolidation.ts';
import { addUp } from '../../../campaign/summary/sums.ts';
import { all, type afterClose, entry, give, goodYear, materialOf, newCampaign, photo, plan, report } from './fixture.ts';

const of = (totals: readonly { name: string; total: number }[]) => Object.fromEntries(totals.map(({ name, total }) => [name, total]));
const action = (id: string, all_: ReturnType<typeof consolidate>) => all_.clauses.flatMap(({ actions }) => actions).find((each) => each.id === id)!;

describe('consolidation', () => {
  it('counts a joint action once: the lead first, co-units where it is silent, never what was only planned', () => {
    const found = action('5.1', consolidate(materialOf(goodYear())));
    expect(of(found.totals)).toEqual({ 检查家次: 1200, 案件数: 35, 公告企业数: 8 });
    expect(found.lead).toBe('市场监管总局产品质量安全监督管理司');
    expect(found.words.map(({ unit }) => unit)).toEqual(['市场监管总局产品质量安全监督管理司', '工业和信息化部']);
  });

  it('takes only what was accepted', () => {
    const campaign = newCampaign();
    report(campaign, 'mwr', 'action-report.5.5', { figures: { 服务企业家次: 7 }, review: false });
    const found = consolidate(materialOf(campaign));
    expect(action('5.5', found)).toMatchObject({ state: 'waiting', totals: [] });
    expect(found.standing.unreviewed.map(({ task }) => task)).toEqual(['action-report.5.5']);
    expect(found.figures.onTime).toBe(1);
  });

  it('lets a participant speak for its units, and adds up theirs where it is silent', () => {
    const { participants } = consolidate(materialOf(goodYear()));
    const sd = participants.find(({ id }) => id === 'sd')!;
    expect(of(sd.totals)).toEqual({ 活动场次: 316, 参与人次: 9000, 培训人次: 700 });
    expect(sd.units.map(({ name }) => name)).toEqual(['山东省济南市市场监管局', '山东省青岛市市场监管局']);
  });

  it('tells who is missing, late, exempt, on paper only, returned', () => {
    const campaign = newCampaign();
    report(campaign, 'bj', 'summary', { late: true });
    give(campaign, { command: 'exempt', unit: 'sd.jinan' }, '2024-09-30T10:00:00+08:00');
    give(campaign, { command: 'noteReceived', unit: 'sd', task: 'summary', entry: entry('2024-10-10T10:00:00+08:00') }, '2024-10-10T10:00:00+08:00');
    report(campaign, 'sd.qingdao', 'summary', { review: false });
    give(campaign, { command: 'reviewReport', unit: 'sd.qingdao', task: 'summary', verdict: 'return', text: 'a'.repeat(64), due: '2024-10-21T17:00:00+08:00' as never }, '2024-10-08T10:00:00+08:00');
    const { standing, participants } = consolidate(materialOf(campaign));
    const units = (refs: readonly { unit: string }[]) => refs.map(({ unit }) => unit);
    expect(units(standing.late)).toEqual(['bj']);
    expect(units(standing.exempt)).toEqual(['sd.jinan']);
    expect(units(standing.onPaperOnly)).toEqual(['sd']);
    expect(units(standing.unfinished)).toEqual(['sd.qingdao']);
    expect(participants.find(({ id }) => id === 'sd')).toMatchObject({ onTimeRate: 1 / 2, figures: { due: 3, onTime: 1, exempt: 1, missing: 1, returned: 1 } });
  });

  it('counts opinions; a countersigning body with nothing to say agrees', () => {
    const campaign = newCampaign();
    report(campaign, 'miit', 'countersign', { nil: true });
    report(campaign, 'mwr', 'countersign', { answer: 'disagree' });
    expect(consolidate(materialOf(campaign)).answers).toMatchObject([{ asked: 2, agree: 1, comments: 0, disagree: 1 }]);
  });

  it('holds back the words of a report that is not confirmed as reviewed for secrecy, and cases where fees are in doubt', () => {
    const campaign = newCampaign();
    report(campaign, 'mwr', 'action-report.5.5', { narrative: '不应引用。', cases: [{ title: '甲', text: '甲' }], declarations: { ...all, secrecyReviewed: false } });
    report(campaign, 'bj', 'summary', { narrative: '可以引用。', figures: { 收费金额: 100 }, cases: [{ title: '乙', text: '乙' }] });
    const found = consolidate(materialOf(campaign));
    expect(action('5.5', found).words).toEqual([]);
    expect(found.participants.find(({ id }) => id === 'bj')?.words).toHaveLength(1);
    expect(found.cases.map(({ title, held }) => [title, held])).toEqual([['甲', ['undeclared:secrecyReviewed']], ['乙', ['fees', 'contradiction:noFees']]]);
    expect(found.standing.flagged.map(({ unit }) => unit)).toEqual(['mwr', 'bj']);
  });

  it('goes on without a report or a whole line, and says so', () => {
    const campaign = goodYear();
    campaign.reports.clear();
    const lines = materialOf(campaign).lines.filter((line) => line.plan.line !== 'bj');
    const found = consolidate({ ...materialOf(campaign), lines });
    expect(found.unrecorded).toEqual(['北京市']);
    expect(found.standing.unreadable).toHaveLength(12);
    expect(found.totals).toEqual([]);
  });

  it('is plain data', () => {
    const found = consolidate(materialOf(goodYear()));
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it('adds up, whatever came from whom', () => {
    const tasks = plan.lines.filter(({ line }) => line !== 'organiser').flatMap(({ tasks: own }) => own);
    const figures = fc.dictionary(fc.constantFrom('检查家次', '案件数', '收费金额'), fc.integer({ min: 0, max: 1e9 }).map((cents) => cents / 100));
    const done = fc.record({
      task: fc.constantFrom(...tasks), what: fc.constantFrom('accept', 'submit', 'nil', 'exempt', 'late'), figures, files: fc.nat(3),
    });
    fc.assert(fc.property(fc.uniqueArray(done, { selector: ({ task }) => `${task.unit}/${task.task}`, maxLength: 14 }), (doings) => {
      const campaign = newCampaign();
      for (const { task: { unit, task }, what, figures: given, files } of doings) {
        if (what === 'exempt') give(campaign, { command: 'exempt', unit, task }, '2024-10-08T10:00:00+08:00');
        else report(campaign, unit, task, {
          figures: given, nil: what === 'nil', late: what === 'late', review: what !== 'submit',
          files: Array.from({ length: files }, (_, index) => photo(`${unit}${task}${String(index)}.jpg`)),
        });
      }
      const found = consolidate(materialOf(campaign));
      const { due, onTime, late, exempt, missing, open } = found.figures;
      expect(due).toBe(tasks.length);
      expect(onTime + late + exempt + missing).toBe(due);
      expect(open).toBe(0);
      const { standing, groups, participants, kinds, clauses, totals, materials } = found;
      expect([standing.missing.length, standing.late.length, standing.exempt.length]).toEqual([missing, late, exempt]);
      expect(groups.reduce((sum, group) => sum + group.figures.due, 0)).toBe(due);
      const { feedback } = found;
      expect(feedback.onTime + feedback.late + feedback.exempt + feedback.missing).toBe(feedback.due);
      expect(feedback.due).toBe(tasks.filter(({ task }) => /report|summary/.test(task)).length);
      expect(of(totals)).toEqual(of(addUp(kinds.map((kind) => kind.totals))));
      expect(of(totals)).toEqual(of(addUp(clauses.flatMap(({ actions }) => actions.map((each) => each.totals)))));
      for (const group of groups) {
        expect(of(group.totals)).toEqual(of(addUp(participants.filter((each) => each.group === group.group).map((each) => each.totals))));
      }
      expect(materials.photos).toBe(participants.reduce((sum, each) => sum + each.materials.photos, 0));
      for (const { totals: own } of clauses.flatMap(({ actions }) => actions)) {
        for (const { name, total } of own) expect(doings.some((each) => each.figures[name] === total)).toBe(true);
      }
    }), { numRuns: 60 });
  });

  it('counts open tasks apart before the lines close', () => {
    const { figures } = consolidate(materialOf(newCampaign(), '2024-10-10T09:00:00+08:00' as typeof afterClose));
    expect(figures).toMatchObject({ missing: 0, open: figures.due });
  });
});
