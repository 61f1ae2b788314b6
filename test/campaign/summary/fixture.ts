import { createHash } from 'node:crypto';
import { officialYear } from '../../../campaign/definition/calendarData.ts';
import { compile } from '../../../campaign/definition/compile/compile.ts';
import { parseDefinition } from '../../../campaign/definition/parse.ts';
import type { Command } from '../../../campaign/line/commands.ts';
import { apply } from '../../../campaign/line/apply.ts';
import { decide } from '../../../campaign/line/decide.ts';
import type { Entry, Fact } from '../../../campaign/line/facts.ts';
import { type LinePlan, ruleOf } from '../../../campaign/line/plan.ts';
import { type LineState, openLine } from '../../../campaign/line/state.ts';
import { type Instant, instant } from '../../../campaign/time/instant.ts';
import { checkReport } from '../../../campaign/summary/evidence.ts';
import { EMPTY_CONTENT, type Report } from '../../../campaign/summary/report.ts';
import { OFFICE } from '../definition/common.ts';

const text = `id: quality-month-2024
title: 2024年全国“质量月”活动
theme: 加强质量支撑 共建质量强国
phases: { planning: 2024-07-01, activities: 2024-09-02, summarisation: 2024-10-08, close: 2024-11-01, archive: 2024-11-29 }
${OFFICE}
ladders:
  peer: { reminders: [T-1], overdue: [T+2] }
  guided: { reminders: [T-1], overdue: [T+2] }
  own: { reminders: [T-1], overdue: [T+2] }
clauses:
  - { id: "2.1", title: 扎实推进《纲要》贯彻落实 }
  - { id: "3.5", title: 推动重点领域质量提升 }
  - { id: "3.6", title: 加强重点产品质量安全保障 }
kinds:
  enforcement: { evidence: { figures: [检查家次, 案件数] } }
  service: { evidence: { figures: [服务企业家次, 收费金额] } }
  publication: { evidence: { links: 1, publishedOn: required } }
tasks:
  - { id: countersign, title: 会签, form: countersign, for: departments, except: [samr], assign: 2024-07-15, due: 2024-07-24, source: inferred }
  - { id: notice, title: 印发通知, form: confirm, for: organiser, settledBy: issueNotice, assign: 2024-07-15, due: 2024-07-26 }
  - { id: action-plan, title: 重点活动方案, each: action, for: leads, assign: 2024-07-29, due: 2024-08-16, source: inferred }
  - { id: action-report, title: 重点活动情况, each: action, for: leads, assign: 2024-09-02, due: 2024-10-16, source: inferred, declarations: [noFees, secrecyReviewed] }
  - { id: joint-report, title: 配合活动情况, each: action, for: co, assign: 2024-09-02, due: 2024-10-16, source: inferred, declarations: [secrecyReviewed] }
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5, declarations: [voluntary, noFees, frugal, secrecyReviewed] }
participants:
  - { id: samr, name: 市场监管总局, kind: department, relation: own, contacts: [{ mail: samr@departments.test }],
      units: [{ id: samr.supervision, name: 产品质量安全监督管理司, contacts: [{ mail: samr-supervision@departments.test }] }] }
  - { id: miit, name: 工业和信息化部, kind: department, relation: peer, contacts: [{ mail: miit@departments.test }] }
  - { id: mwr, name: 水利部, kind: department, relation: peer, contacts: [{ mail: mwr@departments.test }] }
  - { id: bj, name: 北京市, kind: region, relation: guided, contacts: [{ mail: bj@regions.test }] }
  - { id: sd, name: 山东省, fullName: 山东省市场监督管理局, kind: region, relation: guided, contacts: [{ mail: sd@regions.test }],
      units: [{ id: sd.jinan, name: 济南市市场监管局, contacts: [{ mail: jinan@regions.test }] }, { id: sd.qingdao, name: 青岛市市场监管局, contacts: [{ mail: qingdao@regions.test }] }] }
actions:
  - { id: "5.1", clause: "3.5", title: 电动自行车质量提升活动, kind: enforcement, lead: samr.supervision, co: [miit, mwr], source: inferred }
  - { id: "5.5", clause: "3.5", title: 重大水利工程建设质量提升行动, kind: service, lead: mwr, co: [], source: inferred }
  - { id: "6.1", clause: "3.6", title: 发布重点产品质量国家监督抽查结果, kind: publication, lead: samr.supervision, co: [], partners: [中国消费者协会], source: inferred }
`;

const { definition, problems } = parseDefinition([{ name: 'campaign.yaml', text }]);
if (definition === undefined || problems.length > 0) throw new Error(JSON.stringify(problems, undefined, 2));
const compiled = compile(definition, officialYear);
if (compiled.findings.length > 0) throw new Error(JSON.stringify(compiled.findings, undefined, 2));

export const { plan, roster } = compiled;
export const afterClose = instant('2024-11-04T09:00:00+08:00');
const INTIME = '2024-09-30T15:00:00+08:00';
const LATE = '2024-10-25T15:00:00+08:00';

/** A campaign in progress: lines, the facts so far and the reports by digest. */
export interface Campaign {
  readonly lines: Map<string, { plan: LinePlan; state: LineState; facts: Fact[] }>;
  readonly reports: Map<string, Report>;
}

export function newCampaign(): Campaign {
  return { lines: new Map(plan.lines.map((line) => [line.line, { plan: line, state: openLine(line), facts: [] }])), reports: new Map() };
}

/** Gives a command to the unit's line; it must not be refused. */
export function give(campaign: Campaign, command: Command, when: string): void {
  const id = 'unit' in command ? command.unit.split('.')[0] ?? '' : 'organiser';
  const line = campaign.lines.get(id)!;
  const facts = decide(line.plan, line.state, command, instant(when));
  for (const fact of facts) {
    if (fact.fact === 'refused') throw new Error(fact.why);
    line.state = apply(line.state, fact);
    line.facts.push(fact);
  }
}

