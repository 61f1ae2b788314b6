import { describe, expect, it } from 'vitest';
import { isFee, isLavish } from '../../../campaign/summary/figureNames.ts';

describe('the name of a figure', () => {
  it.each([
    '收费金额', '培训收费', '收费企业家次', '收取参展费', '收取企业会员费金额', '费用', '活动费用（万元）', '参展费', '报名费（元）', '评审费 (万元)', '服务费收入', '赞助费总额', '检查费', '违规收费金额',
  ])('%s is a fee', (name) => {
    expect(isFee(name)).toBe(true);
  });

  it.each([
    '检查家次', '案件数', '消费者人次', '居民消费（亿元）', '消费投诉件数', '免费检测批次', '减免检验费（万元）', '降低企业费用（万元）', '经费（万元）', '活动经费支出', '退还收费金额', '查处乱收费案件数',
    '涉企收费检查家次', '研发费用', '收取样品数', '费孝通奖', '招待费', '未收费家次',
  ])('%s is none', (name) => {
    expect(isFee(name)).toBe(false);
  });

  it('tells gifts and banquets from visitors', () => {
    expect(['礼品金额', '纪念品（份）', '宴请次数', '公务招待费'].map(isLavish)).toEqual([true, true, true, true]);
    expect(['接待市民人次', '接待企业家次', '检查家次'].map(isLavish)).toEqual([false, false, false]);
  });
});
