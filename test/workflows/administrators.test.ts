import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type World, becomes, createWorld, eventually } from './harness.ts';
import { legible } from './histories.ts';
import { fastFrom } from './time.ts';

/** Some working days after the assignment: the peer has answered, the region has been reminded. */
const NOW = '2024-10-14T14:00:00+08:00';

describe('what an administrator sees of a running campaign', () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld();
    const { campaign, campaigns, sink } = world;
    sink.answer((to) => (to === 'zf@samr.test' ? { code: 550, text: '5.1.1 unknown' } : 'accept'));
    await world.start({ timeline: fastFrom(NOW, 10) });
    await campaigns.report(campaign, { unit: 'mot', task: 'summary', nil: true });
    await campaigns.suspend(campaign, { unit: 'sd', task: 'summary' });
    await becomes('an address refused', async () => (await world.journal('samr')).some(({ fact }) => fact === 'letterRefused'));
    await campaigns.hold(campaign);
  });
  afterAll(() => world.end());

  const attributes = async (line?: string): Promise<Record<string, unknown>> => (
    Object.fromEntries((await world.handle(line).describe()).typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value])));
  const details = async (line?: string) => legible(await world.handle(line).query('__temporal_workflow_metadata'));

  it('a line by its search attributes', async () => {
    const { campaign } = world;
    await eventually(async () => expect(await attributes('mot')).toMatchObject({
      CampaignId: campaign, Participant: '交通运输部', ReportStatus: '待审核', Attention: ['awaiting-review'], OverdueTasks: 0, EscalationLevel: 0,
    }));
    expect(await attributes('mot')).not.toHaveProperty('NextDeadline');
    await eventually(async () => expect(await attributes('sd')).toMatchObject({ ReportStatus: '有未反馈', Attention: ['suspended'], OverdueTasks: 1 }));
    await eventually(async () => expect(await attributes('samr')).toMatchObject({ ReportStatus: '待报送', Attention: ['mail-failing'], NextDeadline: new Date('2024-10-18T09:00:00Z') }));
  });

  it('the campaign by its own, with everything its lines need somebody for', () => eventually(async () => {
    expect(await attributes()).toMatchObject({ CampaignPhase: 'summarisation', Attention: ['awaiting-review', 'held', 'mail-failing', 'suspended'] });
  }));

  it.each([
    ['Participant = "交通运输部"', ['mot']],
    ['Attention = "mail-failing" AND Participant IS NOT NULL', ['samr']],
    ['OverdueTasks > 0', ['organiser', 'sd']],
    ['ReportStatus = "待审核"', ['mot']],
    ['NextDeadline < "2024-10-19T00:00:00Z"', ['samr', 'sd']],
    ['Attention = "held" AND Participant IS NULL', ['']],
  ])('the list filtered by %s', async (filter, lines) => {
    await eventually(async () => {
      const found: string[] = [];
      const listed = world.client.workflow.list({ query: `CampaignId = "${world.campaign}" AND ${filter}` });
      for await (const { workflowId } of listed) found.push(workflowId.slice(world.campaign.length + 1));
      expect(found.sort()).toEqual(lines);
    });
  });

  it('a table in Current Details: of a line its tasks, of the campaign its figures', async () => {
    expect(await details('sd')).toMatch(/\*\*2024年全国“质量月”活动 · 山东省\*\*[^]*截至10月14日[^]*\| 济南市市场监管局\s+\| 活动总结\s+\| 10月12日/);
    await eventually(async () => expect(await details()).toMatch(/暂停发函[^]*\| 应报\s+\| 按时/));
  });

  it('what each update is for, and how it is written', async () => {
    const told = await details('mot');
    for (const name of ['submitReport', 'decideExtension', 'release', 'status', 'agenda', 'journal']) expect(told).toContain(name);
    expect(told).toContain('答复延期：{"unit","task","grant":true|false,"until":"2024-10-25"}');
  });

  it('every workflow by a name in Chinese', async () => {
    const { raw } = await world.handle('mot').describe();
    expect(legible(raw.executionConfig?.userMetadata)).toContain('交通运输部 · 报送线');
    expect(legible((await world.handle().describe()).raw.executionConfig?.userMetadata)).toContain('2024年全国“质量月”活动');
  });
});
