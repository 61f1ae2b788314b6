import type { Token, Tokens } from './markdown.ts';
import { type CellRole, roleOfCell } from './tables.ts';

/** Fonts that old offices, phones and Macs have; Word's renderer takes the first it knows. */
export const FONTS = `'Microsoft YaHei','微软雅黑','PingFang SC','Hiragino Sans GB','Noto Sans CJK SC','SimSun',sans-serif`;
/** The letterhead's: the face of printed official letters. */
export const SERIF = `'STZhongsong','华文中宋','SimSun','Songti SC','Noto Serif CJK SC','宋体',serif`;
/** Ministries' red, used for the letterhead and nothing else. */
export const RED = '#b1181f';

const TEXT = 'margin:0 0 14px;font-size:16px;line-height:1.8;color:#222222;';
const CELL = 'padding:9px 10px;font-size:14px;line-height:1.6;vertical-align:top;word-break:break-word;overflow-wrap:anywhere;';

const CELLS: Readonly<Record<CellRole, string>> = {
  label: `${CELL}width:58px;white-space:nowrap;color:#666666;border-bottom:1px solid #e6e2da;`,
  value: `${CELL}color:#222222;border-bottom:1px solid #e6e2da;`,
  heading: `${CELL}text-align:left;font-weight:bold;color:#444444;border-bottom:2px solid #cfc8bb;white-space:nowrap;`,
  first: `${CELL}color:#222222;border-bottom:1px solid #e6e2da;`,
  second: `${CELL}white-space:nowrap;color:#222222;border-bottom:1px solid #e6e2da;`,
  rest: `${CELL}color:#222222;border-bottom:1px solid #e6e2da;`,
};

const BLOCKS: Readonly<Record<string, { readonly style: string; readonly class?: string }>> = {
  paragraph_open: { style: `${TEXT}text-indent:32px;`, class: 't' },
  heading_open: { style: 'margin:22px 0 10px;font-size:16px;line-height:1.6;font-weight:bold;color:#222222;', class: 't' },
  ordered_list_open: { style: 'margin:0 0 16px;padding:0 0 0 26px;' },
  bullet_list_open: { style: 'margin:0 0 16px;padding:0 0 0 22px;' },
  list_item_open: { style: 'margin:0 0 6px;font-size:15px;line-height:1.75;color:#222222;', class: 't' },
  blockquote_open: { style: 'margin:0 0 16px;padding:10px 14px;border-left:3px solid #c9c2b4;background-color:#faf8f4;', class: 'q' },
  link_open: { style: 'color:#0b4a8f;text-decoration:underline;word-break:break-all;', class: 'a' },
};

/** Gives every element of a letter's body its style: mail programs know nothing but inline styles. */
export function styleBody(tokens: Tokens, compact = false): void {
  let nested = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'blockquote_open') nested += 1;
    if (token.type === 'blockquote_close') nested -= 1;
    if (token.type === 'table_open') styleTable(token);
    else if (token.type === 'td_open' || token.type === 'th_open') styleCell(token, compact);
    else {
      put(token, BLOCKS[token.type]);
      const salutation = index === 0 && tokens[1]?.content.endsWith('：') === true;
      if (token.type === 'paragraph_open' && (salutation || nested > 0)) token.attrSet('style', nested > 0 ? 'margin:0 0 6px;font-size:15px;line-height:1.7;' : TEXT);
      for (const child of token.children ?? []) put(child, BLOCKS[child.type]);
    }
  }
}

/** The small print at a letter's foot. */
export function styleNotes(tokens: Tokens): void {
  for (const token of tokens) {
    if (token.type === 'paragraph_open') put(token, { style: 'margin:0 0 6px;font-size:12px;line-height:1.7;color:#6b6b6b;', class: 'm' });
    for (const child of token.children ?? []) put(child, BLOCKS[child.type]);
  }
}

function styleTable(token: Token): void {
  for (const [name, value] of [['width', '100%'], ['cellpadding', '0'], ['cellspacing', '0'], ['border', '0']] as const) token.attrSet(name, value);
  const card = token.info === 'card';
  put(token, {
    style: `width:100%;margin:2px 0 18px;border-collapse:collapse;${card ? 'background-color:#faf8f4;border-top:2px solid #cfc8bb;' : 'border-top:2px solid #cfc8bb;'}`,
    class: card ? 'q' : 'l',
  });
}

function styleCell(token: Token, compact: boolean): void {
  const role = roleOfCell(token);
  token.attrs = [['style', compact ? CELLS[role].replace('padding:9px', 'padding:5px') : CELLS[role]], ['class', role === 'label' || role === 'heading' ? 'm c' : 't c'], ['valign', 'top']];
  if (role === 'label') token.attrSet('width', '58');
}

function put(token: Token, look: { readonly style: string; readonly class?: string } | undefined): void {
  if (look === undefined) return;
  token.attrSet('style', look.style);
  if (look.class !== undefined) token.attrSet('class', look.class);
}
