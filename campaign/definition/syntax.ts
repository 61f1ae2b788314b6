import { isAlias, isScalar, visit, type Document, type ErrorCode, type YAMLError } from 'yaml';

/** What is wrong with the YAML itself: the offset in the text, and the sentence for it. */
type SyntaxMistake = { readonly offset: number; readonly message: string; readonly remedy: string };

/** All mistakes of writing in one document, keys written twice and unknown anchors included. */
export function syntaxMistakes(doc: Document.Parsed, text: string): SyntaxMistake[] {
  return [...doc.errors, ...doc.warnings].map((error) => explained(error, doc, text)).concat(unknownAnchors(doc));
}

/** Whether what was read can still be trusted: a key written twice harms nothing else, an open quote everything after it. */
export function readable(doc: Document.Parsed): boolean {
  return doc.errors.every(({ code }) => code === 'DUPLICATE_KEY') && unknownAnchors(doc).length === 0;
}

function explained(error: YAMLError, doc: Document.Parsed, text: string): SyntaxMistake {
  const { code, pos: [offset] } = error;
  if (code === 'DUPLICATE_KEY') {
    const key = /^[^\s:]+/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
    return { offset, message: `“${key}”写了两次`, remedy: '同一组里每个键只能写一次，请删去其中一处' };
  }
  const quote = code === 'MISSING_CHAR' ? openQuote(doc, offset) : undefined;
  if (quote !== undefined) {
    return { offset: quote, message: `引号没有配对：“${lineAt(text, quote)}”`, remedy: '请补上右引号，或去掉左引号' };
  }
  const [message, remedy] = sayings[code] ?? ['YAML 写法不对', '请检查此行的缩进、冒号、引号和括号'];
  return { offset, message: `${message}：“${lineAt(text, offset)}”`, remedy };
}

/** An open quote is only noticed at the end of the file; people need the place where it opened. */
function openQuote(doc: Document.Parsed, offset: number): number | undefined {
  let open: number | undefined;
  visit(doc, {
    Scalar(_, node) {
      if (isScalar(node) && node.type?.startsWith('QUOTE') && node.range && node.range[1] >= offset) open = node.range[0];
    },
  });
  return open;
}

function unknownAnchors(doc: Document.Parsed): SyntaxMistake[] {
  const found: SyntaxMistake[] = [];
  visit(doc, {
    Alias(_, node) {
      if (isAlias(node) && node.resolve(doc) === undefined) {
        found.push({ offset: node.range?.[0] ?? 0, message: `*${node.source} 没有对应的 &${node.source}`, remedy: '以 * 开头的文字请加引号，或先定义该锚点' });
      }
    },
  });
  return found;
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return (text.slice(start, start + 200).split(/\r?\n/)[0] ?? '').trim().slice(0, 60);
}

const colon: [string, string] = ['同一行里出现了第二个“键: 值”', '值里含有冒号加空格时请加引号；下一层的键请另起一行并缩进'];
const reserved: [string, string] = ['值以特殊字符开头', '请给该值加引号'];
const sayings: Partial<Record<ErrorCode, [string, string]>> = {
  TAB_AS_INDENT: ['缩进用了制表符（Tab）', '请改用空格缩进'],
  BAD_INDENT: ['缩进不对，或前面的括号、引号没有收尾', '请检查此行和上一行的缩进、括号（[ ] { }）和引号'],
  MISSING_CHAR: ['缺少一个标点', '请检查此处的引号、括号、逗号和冒号'],
  BLOCK_AS_IMPLICIT_KEY: colon,
  MULTILINE_IMPLICIT_KEY: ['键不能跨行，或缺少冒号', '请在键后补上冒号和空格'],
  BAD_SCALAR_START: reserved,
  TAG_RESOLVE_FAILED: ['不认识的 ! 标记', '请删去该标记，或给文字加引号'],
  BAD_DQ_ESCAPE: ["双引号内的 \\ 转义不对", '请改用单引号'],
  MULTIPLE_DOCS: ['一个文件里有多份文档（---）', '请删去多余的 ---'],
  UNEXPECTED_TOKEN: ['多出的标点或文字', '请检查此处的括号、逗号和缩进'],
  RESOURCE_EXHAUSTION: ['层次太深', '请减少嵌套的括号'],
};
