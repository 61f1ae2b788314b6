import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../campaign/definition/parse.ts';

/** Facts of 2024, beside the repository and not part of it. */
interface Facts {
  departments: { signedAs: string; fullName: string }[];
  contentAreas: string[]; arrangements: string[];
  actions: { id: string; name: string; kind: string; inferredLead: string; inferredCoLeads: string[] }[];
}

const folder = new URL('../../config/campaigns/quality-month-2024/', import.meta.url);
const shared = new URL('../../../shared/', import.meta.url);

const { definition: parsed, problems } = parseDefinition(['campaign.yaml', 'participants.yaml', 'actions.yaml']
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') })));
if (parsed === undefined) throw new Error(JSON.stringify(problems, undefined, 2));
const definition = parsed;
const departments = definition.participants.filter((one) => one.kind === 'department');
const regions = definition.participants.filter((one) => one.kind === 'region');
const units = definition.participants.flatMap((one) => one.units);

const signatories = [
  '市场监管总局', '中央宣传部', '最高人民法院', '最高人民检察院', '国家发展改革委', '教育部', '工业和信息化部', '公安部', '民政部',
  '自然资源部', '生态环境部', '住房城乡建设部', '交通运输部', '水利部', '农业农村部', '商务部', '文化和旅游部', '国家卫生健康委',
  '应急管理部', '中国人民银行', '国务院国资委', '海关总署', '国家知识产权局', '国家国际发展合作署', '供销合作总社', '全国总工会', '全国工商联',
];
const provinces = [
  '北京市', '天津市', '河北省', '山西省', '内蒙古自治区', '辽宁省', '吉林省', '黑龙江省', '上海市', '江苏省', '浙江省', '安徽省', '福建省',
  '江西省', '山东省', '河南省', '湖北省', '湖南省', '广东省', '广西壮族自治区', '海南省', '重庆市', '四川省', '贵州省', '云南省',
  '西藏自治区', '陕西省', '甘肃省', '青海省', '宁夏回族自治区', '新疆维吾尔自治区', '新疆生产建设兵团',
];

const squeeze = (text: string): string => text.replaceAll(/\s/g, '');
const participantOf = (unit: string): string => unit.split('.')[0] ?? unit;
const nameOf = (unit: string): string | undefined =>
  definition.participants.find((one) => one.id === participantOf(unit))?.name;
const idsUnder = (part: string): string[] =>
  definition.clauses.map((clause) => clause.id).filter((id) => id.startsWith(part));

describe('quality-month-2024', () => {
  it('is read without a problem', () => {
    expect(problems).toEqual([]);
  });

  it('has the 27 departments in the order of signing, SAMR as its own and all others as peers', () => {
    expect(departments.map((one) => one.name)).toEqual(signatories);
    expect(definition.participants.slice(0, 27)).toEqual(departments);
    expect(departments.filter((one) => one.relation === 'own').map((one) => one.id)).toEqual(['samr']);
    expect(departments.filter((one) => one.relation === 'peer')).toHaveLength(26);
  });

  it('has the 31 provinces and the Corps in official order, each with a superior', () => {
    expect(regions.map((one) => one.name)).toEqual(provinces);
    for (const region of regions) {
      expect(region.relation).toBe('guided');
      expect(region.fullName).toMatch(/市场监督管理(局|委员会)$/);
      expect(region.superior).toBeDefined();
    }
    expect(regions.find((one) => one.id === 'sd')?.units).toHaveLength(16);
  });

  it('gives no peer a superior', () => {
    expect(departments.filter((one) => one.superior !== undefined).map((one) => one.id)).toEqual(['samr']);
  });

  it('uses each address once, all of them under .test', () => {
    const { mail, head } = definition.organiser;
    const addresses = [mail, head.mail, ...[...definition.participants, ...units].flatMap((one) => one.contacts.map((contact) => contact.mail)),
      ...definition.participants.flatMap((one) => (one.superior === undefined ? [] : [one.superior.mail]))];
    expect(addresses.filter((address) => !/^[a-z0-9-]+@[a-z]+\.test$/.test(address))).toEqual([]);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('has five content areas, nine arrangements and the requirements', () => {
    expect(idsUnder('2.')).toHaveLength(5);
    expect(idsUnder('3.')).toHaveLength(9);
    expect(idsUnder('4.')).not.toEqual([]);
  });

  it('has 44 actions, each under the arrangement of its number, led by a unit there is', () => {
    const known = new Set([...definition.participants, ...units].map((one) => one.id));
    expect(definition.actions).toHaveLength(44);
    for (const action of definition.actions) {
      expect(action.clause).toBe(`3.${participantOf(action.id)}`);
      expect([action.lead, ...action.co].filter((id) => !known.has(id))).toEqual([]);
      expect(Object.keys(definition.kinds)).toContain(action.kind);
      expect(action.source).toBe('inferred');
    }
  });

  it('marks as stated only what the notice asks for', () => {
    expect(definition.tasks.filter((task) => task.source !== 'inferred').map((task) => task.id)).toEqual(['posters', 'summary']);
  });

  it('sets no minimum of evidence, and asks a plan for less than a report', () => {
    for (const { evidence } of [...Object.values(definition.kinds), ...definition.tasks]) {
      expect(Object.values(evidence ?? {}).filter((least) => typeof least === 'number' && least > 0)).toEqual([]);
    }
    expect(definition.tasks.find((task) => task.id === 'action-plan')?.evidence?.figures).toEqual([]);
  });

  it('presses nobody in a title', () => {
    const titles = [...definition.tasks, ...definition.actions].map((one) => one.title).join('\n');
    expect(titles).not.toMatch(/督办|催报|逾期|责令|务必|通报|退回/);
  });
});

describe.skipIf(!existsSync(shared))('quality-month-2024 beside ../shared (skipped where that folder is absent)', () => {
  const read = (name: string): string => readFileSync(new URL(name, shared), 'utf8');
  const facts = (): Facts => JSON.parse(read('clauses-2024.json')) as Facts;

  it('names the departments as they signed', () => {
    expect(departments.map((one) => [one.name, one.fullName ?? ''].map(squeeze)))
      .toEqual(facts().departments.map((one) => [one.signedAs, one.fullName].map(squeeze)));
  });

  it('takes the titles of clauses and the theme from the notice', () => {
    const notice = squeeze(read('notice-2024.txt'));
    const { contentAreas, arrangements } = facts();
    const titles = definition.clauses.map((clause) => clause.title);
    expect(titles.slice(0, 14)).toEqual([...contentAreas, ...arrangements]);
    expect([...titles, definition.theme].filter((text) => !notice.includes(squeeze(text)))).toEqual([]);
  });

  it('has the actions of the facts, with their kinds, leads and co-leads', () => {
    expect(definition.actions.map(({ id, title, kind, lead, co }) => [id, title, kind, nameOf(lead), ...co.map(nameOf)]))
      .toEqual(facts().actions.map((one) => [one.id, one.name, one.kind, one.inferredLead, ...one.inferredCoLeads]));
  });
});
