import { chineseDate } from '../time/chinese.ts';
import { day } from '../time/instant.ts';
import type { ActionPart, CasePart, ClausePart, Consolidation } from './consolidation.ts';
import { isFee } from './figureNames.ts';
import { chineseNumber, figuresText, inline, link, paragraphs, table } from './markdownText.ts';

/** The arrangements, each with its actions: what was done, the figures in a table, the cases by title. */
export function actionSections({ clauses, cases }: Consolidation): string {
  return paragraphs(clauses.map((clause, index) => `### （${chineseNumber(index + 1)}）${inline(clause.title)}\n\n${clauseSection(clause, cases)}`));
}

function clauseSection({ actions }: ClausePart, cases: readonly CasePart[]): string {
  const told = actions.filter(({ state }) => state === 'told');
  const rest = (state: ActionPart['state']): string => actions.filter((action) => action.state === state).map(({ title }) => inline(title)).join('、');
  return paragraphs([
    ...told.map((action, index) => actionText(action, told.length > 1 ? `${String(index + 1)}. ` : '', cases)),
    figuresTable(told),
    rest('nil') === '' ? undefined : `${rest('nil')}：牵头单位反馈无需另报（零报告）。`,
    rest('waiting') === '' ? undefined : `${rest('waiting')}：情况待汇总。`, // no lead is named: nobody is blamed
  ]);
}

function actionText(action: ActionPart, place: string, cases: readonly CasePart[]): string {
  const { title, lead, co, partners, words, links, publishedOn } = action;
  const with_ = [...co, ...partners];
  const who = `${inline(lead)}牵头${with_.length === 0 ? '' : `，${with_.map(inline).join('、')}配合`}`;
  const own = cases.filter((each) => each.action === action.id && each.held.length === 0).map((each) => inline(each.title));
  const published = publishedOn === undefined && links.length === 0 ? ''
    : `${publishedOn === undefined ? '已' : chineseDate(day(publishedOn))}公开发布${links.length === 0 ? '' : `：${links.map(link).join('、')}`}。`;
  const [main, ...more] = words;
  return paragraphs([
    `**${place}${inline(title)}**（${who}）。${main === undefined ? '' : `${main.unit === lead ? '' : `${inline(main.unit)}：`}${inline(main.text)}`}${published}`,
    ...more.map(({ unit, text }) => `${inline(unit)}：${inline(text)}`),
    own.length === 0 ? undefined : `典型案例：${own.join('；')}。`,
  ]);
}

function figuresTable(actions: readonly ActionPart[]): string | undefined {
  const rows = actions.flatMap(({ title, totals }) => {
    const shown = totals.filter(({ name }) => !isFee(name));
    return shown.length === 0 ? [] : [[inline(title), figuresText(shown)]];
  });
  return rows.length === 0 ? undefined : table(['重点活动', '主要数据'], rows);
}
