import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { sizeText } from '../../activities/store/errors.ts';
import { type StoredFile, storeFile } from '../../activities/store/files.ts';
import type { Contents } from '../../activities/store/store.ts';
import type { ReportContent } from '../../campaign/summary/report.ts';
import { parseReportFile } from '../../campaign/summary/reportFile.ts';
import { Refused } from '../refused.ts';
import { unreadable } from './definition.ts';
import { showProgress } from './progress.ts';

/** The largest attachment; longer videos come on a disc. */
const MAX_ATTACHMENT = 500 * 1024 * 1024;

/** Reads a report file. @throws Refused with every mistake in it. */
export async function readReport(path: string): Promise<ReportContent> {
  const text = await readText(path);
  const parsed = parseReportFile(text);
  if (parsed.ok) return parsed.content;
  const lines = parsed.mistakes.map(({ line, message, remedy }) => `${path}:${String(line)} ${message}\n    办法：${remedy}`);
  throw new Refused(`材料有 ${String(parsed.mistakes.length)} 处需要改正，未报送：\n${lines.join('\n')}`);
}

/** The text of a file that a person named. */
export async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof TypeError) throw new Refused(`“${path}”不是 UTF-8 编码的文本。请另存为 UTF-8；Word、PDF 等请用 --attach 作为附件。`);
    throw unreadable(path, error);
  }
}

/** Stores attachments one after the other, before anything refers to them. */
export async function keepAttachments(store: Contents, paths: readonly string[]): Promise<StoredFile[]> {
  const stored: StoredFile[] = [];
  for (const path of paths) {
    const total = await sizeOf(path);
    let done = 0;
    const progress = showProgress(() => `正在保存 ${basename(path)}：${sizeText(done)} / ${sizeText(total)}`);
    try {
      stored.push(await storeFile(store, counted(path, (bytes) => { done += bytes; }), { name: basename(path), maxBytes: MAX_ATTACHMENT }));
    } finally {
      progress.end();
    }
  }
  return stored;
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((error: unknown) => { throw unreadable(path, error); });
  if (found.isDirectory()) throw new Refused(`“${path}”是文件夹，不能作为附件。请打包为 zip 后重试。`);
  return found.size;
}

async function* counted(path: string, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  const stream: AsyncIterable<Buffer> = createReadStream(path);
  for await (const chunk of stream) {
    count(chunk.byteLength);
    yield chunk;
  }
}
