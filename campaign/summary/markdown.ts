import { chineseDate } from '../time/chinese.ts';
import { dayOf } from '../time/instant.ts';
import { actionSections } from './markdownActions.ts';
import { overview } from './markdownOverview.ts';
import { appendix, feedback, regionalWork, requirements, shortcomings, typicalCases } from './markdownSections.ts';
import { chineseNumber, inline, paragraphs } from './markdownText.ts';
import type { Consolidation } from './consolidation.ts';

/**
 * The national summary as Markdown, to be mailed once it is approved. It goes to everybody, so it names no one for what is missing or
 * came late (DESIGN §1: such a bulletin is a draft for the organiser): that is the annex.
 */
export function summaryMarkdown(all: Consolidation): string {
  const sections: readonly [title: string, body: string][] = [
    ['总体情况', overview(all)],
    ['重点安排落实情况', actionSections(all)],
    ['各地区、各部门活动开展情况', regionalWork(all)],
    ['典型案例', typicalCases(all)],
    ['工作要求落实情况', requirements(all)],
    ['反馈情况', feedback(all)],
    ['存在的不足', shortcomings(all)],
  ];
  const filled = sections.filter(([, body]) => body !== '');
  return `${paragraphs([
    `# ${inline(all.title)}总结`,
    ...filled.map(([title, body], index) => `## ${chineseNumber(index + 1)}、${title}\n\n${body}`),
    `${inline(all.office)}\\\n${chineseDate(dayOf(all.asOf))}`,
    '---',
    `## 附：材料清单\n\n${appendix(all)}`,
  ])}\n`;
}
