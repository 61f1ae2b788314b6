type StoreFailure = 'full' | 'too-large' | 'missing' | 'damaged' | 'name' | 'quarantined' | 'purged';

/** Why the store did not do it; the message says it to people, with the remedy, and holds nothing personal. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly failure: StoreFailure;

  constructor(failure: StoreFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}

/** `bytes` for people, `5 GB`. */
export function sizeText(bytes: number): string {
  const units = ['字节', 'KB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${String(Number(value.toFixed(value < 10 ? 1 : 0)))} ${units[power] ?? ''}`;
}

/** The content is longer than allowed. */
export function tooLarge(maxBytes: number): StoreError {
  return new StoreError('too-large', `文件超过 ${sizeText(maxBytes)} 的上限，未保存。请压缩后重新提交，或拆成几个文件；视频等大文件可另寄光盘并在材料中注明。`);
}

/** No content of that digest is here. */
export function missing(digest: string, cause?: unknown): StoreError {
  return new StoreError('missing', `存储中没有内容 ${digest}：可能已按规定清除，或 CAMPAIGN_DATA 指向了别的目录。请核对目录，必要时从备份恢复。`, { cause });
}

/** A content that nobody may read for the time being, or that was deleted for good. */
export function barred(digest: string, why: 'quarantined' | 'purged'): StoreError {
  return new StoreError(why, why === 'purged'
    ? `内容 ${digest} 已按规定清除，不能读取，也不能再次存入。请改用更正后的文件。`
    : `内容 ${digest} 已隔离，暂停读取。核实后由组织方解除（quarantine --lift）或清除（purge）。`);
}

/** The bytes are not those the digest names. */
export function damaged(digest: string): StoreError {
  return new StoreError('damaged', `存储中的内容 ${digest} 与其摘要不符，已损坏。请从备份恢复该文件。`);
}

// EDQUOT and EFBIG are a disk that is full for us: quota, and the file size limit of the process.
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** The code of a system error, if it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The error to show instead of `error`: a full disk in words, anything else as it is. */
export function explained(error: unknown): unknown {
  if (!FULL.has(codeOf(error) ?? '')) return error;
  return new StoreError('full', '存储磁盘已满，内容未保存。请清理磁盘或扩大 CAMPAIGN_DATA 所在的存储空间，然后重试；已保存的内容不受影响。', { cause: error });
}
