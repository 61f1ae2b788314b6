import { describe, expect, it } from 'vitest';
import { FLAG_TITLES, checkReport, isFlag } from '../../../campaign/summary/evidence.ts';
import { EMPTY_CONTENT, type Report } from '../../../campaign/summary/report.ts';
import { all, photo } from './fixture.ts';

const nothing = { form: 'report', evidence: {}, declarations: [] } as const;
const asked = {
  form: 'report', declarations: ['noFees', 'secrecyReviewed'],
  evidence: { narrative: 10, cases: 1, photos: 2, videos: 1, files: 4, links: 1, figures: ['检查家次', '案件数'], publishedOn: 'required' },
} as const;
const empty: Report = { ...EMPTY_CONTENT, unit: 'mot', task: 'summary', files: [], nil: false };

describe('checking a report', () => {
  it('names everything that was asked for and is not there', () => {
    expect(checkReport(asked, { ...empty, narrative: '一二三 四五', files: [photo('a.jpg')], figures: { 案件数: 0 } }).missing).toEqual([
      '文字材料应有10字，现有5字', '典型案例应有1个，现有0个', '图片应有2张，现有1张', '视频应有1个，现有0个', '附件应有4个，现有1个', '公开链接应有1个，现有0个',
      '缺少数据“检查家次”（没有请填 0）', '缺少公开发布日期', '未确认“未借活动名义收费”', '未确认“已经本单位保密审查”', '未注明拟稿人和审签人',
    ]);
  });

  it('asks for nothing that the rule does not ask for', () => {
    expect(checkReport(nothing, empty)).toEqual({ missing: [], flags: [] });
    expect(checkReport({ ...nothing, form: 'countersign' }, empty).missing).toEqual(['未注明意见（同意、有修改意见或不同意）']);
  });

  it('asks nothing of a nil report', () => {
    expect(checkReport(asked, { ...empty, nil: true })).toEqual({ missing: [], flags: [] });
  });

  it('flags what was not declared, and a fee against the declaration', () => {
    expect(checkReport(asked, empty).flags).toEqual(['undeclared:noFees', 'undeclared:secrecyReviewed']);
    expect(checkReport(asked, { ...empty, declarations: all, figures: { 收费金额: 0 } }).flags).toEqual([]);
    expect(checkReport(asked, { ...empty, declarations: all, figures: { 培训收费: 800 } }).flags).toEqual(['fees', 'contradiction:noFees']);
    expect(checkReport(nothing, { ...empty, figures: { 收费金额: 1 } }).flags).toEqual(['fees']);
  });

  it('flags a gift or a banquet against the declaration of thrift', () => {
    expect(checkReport(asked, { ...empty, declarations: all, figures: { 纪念品金额: 3000 } }).flags).toEqual(['contradiction:frugal']);
    expect(checkReport(asked, { ...empty, declarations: { ...all, frugal: false }, figures: { 纪念品金额: 3000 } }).flags).toEqual([]);
    expect(checkReport(asked, { ...empty, declarations: all, figures: { 招待费: 0 } }).flags).toEqual([]);
  });

  it('flags a contradiction even where nothing was asked for, and in a nil report', () => {
    expect(checkReport(nothing, { ...empty, nil: true, declarations: all, figures: { 报名费: 200 } }).flags).toEqual(['fees', 'contradiction:noFees']);
  });

  it('flags a marking of secrecy wherever it stands, even in a nil report', () => {
    for (const marked of [{ narrative: '机密★3年' }, { cases: [{ title: '案例', text: '绝密 ★' }] }, { files: [photo('秘密★.jpg')] }, { nil: true, reason: '秘密★' }]) {
      expect(checkReport(nothing, { ...empty, ...marked }).flags).toEqual(['secrecy:marking']);
    }
    expect(checkReport(nothing, { ...empty, narrative: '保守商业秘密，做好机密工作' }).flags).toEqual([]);
  });

  it('says every flag in words, and flags nothing else', () => {
    for (const flag of checkReport(asked, { ...empty, figures: { 收费: 1 }, narrative: '机密★' }).flags) expect(isFlag(flag) && FLAG_TITLES[flag]).toBeTruthy();
    expect(isFlag('toString')).toBe(false);
  });
});
