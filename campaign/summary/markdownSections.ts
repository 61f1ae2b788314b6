import { proposeCases } from './cases.ts';
import type { Consolidation, ParticipantPart } from './consolidation.ts';
import { isFee } from './figureNames.ts';
import { figuresText, inline, number, paragraphs, received, table } from './markdownText.ts';
import { GROUP_NAMES } from './markdownOverview.ts';
import { removedSentence } from './removed.ts';
import { DECLARATION_TITLES } from './report.ts';
import { excerpt } from './words.ts';

/** As many cases as one reads; all are listed in the appendix. */
const CASES = 12;
const CASE_WORDS = 240;

/** What regions and departments say beyond the named actions, regions first: there the campaign reached people. */
export function regionalWork({ groups, participants }: Consolidation): string {
  return paragraphs([...groups].reverse().map(({ group, totals }) => {
    const told = participants.filter((each) => each.group === group && each.words.length > 0);
    const shown = totals.filter(({ name }) => !isFee(name));
    if (told.length === 0 && shown.length === 0) return undefined;
    return paragraphs([
      `**${GROUP_NAMES[group]}。**${shown.length === 0 ? '' : `据各${GROUP_NAMES[group]}总结汇总：${figuresText(shown)}。`}`,
      told.map(workOf).join('\n'),
    ]);
  }));
}

function workOf({ name, words, units }: ParticipantPart): string {
  const below = units.length === 0 ? '' : `（另收到所属${String(units.length)}个单位的材料）`;
  return `- **${inline(name)}**：${words.map(({ text }) => inline(text.startsWith(name) ? text.slice(name.length) : text)).join('')}${below}`;
}

export function typicalCases({ cases, participants }: Consolidation): string {
  const chosen = proposeCases(cases, CASES, alternating(participants));
  const free = cases.filter(({ held }) => held.length === 0).length;
  return paragraphs([
    ...chosen.map(({ title, unit, text, adopted }, index) => `**案例${String(index + 1)}　${inline(title)}**（${inline(unit)}）${adopted ? '【采用】' : ''}\n\n${inline(excerpt(text, CASE_WORDS))}`),
    free > chosen.length ? `以上从${number(free)}个案例中选取，全部案例见附件。` : undefined,
  ]);
}

/** Departments and regions in turn. */
function alternating(participants: readonly ParticipantPart[]): string[] {
  const place = (each: ParticipantPart): number => participants.filter(({ group }) => group === each.group).indexOf(each);
  return [...participants].sort((a, b) => place(a) - place(b)).map(({ id }) => id);
}

/** Only what was declared; who did not, and what contradicts it, is for the organiser. */
export function requirements({ declarations, concerns: { received: came, answered } }: Consolidation): string {
  const given = declarations.filter((each) => each.given > 0).map((each) => `${DECLARATION_TITLES[each.declaration]}（${number(each.given)}份）`);
  return [
    given.length === 0 ? '' : `各单位在反馈材料中确认：${given.join('、')}。`,
    came === 0 ? '' : `活动期间收到反映问题${number(came)}件，已答复${number(answered)}件。`,
  ].join('');
}

/** What came from whom. What did not is no matter for a text that goes to everybody. */
export function feedback({ participants }: Consolidation): string {
  const came = participants.filter((each) => received(each.feedback) > 0);
  if (came.length === 0) return '';
  const rows = came.map(({ name, feedback: own, materials }) => [
    inline(name), ...[received(own), own.nil, materials.cases, materials.photos, materials.videos, materials.links].map(number),
  ]);
  return `已收到以下${number(came.length)}个单位的反馈，谨致谢意。\n\n${table(['单位', '反馈事项→', '其中零报告→', '案例→', '图片→', '视频→', '链接→'], rows)}`;
}

export function shortcomings({ feedback: own, standing, clauses }: Consolidation): string {
  const actions = clauses.flatMap((clause) => clause.actions);
  const bare = actions.filter((action) => action.bare).length;
  const waiting = actions.filter(({ state }) => state === 'waiting').length;
  const pending = standing.unreviewed.length + standing.unfinished.length;
  const open = own.missing + own.open;
  const points = [
    open === 0 ? '' : `部分材料尚未收到（${number(open)}项），有关情况在收到后补充`,
    waiting === 0 ? '' : `${number(waiting)}项重点活动的情况还不完整`,
    bare === 0 ? '' : `${number(bare)}项重点活动的材料没有数据，成效不易衡量`,
    pending === 0 ? '' : `${number(pending)}项材料正在核实、补充，未计入本总结`,
  ].filter((point) => point !== '');
  return points.length === 0 ? '' : `从反馈情况看：${points.map((point, index) => `${points.length > 1 ? `（${String(index + 1)}）` : ''}${point}`).join('；')}。`;
}

/** The reports the summary rests on (proposals and action plans are in the archive), and every case by title. */
export function appendix({ accepted, cases, removed }: Consolidation): string {
  const results = accepted.filter(({ result }) => result);
  const free = cases.filter(({ held }) => held.length === 0);
  return paragraphs([
    `反馈材料${number(results.length)}份：`,
    table(['序号→', '单位', '事项', '附件→'], results.map(({ unit, title, nil, files }, index) => [
      String(index + 1), inline(unit), `${inline(title)}${nil ? '（零报告）' : ''}`, number(files),
    ])),
    removedSentence(removed),
    free.length === 0 ? undefined : `典型案例${number(free.length)}个：`,
    free.length === 0 ? undefined : table(['序号→', '案例', '单位'], free.map(({ title, unit }, index) => [String(index + 1), inline(title), inline(unit)])),
  ]);
}
