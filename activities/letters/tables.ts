import type { Token, Tokens } from './markdown.ts';

/** What a cell is: a card's label or value, a list's heading or one of its columns. */
export type CellRole = 'label' | 'value' | 'heading' | 'first' | 'second' | 'rest';

const LIST: readonly CellRole[] = ['first', 'second'];

/**
 * Marks the cells of tables with their roles and takes the head off tables with an empty one: these are cards, a label and a
 * value in each row.
 */
export function shapeTables(tokens: Tokens): void {
  let start = -1;
  for (let index = 0; index < tokens.length; index++) {
    const type = tokens[index]?.type;
    if (type === 'table_open') start = index;
    if (type === 'table_close' && start >= 0) index -= shape(tokens, start, index);
  }
}

/** Returns how many tokens were taken away. */
function shape(tokens: Tokens, start: number, end: number): number {
  const headEnd = tokens.findIndex((token, index) => index > start && token.type === 'thead_close');
  const isCard = tokens.slice(start, headEnd).every((token) => token.type !== 'inline' || token.content === '');
  const headings = tokens.slice(start, headEnd).filter((token) => token.type === 'inline').map((token) => token.content);
  let column = 0;
  for (const token of tokens.slice(start, end)) {
    if (token.type === 'tr_open') column = 0;
    if (token.type === 'th_open') mark(token, 'heading', '');
    if (token.type === 'td_open') {
      const role = isCard ? (column === 0 ? 'label' : 'value') : LIST[column] ?? 'rest';
      mark(token, role, headings[column] ?? '');
      column += 1;
    }
  }
  const table = tokens[start];
  if (table !== undefined) table.info = isCard ? 'card' : 'list';
  if (!isCard) return 0;
  tokens.splice(start + 1, headEnd - start);
  return headEnd - start;
}

function mark(token: Token, role: CellRole, heading: string): void {
  token.info = role;
  token.content = heading;
}

/** The role of a cell's opening token. */
export function roleOfCell(token: Token): CellRole {
  const { info } = token;
  return info === 'label' || info === 'value' || info === 'heading' || info === 'first' || info === 'second' ? info : 'rest';
}
