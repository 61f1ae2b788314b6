import { LineCounter, parseDocument } from 'yaml';
import { positionIn, positionOf } from '../definition/positions.ts';
import { readable, syntaxMistakes } from '../definition/syntax.ts';

/** A mistake in a report file: where (line from 1), the value as written, what is wrong and what to do. */
export interface ReportMistake {
  readonly line: number;
  readonly value: string;
  readonly message: string;
  readonly remedy: string;
}

/** A report file taken apart, before the shape of its front matter is looked at. */
export interface FrontMatterSource {
  readonly raw: unknown;
  readonly body: string;
  /** False if the YAML is so broken that more mistakes in it would only confuse. */
  readonly readable: boolean;
  readonly mistakes: readonly ReportMistake[];
  /** Line (from 1, in the whole file) and text of the line of a path; of one that is not there, of its parent. */
  readonly lineOf: (path: readonly (string | number)[], at?: 'key') => { readonly line: number; readonly text: string };
}

const FENCE = /^---[ \t]*$/;

/** Splits front matter and body, and reads the YAML. Never throws. */
export function readFrontMatter(text: string): FrontMatterSource {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const textAt = (line: number): { line: number; text: string } => ({ line, text: (lines[line - 1] ?? '').trim() });
  if (!FENCE.test(lines[0] ?? '')) return { raw: {}, body: lines.join('\n').trim(), readable: true, mistakes: [], lineOf: () => textAt(1) };
  const end = lines.findIndex((line, index) => index > 0 && FENCE.test(line));
  if (end < 0) {
    const mistake = { line: 1, value: '---', message: '开头的 --- 没有对应的结束行', remedy: '请在数据部分之后单独写一行 ---；没有数据时请删去第一行的 ---' };
    return { raw: {}, body: '', readable: false, mistakes: [mistake], lineOf: () => textAt(1) };
  }
  const yaml = `\n${lines.slice(1, end).join('\n')}\n`; // the empty first line keeps the file's own line numbers
  const counter = new LineCounter();
  const doc = parseDocument(yaml, { lineCounter: counter, version: '1.2', prettyErrors: false, uniqueKeys: true });
  const syntax = syntaxMistakes(doc, yaml).map(({ offset, message, remedy }): ReportMistake => {
    const { line, text: value } = textAt(positionOf(offset, counter).line);
    return { line, value, message, remedy };
  });
  const colons = fullWidthColons(lines.slice(0, end));
  const sound = readable(doc) && colons.length === 0;
  return {
    raw: sound ? doc.toJS() ?? {} : {}, body: lines.slice(end + 1).join('\n').trim(), readable: sound,
    mistakes: colons.length > 0 ? colons : syntax,
    lineOf: (path, at) => textAt(positionIn(doc, counter, path, at).line),
  };
}

/** A Chinese colon after a key makes YAML read the whole line as a text: the commonest slip of all, and its error the least helpful. */
function fullWidthColons(lines: readonly string[]): ReportMistake[] {
  return lines.flatMap((line, index) => (/^\s*(- )?[\p{L}\p{N}]{1,40}：/u.test(line) && !/^\s*(- )?[\p{L}\p{N}]{1,40}:/u.test(line)
    ? [{ line: index + 1, value: line.trim(), message: '键后面用了中文冒号“：”', remedy: `请改为英文冒号加空格：${line.trim().replace(/：\s*/, ': ')}` }] : []));
}
