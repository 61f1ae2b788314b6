import type { Token, Tokens } from './markdown.ts';

/** The plain text of a letter: cards and lists line by line, paragraphs indented by two as in any official letter. */
export function tokensToText(tokens: Tokens, indent: boolean): string {
  const writer = new Writer(indent);
  for (const token of tokens) writer.take(token);
  return writer.text();
}

class Writer {
  readonly #indent: boolean;
  readonly #lines: string[] = [];
  readonly #numbers: (number | undefined)[] = [];
  #marker = '';
  #quote = '';
  #cells: { readonly heading: string; readonly text: string; readonly label: boolean }[] = [];
  #cell: Token | undefined;
  #rows = 0;
  #block = '';

  constructor(indent: boolean) {
    this.#indent = indent;
  }

  take(token: Token): void {
    switch (token.type) {
      case 'ordered_list_open': this.#numbers.push(Number(token.attrGet('start') ?? 1)); break;
      case 'bullet_list_open': this.#numbers.push(undefined); break;
      case 'ordered_list_close': case 'bullet_list_close': this.#numbers.pop(); this.#blank(); break;
      case 'list_item_open': this.#marker = this.#nextMarker(); break;
      case 'blockquote_open': this.#quote = '> '; break;
      case 'blockquote_close': this.#quote = ''; this.#blank(); break;
      case 'table_open': this.#rows = 0; break;
      case 'table_close': this.#blank(); break;
      case 'th_open': case 'td_open': this.#cell = token; break;
      case 'tr_close': this.#endRow(); break;
      case 'heading_open': case 'paragraph_open': this.#block = token.type; break;
      case 'hr': this.#lines.push('————————'); this.#blank(); break;
      case 'fence': case 'code_block': this.#lines.push(token.content.trimEnd()); this.#blank(); break;
      case 'inline': this.#inline(token); break;
      default:
    }
  }

  text(): string {
    return `${this.#lines.join('\n').replace(/\n{3,}/g, '\n\n').trimEnd()}\n`;
  }

  #inline(token: Token): void {
    const text = inlineText(token.children ?? []);
    if (this.#cell !== undefined) {
      const cell = this.#cell;
      this.#cell = undefined;
      if (cell.type === 'td_open') this.#cells.push({ heading: cell.content, text: text.replaceAll('\n', '，'), label: cell.info === 'label' });
      return;
    }
    if (this.#numbers.length > 0) {
      this.#lines.push(`${this.#marker}${text.replaceAll('\n', `\n${' '.repeat(this.#marker.length)}`)}`);
      this.#marker = ' '.repeat(this.#marker.length);
      return;
    }
    const salutation = this.#lines.length === 0 && text.endsWith('：');
    const first = this.#indent && !salutation && this.#quote === '' && this.#block === 'paragraph_open' ? '　　' : '';
    this.#lines.push(...text.split('\n').map((line, index) => `${this.#quote}${index === 0 ? first : ''}${line}`));
    this.#blank();
  }

  #endRow(): void {
    const [first, ...others] = this.#cells;
    this.#cells = [];
    if (first === undefined) return;
    this.#rows += 1;
    if (first.label) this.#lines.push(`【${first.text.replaceAll('　', '')}】${others.map((cell) => cell.text).join('；')}`);
    else {
      const rest = others.filter((cell) => cell.text !== '').map((cell) => `${cell.heading}：${cell.text}`);
      this.#lines.push(`${String(this.#rows)}. ${[first.text, ...rest].join('；')}`);
    }
  }

  #nextMarker(): string {
    const number = this.#numbers.at(-1);
    if (number === undefined) return '· ';
    this.#numbers[this.#numbers.length - 1] = number + 1;
    return `${String(number)}. `;
  }

  #blank(): void {
    if (this.#numbers.length === 0) this.#lines.push('');
  }
}

function inlineText(children: readonly Token[]): string {
  let link = '';
  return children.map((token) => {
    switch (token.type) {
      case 'text': case 'code_inline': case 'text_special': return token.content;
      case 'softbreak': case 'hardbreak': return '\n';
      case 'link_open': link = String(token.attrGet('href') ?? ''); return '';
      // Mail programs make links of addresses, and take a bracket or comma that follows for part of it: a space ends it.
      case 'link_close': return `（ ${link} ）`;
      default: return '';
    }
  }).join('');
}
