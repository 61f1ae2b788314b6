import type { LetterSource } from './letterSource.ts';
import type { Problem } from './problem.ts';

/** What an editor easily writes and a recipient would then read as it stands. */
const MARKS: readonly { readonly mark: RegExp; readonly message: (found: string) => string; readonly remedy: string }[] = [
  { mark: /\uFFFD[^]*/g, message: () => '文件不是 UTF-8 编码，文字会成乱码', remedy: '请用编辑器另存为 UTF-8' },
  { mark: /｛[^｝\n]*｝+|\{％.*?％\}/g, message: (found) => `全角的括号不起作用，收件人会看到“${found}”`, remedy: '请改用半角的 {{ }} 和 {% %}' },
  { mark: /(?<![{｛])\{\s*[a-zA-Z][\w.]*\s*\}(?![}｝])/g, message: (found) => `变量要用两层花括号，否则收件人会看到“${found}”`, remedy: '请写作 {{ 名称 }}' },
  { mark: /<\/?(?!br>)[a-zA-Z][^<>\n]*>/g, message: (found) => `函件中不能写 HTML，收件人会看到“${found}”`, remedy: '加粗写作 **文字**，链接写作 [文字](网址)，表格中换行写作 <br>' },
  { mark: /!\[[^\]\n]*\]\([^)\n]*\)/g, message: () => '函件中不放图片', remedy: '请改为链接：[文字](网址)' },
];

/** Marks that have no meaning in letters: their recipients would read them, so the check refuses them. */
export function markProblems({ file, name, text }: LetterSource): Problem[] {
  return MARKS.flatMap(({ mark, message, remedy }) => [...text.matchAll(mark)].map((match) => {
    const before = text.slice(0, match.index).split('\n');
    return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, path: name, message: message(match[0]), remedy };
  }));
}
