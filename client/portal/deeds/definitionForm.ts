import type { FastifyRequest } from 'fastify';
import type { Keys } from '../../../activities/links/secret.ts';
import type { SourceFile } from '../../../campaign/definition/sources.ts';
import type { Remark } from '../form.ts';
import type { Session } from '../session.ts';
import { textOf, trustedParts } from '../upload.ts';

/** A definition as it was typed or uploaded, and what could not be read. */
export interface DefinitionForm {
  readonly files: readonly SourceFile[];
  readonly wrong: readonly Remark[];
  /** The button, and what was seen when it was pressed. */
  readonly press: string;
  readonly seen: string;
  readonly request: string;
}

/** A thousand lines with twenty units each are three megabytes. */
const MAX_BYTES = 8 * 1024 ** 2;

/**
 * Reads a form with the files of a definition: texts as they stand in it, each replaced by the uploaded file of its name. Nothing is
 * kept: the form carries all of it on.
 */
export async function readDefinition(request: FastifyRequest, keys: Keys, session: Session): Promise<DefinitionForm> {
  const [names, texts, uploaded, wrong]: [string[], string[], SourceFile[], Remark[]] = [[], [], [], []];
  const said = new Map<string, string>();
  for await (const part of trustedParts(request, keys, session, { limits: { fieldSize: MAX_BYTES, fileSize: MAX_BYTES } })) {
    if (part.type === 'field') {
      const value = textOf(part);
      if (part.fieldname === 'name') names.push(value);
      else if (part.fieldname === 'text') texts.push(value.replaceAll('\r\n', '\n'));
      else said.set(part.fieldname, value);
    } else if (part.filename === '') part.file.resume();
    else readFile(part.filename, await part.toBuffer(), uploaded, wrong);
  }
  const typed = names.flatMap((name, index): SourceFile[] => {
    const text = texts[index] ?? '';
    return name === '' || text.trim() === '' || uploaded.some((each) => each.name === name) ? [] : [{ name, text }];
  });
  return { files: [...typed, ...uploaded].toSorted((a, b) => (a.name < b.name ? -1 : 1)), wrong, press: said.get('do') ?? '', seen: said.get('seen') ?? '', request: said.get('request') ?? '' };
}

function readFile(path: string, bytes: Buffer, uploaded: SourceFile[], wrong: Remark[]): void {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  if (!/\.ya?ml$/i.test(name)) {
    wrong.push({ field: 'files', text: `“${name}”不是 YAML 文件。请上传 campaign.yaml 等文件；压缩包请先解压。` });
    return;
  }
  try {
    uploaded.push({ name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) });
  } catch {
    wrong.push({ field: 'files', text: `文件“${name}”不是 UTF-8 编码。请用编辑器另存为 UTF-8 后重试。` });
  }
}
