import { stringify } from 'yaml';
import type { z } from 'zod';
import { explainReport } from './reportMistakes.ts';
import { FrontMatter } from './frontMatter.ts';
import { type ReportMistake, readFrontMatter } from './frontMatterSource.ts';
import { ReportContent } from './report.ts';

export type { ReportMistake };

type ParsedReport =
  | { readonly ok: true; readonly content: ReportContent }
  | { readonly ok: false; readonly mistakes: readonly ReportMistake[] };

/**
 * Reads a report file: YAML front matter (figures, cases, links, publishedOn, declarations, signoff, answer, documentNumber)
 * between two lines `---`, then Markdown. A text without front matter is all narrative. Finds all mistakes in one run.
 */
export function parseReportFile(text: string): ParsedReport {
  const source = readFrontMatter(text);
  const read = FrontMatter.safeParse(source.raw, { reportInput: true });
  const shape = read.success ? [] : read.error.issues.flatMap((issue) => explainReport(issue, source.lineOf));
  const mistakes = [...source.mistakes, ...(source.readable ? shape : [])].sort((a, b) => a.line - b.line);
  if (mistakes.length > 0 || !read.success) return { ok: false, mistakes };
  const content = ReportContent.safeParse({ ...read.data, narrative: source.body });
  return content.success ? { ok: true, content: content.data } : { ok: false, mistakes: content.error.issues.map(tooLong) };
}

/** The same content as a report file. Reading it gives the content back, but for spaces around the narrative. */
export function formatReportFile({ narrative, declarations, ...matter }: ReportContent): string {
  const ticked = Object.entries(declarations).flatMap(([name, value]) => (value ? [name] : []));
  return `---\n${stringify({ ...matter, declarations: ticked }, { lineWidth: 0 })}---\n\n${narrative.trim()}\n`;
}

/** All that can still be wrong when the front matter is right. */
function tooLong(issue: z.core.$ZodIssue): ReportMistake {
  return { line: 1, value: '', message: `正文不符合要求（${issue.code}）`, remedy: '正文不超过 20 万字，请精简，或将全文作为附件提交' };
}
