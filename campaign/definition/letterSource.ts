import { LineCounter, isNode, isScalar, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Problem } from './problem.ts';

/** One file of the letters' folder: its name below the folder (`remind.peer.md`, `parts/items.md`) and as people see it. */
export interface LetterSource {
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

/** A piece of Liquid and where it begins in its file, counted from 1. */
export interface Snippet {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** A template as read: what its front matter says, and its body. */
interface LetterSheet {
  readonly subject: Snippet;
  /** What the letter calls itself below the letterhead: 工作提示. */
  readonly title: Snippet;
  /** What a mailbox shows beside the subject. */
  readonly preview: Snippet | undefined;
  readonly attach: readonly ('form' | 'calendar')[];
  readonly body: Snippet;
}

const FRONT = z.strictObject({
  subject: z.string().min(1), title: z.string().min(1), preview: z.string().min(1).optional(),
  attach: z.array(z.enum(['form', 'calendar'])).default([]),
});

const SHAPE = /^---\r?\n([\s\S]*?\r?\n)---[ \t]*(?:\r?\n|$)/;

/** Reads a template; a problem says what is wrong with its front matter. */
export function readSheet(source: LetterSource): { readonly sheet?: LetterSheet; readonly problems: readonly Problem[] } {
  const problem = (line: number, column: number, path: string, message: string, remedy: string): Problem => (
    { file: source.file, line, column, path, message, remedy }
  );
  const [all, yaml] = SHAPE.exec(source.text) ?? [];
  if (all === undefined || yaml === undefined) {
    const remedy = '请在文件开头写两行 ---，中间写 subject: 和 title:';
    return { problems: [problem(1, 1, '', `函件模板 ${source.name} 开头没有标题信息`, remedy)] };
  }
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter });
  const placeOf = (offset: number): [number, number] => {
    const { line, col } = counter.linePos(offset);
    return [line + 1, col]; // the first line is ---
  };
  if (document.errors.length > 0) {
    return { problems: document.errors.map((error) => (
      problem(...placeOf(error.pos[0]), '', `函件模板 ${source.name} 的标题信息不是合法的 YAML：${error.code}`, '含冒号、引号的内容请用单引号括起来')
    )) };
  }
  const snippetOf = (key: string, text: string): Snippet => {
    const node = document.get(key, true);
    const [line, column] = isNode(node) && node.range ? placeOf(node.range[0]) : [2, 1];
    const quoted = isScalar(node) && (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE');
    return { text, line, column: quoted ? column + 1 : column };
  };
  const front = FRONT.safeParse(document.toJS());
  if (!front.success) {
    const may = '可写：subject、title（必填），preview，attach: [form, calendar]';
    return { problems: front.error.issues.flatMap((issue) => {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')];
      return keys.map((key) => {
        const { line, column } = snippetOf(key.split('.')[0] ?? '', '');
        const wrong = issue.code === 'unrecognized_keys' ? `没有“${key}”这一项` : `缺少 ${key.split('.')[0] ?? key}，或写得不对`;
        return problem(line, column, key, `函件模板 ${source.name} 的标题信息${issue.code === 'unrecognized_keys' ? '' : '中'}${wrong}`, may);
      });
    }) };
  }
  const { subject, title, preview, attach } = front.data;
  const body: Snippet = { text: source.text.slice(all.length), line: all.split('\n').length, column: 1 };
  const sheet: LetterSheet = {
    subject: snippetOf('subject', subject), title: snippetOf('title', title),
    preview: preview === undefined ? undefined : snippetOf('preview', preview), attach, body,
  };
  return { sheet, problems: [] };
}
