import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { fileTypeFromStream } from 'file-type';
import { StoreError, tooLarge } from './errors.ts';
import { type FileType, TAKEN, extensionOf, typeOfName } from './fileTypes.ts';
import { charsetOf } from './plainText.ts';
import type { Content, Contents, Digest } from './store.ts';

type FileRefusal = 'name' | 'type' | 'mismatch' | 'empty' | 'too-large';

/** Why a file was not taken. The message is for the person who sent it and quotes the name: not for a history. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly refusal: FileRefusal;

  constructor(refusal: FileRefusal, message: string) {
    super(message);
    this.refusal = refusal;
  }
}

export interface StoredFile {
  readonly digest: Digest;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly charset?: string;
}

/**
 * Stores a file that a person sent, if its bytes are what its name says and the kind is one we take. Refused bytes never
 * enter the store. `source` is the bytes, a stream of them, or the path of a file here.
 */
export async function storeFile(store: Contents, source: Content | string, options: { readonly name: string; readonly maxBytes: number }): Promise<StoredFile> {
  const { name, expected } = checkName(options.name);
  let charset: string | undefined;
  let size = 0;
  try {
    const digest = await store.put(typeof source === 'string' ? createReadStream(source) : source, {
      maxBytes: options.maxBytes,
      inspect: async (open, bytes) => {
        size = bytes;
        if (size === 0) throw new FileRefused('empty', `文件“${name}”是空的。请确认文件已写完并能打开，然后重新提交。`);
        const found = await detect(open, expected.bytes.includes('text'));
        charset = found.charset;
        if (!expected.bytes.includes(found.bytes)) throw new FileRefused('mismatch', mismatch(name, found.bytes));
      },
    });
    return { digest, name, size, type: expected.type, ...(charset === undefined ? {} : { charset }) };
  } catch (error) {
    if (error instanceof StoreError && error.failure === 'too-large') throw new FileRefused('too-large', `“${name}”：${tooLarge(options.maxBytes).message}`);
    throw error;
  }
}

/** The name without what may not stand in it, and what a file of that name must be. @throws FileRefused if we take none such. */
export function checkName(given: string): { readonly name: string; readonly expected: FileType } {
  const name = cleanName(given);
  const expected = typeOfName(name);
  if (expected === undefined) throw new FileRefused('type', `不接收“${name}”这种类型的文件。可接收：${TAKEN}。请另存为其中一种，或打包为 zip 后重新提交。`);
  return { name, expected };
}

/** What the bytes are: `text`, a type of file-type, or `unknown`. */
async function detect(open: () => Readable, wantsText: boolean): Promise<{ bytes: string; charset?: string }> {
  // Text first where text is expected: words may happen to begin like some binary format ("BM", "MZ", "ID3").
  const charset = wantsText ? await charsetOf(open()) : undefined;
  if (charset !== undefined) return { bytes: 'text', charset };
  const stream = open();
  try {
    return { bytes: (await fileTypeFromStream(stream))?.ext ?? 'unknown' };
  } finally {
    stream.destroy(); // only the beginning was read
  }
}

function mismatch(name: string, found: string): string {
  const extension = extensionOf(name);
  if (found === 'cfb') return `“${name}”不是可直接读取的 ${extension} 文件：可能设了打开密码，或是旧版格式。请取消密码，或用办公软件另存为 ${extension} 后重新提交。`;
  if (typeOfName(name)?.bytes.includes('text') === true) return `“${name}”不是纯文本（UTF-8 或 GB18030 编码）。请用记事本等另存为 UTF-8 编码，或按实际类型改名后重新提交。`;
  const is = found === 'unknown' ? '无法识别，文件可能不完整' : `实际是 ${found} 类型`;
  return `“${name}”的内容与扩展名 ${extension} 不符（${is}）。请用相应软件打开确认，另存为正确的格式后重新提交；不要只改扩展名。`;
}

/** The last part of a path, without control characters and those that reverse the reading order to hide an extension. */
function cleanName(name: string): string {
  const last = name.normalize('NFC').replaceAll('\\', '/').split('/').at(-1) ?? '';
  const clean = last.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '').trim();
  if (clean === '' || clean.startsWith('.') || [...clean].length > 150) {
    throw new FileRefused('name', '文件名为空、以点开头或超过 150 个字。请改一个简短的文件名后重新提交。');
  }
  return clean;
}
