import type { Liquid } from 'liquidjs';
import { checkLetters } from '../../campaign/definition/letterCheck.ts';
import { letterEngine } from '../../campaign/definition/letterEngine.ts';
import { type Variant, namesFor } from '../../campaign/definition/letterNames.ts';
import { type LetterSource, readSheet } from '../../campaign/definition/letterSource.ts';
import type { LetterView } from '../../campaign/definition/letterView.ts';
import type { LetterKind } from '../../campaign/line/letter.ts';
import { readLetterSources } from './sources.ts';

type Render = (view: LetterView) => string;

/** One template, ready: lines are plain text, body, notes and rehearsal are Markdown. */
export interface LetterTemplate {
  /** Its file below the letters' folder: `remind.peer.md`. */
  readonly name: string;
  readonly attach: ReadonlySet<'form' | 'calendar'>;
  readonly subject: Render;
  readonly title: Render;
  readonly preview: Render;
  readonly sender: Render;
  readonly body: Render;
  readonly notes: Render;
  readonly rehearsal: Render;
}

/** All letters of a folder, each parsed once. */
export interface Templates {
  /** The template for a kind and whom it is for: `remind.peer.md`, else `remind.md`. Throws if there is none. */
  readonly find: (kind: LetterKind, variant: Variant) => LetterTemplate;
}

/** Templates with mistakes; the message is for the person who edits them. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** Reads, checks and parses the templates of a folder. Throws with the first problem: a worker must not start with it. */
export async function loadTemplates(folder: string): Promise<Templates> {
  const sources = await readLetterSources(folder);
  const [first, ...others] = checkLetters(sources, folder);
  if (first !== undefined) {
    const more = others.length === 0 ? '' : `（另有 ${String(others.length)} 处，请用 check 命令查看）`;
    throw new TemplateError(`函件模板有问题，未启动：${first.file}:${String(first.line)}:${String(first.column)} ${first.message}。${first.remedy}${more}`);
  }
  return createTemplates(sources);
}

/** The templates of checked sources. */
export function createTemplates(sources: readonly LetterSource[]): Templates {
  const engines = new Map<Variant, Engines>();
  const found = new Map<string, LetterTemplate>();
  return {
    find(kind, variant) {
      const key = `${kind}.${variant}`;
      const known = found.get(key);
      if (known !== undefined) return known;
      const own = engines.get(variant) ?? enginesFor(sources, variant);
      engines.set(variant, own);
      const source = pick(sources, kind, variant);
      if (source === undefined) throw new RangeError(`no template for ${key}`);
      const template = compile(source, own);
      found.set(key, template);
      return template;
    },
  };
}

interface Engines {
  readonly line: Liquid;
  readonly markdown: Liquid;
}

// One pair of engines per variant, so that `{% include 'status' %}` finds status.peer.md in a letter to a peer.
function enginesFor(sources: readonly LetterSource[], variant: Variant): Engines {
  const bases = new Set(sources.flatMap(({ name }) => /^parts\/([^.]+)/.exec(name)?.[1] ?? []));
  const parts = Object.fromEntries([...bases].flatMap((base) => {
    const source = pick(sources, `parts/${base}`, variant);
    return source === undefined ? [] : [[base, source.text.trim()]];
  }));
  return { line: letterEngine('line', parts), markdown: letterEngine('markdown', parts) };
}

function pick(sources: readonly LetterSource[], base: string, variant: Variant): LetterSource | undefined {
  for (const name of namesFor(base, variant)) {
    const source = sources.find((each) => each.name === `${name}.md`);
    if (source !== undefined) return source;
  }
  return undefined;
}

function compile(source: LetterSource, { line, markdown }: Engines): LetterTemplate {
  const { sheet } = readSheet(source);
  if (sheet === undefined) throw new Error(`${source.file}: front matter`);
  const render = (engine: Liquid, text: string): Render => {
    const parsed = engine.parse(text);
    return (view) => String(engine.renderSync(parsed, view));
  };
  const plain = (text: string): Render => {
    const written = render(line, text);
    return (view) => written(view).replace(/\s+/g, ' ').trim();
  };
  return {
    name: source.name, attach: new Set(sheet.attach),
    subject: plain(sheet.subject.text), title: plain(sheet.title.text), preview: plain(sheet.preview?.text ?? sheet.subject.text),
    sender: plain(`{% include 'sender' %}`),
    body: render(markdown, sheet.body.text),
    notes: render(markdown, `{% include 'notes' %}`), rehearsal: render(markdown, `{% include 'rehearsal' %}`),
  };
}
