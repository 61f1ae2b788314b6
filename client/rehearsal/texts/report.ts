import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import { type LinePlan, type RulePlan, ruleOf } from '../../../campaign/line/plan.ts';
import { type Declaration, EMPTY_CONTENT, type ReportContent } from '../../../campaign/summary/report.ts';
import { dayOf } from '../../../campaign/time/instant.ts';
import type { Act, Quality } from '../script/act.ts';
import { type Random, randomOf } from '../script/seed.ts';
import { paperOf, photoOf } from './files.ts';
import * as words from './phrases.ts';

/** A report as an actor hands it in. */
export interface Written {
  readonly report: ReportContent;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly nil: boolean;
  readonly reason?: string;
}

type Reporting = Extract<Act['deed'], { do: 'report' }>;

/** What is written in a report of this act: the same for the same seed. Every text says that it is an exercise (演练). */
export function writeReport(plan: CampaignPlan, line: LinePlan, act: Act, deed: Reporting, seed: number): Written {
  const { unit, task, quality, channel, enteredBy } = deed;
  const random = randomOf(seed, `text ${unit}/${task} ${act.at}`);
  const planned = line.tasks.find((each) => each.unit === unit && each.task === task);
  if (planned === undefined) throw new RangeError(`the plan has no task ${unit}/${task}`);
  const rule = ruleOf(line, planned);
  if (quality === 'nil') return { report: EMPTY_CONTENT, files: [], nil: true, reason: `（演练）${random.pick(words.NOTHING)}` };
  const fill = fillerOf(plan, line, unit, rule, random);
  const report: ReportContent = {
    ...EMPTY_CONTENT,
    ...(rule.form === 'report' ? bodyOf(plan, rule, quality, random, fill) : opinionOf(rule, quality, random, fill)),
    declarations: declared(rule, random),
    signoff: { drafter: '演练拟稿人', approver: '演练审核人' },
    ...(enteredBy === 'organiser' && channel === '公文交换' ? { documentNumber: `演练函〔${act.at.slice(0, 4)}〕${String(random.between(10, 980))}号` } : {}),
  };
  return { report, files: attachments(rule, quality, fill, random, deed.photo), nil: false };
}

type Fill = (text: string) => string;

function fillerOf(plan: CampaignPlan, line: LinePlan, unit: string, rule: RulePlan, random: Random): Fill {
  const name = line.units.find(({ id }) => id === unit)?.name ?? line.name;
  const title = rule.title.split('：').slice(1).join('：') || rule.title;
  return (text) => text.replaceAll('{unit}', name).replaceAll('{title}', title).replaceAll('{theme}', plan.theme)
    .replaceAll('{n}', () => String(random.between(2, 36)));
}

function bodyOf(plan: CampaignPlan, rule: RulePlan, quality: Quality, random: Random, fill: Fill): Partial<ReportContent> {
  if (quality === 'thin') return { narrative: `（演练）${words.THIN}` };
  const doings = random.shuffle(words.DOINGS).slice(0, random.between(1, 3));
  const sentences = [random.pick(words.OPENINGS), ...doings, random.pick(words.ENDINGS), ...(quality === 'corrected' ? [words.CORRECTED] : [])];
  const cases = random.shuffle(words.CASES).slice(0, Math.max(rule.evidence.cases ?? 0, random.between(0, 2)));
  const linked = rule.evidence.publishedOn === 'required' || (rule.evidence.links ?? 0) > 0;
  return {
    narrative: `（演练）${sentences.map(fill).join('')}`,
    figures: Object.fromEntries(figureNames(rule).map((name) => [name, figure(name, random)])),
    cases: cases.map((one) => ({ title: fill(one.title), text: `（演练）${fill(one.text)}` })),
    ...(linked ? { links: [`https://www.example.org/quality-month/${String(random.between(1000, 9999))}.html`], publishedOn: publishedOn(plan) } : {}),
  };
}

function opinionOf({ form }: RulePlan, quality: Quality, random: Random, fill: Fill): Partial<ReportContent> {
  if (form === 'confirm') return { narrative: `（演练）${random.pick(words.CONFIRMATIONS)}` };
  if (quality === 'disagreed') return { answer: 'disagree', narrative: `（演练）${words.DISAGREEMENT}` };
  if (form === 'proposal') return { answer: 'agree', narrative: `（演练）${fill(quality === 'thin' ? words.THIN : random.pick(words.PROPOSALS))}` };
  return { answer: 'agree', narrative: `（演练）${quality === 'corrected' ? words.AGREED_AFTER_ALL : random.pick(words.AGREEMENTS)}` };
}

/** What is asked for; where nothing is, what one tells anyway. */
function figureNames({ evidence }: RulePlan): readonly string[] {
  return evidence.figures ?? (evidence.publishedOn === 'required' ? [] : ['活动场次', '参与人次']);
}

function figure(name: string, random: Random): number {
  if (name.includes('收费')) return 0;
  if (name.endsWith('人次')) return random.between(8, 600) * 100;
  if (name.endsWith('家次')) return random.between(40, 2400);
  return random.between(3, 160);
}

function publishedOn(plan: CampaignPlan): ReturnType<typeof dayOf> {
  const begun = plan.phases.find(({ name }) => name === 'activities') ?? plan.phases[0];
  if (begun === undefined) throw new RangeError('the plan has no phases');
  return dayOf(begun.at);
}

/** One unit in so many forgets to tick one: it is accepted and flagged. */
function declared({ declarations }: RulePlan, random: Random): ReportContent['declarations'] {
  const forgotten = random.chance(0.03) ? declarations[0] : undefined;
  const ticked = (name: Declaration): boolean => declarations.includes(name) && name !== forgotten;
  return { voluntary: ticked('voluntary'), noFees: ticked('noFees'), frugal: ticked('frugal'), secrecyReviewed: ticked('secrecyReviewed') };
}

function attachments({ form, title, evidence }: RulePlan, quality: Quality, fill: Fill, random: Random, photo?: true): Written['files'] {
  if (form !== 'report' || quality === 'thin') return [];
  const photos = Math.max(evidence.photos ?? 0, random.chance(0.5) || photo === true ? 1 : 0);
  const papers = Math.max(evidence.files ?? 0, random.chance(0.3) ? 1 : 0);
  return [
    ...Array.from({ length: photos }, (_, index) => ({ name: `现场照片${String(index + 1)}.png`, bytes: photoOf(random) })),
    ...Array.from({ length: papers }, (_, index) => ({ name: `材料${String(index + 1)}.pdf`, bytes: paperOf([`【演练】${title}`, fill('{unit}'), fill(random.pick(words.DOINGS))]) })),
  ];
}
