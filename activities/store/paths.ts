import { join } from 'node:path';
import { DIGEST } from './digest.ts';
import { StoreError } from './errors.ts';

// No segment starts with a dot: neither `..` nor our own temporary files can be named.
const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,119}$/;

/** The path of a name below `folder`. Throws on anything that could lead elsewhere. */
export function pathOfName(folder: string, name: string): string {
  const segments = name.split('/');
  if (segments.length > 12 || !segments.every((segment) => SEGMENT.test(segment))) {
    throw new StoreError('name', `存储名称不合规定：${JSON.stringify(name.slice(0, 80))}。只能用字母、数字和 . _ -，各段以 / 分隔。`);
  }
  return join(folder, ...segments);
}

/** Where the content of a digest lies: in one of 256 folders, so that none gets long. */
export function pathOfDigest(folder: string, digest: string): string {
  if (!DIGEST.test(digest)) throw new StoreError('name', `不是内容摘要（64 位十六进制 sha256）：${JSON.stringify(digest.slice(0, 80))}。`);
  return join(folder, digest.slice(0, 2), digest);
}
