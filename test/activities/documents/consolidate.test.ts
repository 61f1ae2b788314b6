import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { consolidate, consolidator } from '../../../activities/documents/consolidate.ts';
import { latestDraft } from '../../../activities/store/summaryDrafts.ts';
import { getDocument, putDocument } from '../../../activities/store/documents.ts';
import { consolidate as consolidateMaterial } from '../../../campaign/summary/consolidation.ts';
import { summaryMarkdown } from '../../../campaign/summary/markdown.ts';
import { goodYear, materialOf } from '../../campaign/summary/fixture.ts';
import { campaign, inputOf, storedCampaign } from './fixture.ts';

const text = z.string();

describe('consolidating from the store', () => {
  it('writes what the rules say, and finds it again', async () => {
    const stored = await storedCampaign();
    const { draft, annex, figures } = await consolidate(stored.store, inputOf(stored));
    const all = consolidateMaterial(materialOf(goodYear()));
    expect(await getDocument(stored.store, draft, text)).toBe(summaryMarkdown(all));
    expect(figures).toEqual(all.figures);
    expect(await getDocument(stored.store, annex, text)).toContain('内部附件');
    expect(await latestDraft(stored.store, campaign)).toMatchObject({ draft, annex });
    expect(await latestDraft(stored.store, 'other')).toBeUndefined();
  });

  it('gives the same digest when it is tried again, in whatever order the records come', async () => {
    const stored = await storedCampaign();
    const input = inputOf(stored);
    const first = await consolidator(stored)(input);
    expect(await consolidator(stored)({ ...input, records: [...input.records].reverse() })).toEqual(first);
  });

  it('goes on without a report, a record, a slice of the plan; the annex says what is missing', async () => {
    const stored = await storedCampaign();
    const whole = await consolidate(stored.store, inputOf(stored));
    const lost = stored.made.lines.get('bj')!.state.tasks['bj/summary']!.report!;
    await stored.store.remove(lost);
    await stored.store.remove(stored.records.sd!);
    const damaged = await putDocument(stored.store, { campaign, line: 'mwr', plan: 'nonsense' });
    const { annex, figures, draft } = await consolidate(stored.store, { ...inputOf(stored), records: [...inputOf(stored).records, damaged] });
    const said = await getDocument(stored.store, annex, text);
    expect(said).toContain(`| bj/summary 的报送材料 | 存储中没有（可能已按规定清除） | \`${lost}\` |`);
    expect(said).toContain(`| 一条报送线的结果 | 格式与本程序版本不符 | \`${damaged}\` |`);
    expect(said).toContain('**各项数字均不包含它们**：山东省');
    expect(figures.due).toBe(whole.figures.due - 3);
    expect(await getDocument(stored.store, draft, text)).toContain('# 2024年全国“质量月”活动总结');
  });

  it('cannot do without the plan', async () => {
    const stored = await storedCampaign();
    await stored.store.remove(stored.head);
    await expect(consolidate(stored.store, inputOf(stored))).rejects.toMatchObject({ failure: 'missing' });
  });
});