export interface Given extends Partial<Report> { readonly late?: boolean; readonly review?: boolean }

/** Reports and, unless `review: false`, accepts. The stand-in for a digest is the hash of the report. */
export function report(campaign: Campaign, unit: string, task: string, given: Given = {}): Report {
  const { late = false, review = true, ...content } = given;
  const made: Report = { ...EMPTY_CONTENT, unit, task, files: [], nil: false, declarations: all, ...content };
  const digest = createHash('sha256').update(JSON.stringify(made)).digest('hex');
  campaign.reports.set(digest, made);
  const when = task === 'countersign' || task.startsWith('action-plan') ? '2024-07-20T15:00:00+08:00' : late ? LATE : INTIME;
  const line = campaign.lines.get(unit.split('.')[0] ?? '')!.plan;
  const rule = ruleOf(line, line.tasks.find((each) => each.unit === unit && each.task === task)!);
  give(campaign, {
    command: 'submitReport', unit, task, report: digest, nil: made.nil, flags: checkReport(rule, made).flags,
    disagreed: made.answer === 'disagree', entry: entry(when),
  }, when);
  if (review && rule.form === 'report') give(campaign, { command: 'reviewReport', unit, task, verdict: 'accept' }, when.replace('15:00', '16:00'));
  return made;
}

export const all = { voluntary: true, noFees: true, frugal: true, secrecyReviewed: true };
export const photo = (name: string) => ({ digest: createHash('sha256').update(name).digest('hex'), name, size: 1, type: 'image/jpeg' });

export function entry(when: string): Entry {
  return { channel: 'portal', receivedAt: instant(when), enteredBy: 'contact' };
}

/** What consolidate takes. */
export function materialOf({ lines, reports }: Campaign, asOf: Instant = afterClose) {
  return { plan, lines: [...lines.values()].map((line) => ({ plan: line.plan, state: line.state })), reports, asOf };
}

/** A campaign as a good year goes: nearly everything came, a few things did not. */
export function goodYear(): Campaign {
  const campaign = newCampaign();
  report(campaign, 'miit', 'countersign', { answer: 'agree' });
  report(campaign, 'mwr', 'countersign', { answer: 'comments', narrative: '建议增加水利内容。' });
  report(campaign, 'samr.supervision', 'action-plan.5.1', { narrative: '拟检查 9999 家。', figures: { 检查家次: 9999 } });
  report(campaign, 'samr.supervision', 'action-report.5.1', {
    narrative: '# 活动情况\n\n聚焦生产、销售两端，组织开展电动自行车产品质量专项检查，督促企业落实强制性国家标准。指导 12 个产业集聚区建立质量提升工作机制，推动 86 家企业完成整改。\n\n| 表 | 不要 |\n|---|---|\n| 1 | 2 |\n\n下一步，将持续跟踪整改成效。',
    figures: { 检查家次: 1200, 案件数: 35 }, cases: [{ title: '某集聚区“一企一策”整改见成效', text: '监管部门会同行业协会，对集聚区 23 家企业逐一会诊，三个月内产品抽查合格率提高 11 个百分点。' }],
    files: [photo('检查.jpg'), photo('座谈.jpg')], signoff: { drafter: '张三', approver: '李四' },
  });
  report(campaign, 'miit', 'joint-report.5.1', { narrative: '配合开展行业规范公告管理，公告符合规范条件企业 8 家。', figures: { 检查家次: 300, 公告企业数: 8 } });
  report(campaign, 'mwr', 'action-report.5.5', {
    narrative: '围绕重大水利工程建设，组织开展质量巡查和“质量终身责任制”落实情况检查，现场帮扶参建企业解决质量管理问题。', figures: { 服务企业家次: 96, 收费金额: 0 },
    cases: [{ title: '智慧工地守牢工程质量', text: '某枢纽工程建成混凝土全过程追溯系统，关键工序一次验收合格率达到 99.6%。' }],
  });
  report(campaign, 'samr.supervision', 'action-report.6.1', { publishedOn: '2024-09-20', links: ['https://www.samr.gov.cn/zlfzj/'], narrative: '集中公布 32 种重点产品国家监督抽查结果。' });
  report(campaign, 'samr', 'summary', { narrative: '统筹组织质量月启动仪式和主题宣传，通过多种媒体讲述质量故事。', files: [{ ...photo('启动.mp4'), type: 'video/mp4' }] });
  report(campaign, 'miit', 'summary', { nil: true });
  report(campaign, 'bj', 'summary', { narrative: '举办“质量开放日”活动，邀请市民走进企业实验室。', figures: { 活动场次: 52, 参与人次: 18000 }, late: true, cases: [{ title: '实验室向市民开放', text: '36 家检测机构开放实验室，接待市民 5200 人次。' }] });
  report(campaign, 'sd.jinan', 'summary', { narrative: '济南开展质量进社区。', figures: { 活动场次: 40, 参与人次: 9000 } });
  report(campaign, 'sd.qingdao', 'summary', { narrative: '青岛开展质量进企业。', figures: { 活动场次: 25, 培训人次: 700 } });
  report(campaign, 'sd', 'summary', {
    narrative: '全省联动开展质量强企强链强县活动，组织质量专家为企业“问诊把脉”，帮助 412 家中小企业解决质量难题。', figures: { 活动场次: 316 },
    cases: [{ title: '质量专家“问诊”产业链', text: '组织 60 名专家进驻 8 条重点产业链，提出改进建议 420 条。' }], files: [photo('问诊.jpg')],
  });
  return campaign;
}
