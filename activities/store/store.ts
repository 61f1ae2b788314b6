import type { Readable } from 'node:stream';

/** Lower-case hexadecimal sha256 of a content. */
export type Digest = string;

/** What can be stored: bytes at hand, or a stream of them of any length. */
export type Content = Uint8Array | AsyncIterable<Uint8Array>;

export interface PutOptions {
  /** Reading stops there and nothing is kept. */
  readonly maxBytes?: number;
  /** Looks at the bytes before they get their name; if it throws, nothing is kept. May read as often as it likes. */
  readonly inspect?: (open: () => Readable, size: number, digest: Digest) => Promise<void>;
  /**
   * `false` leaves the flush to the operating system: the content survives the death of the process but perhaps not a
   * power failure (reading it then says `damaged`). Only for what can be made again.
   */
  readonly flush?: boolean;
}

/** Immutable content, named by its own digest: equal bytes are stored once, and nothing is ever overwritten. */
export interface Contents {
  /** Stores the bytes and returns their digest, once they are flushed: only then may anything refer to them. */
  put(content: Content, options?: PutOptions): Promise<Digest>;
  /** The bytes, checked against their digest. For what fits in memory. */
  get(digest: Digest): Promise<Buffer>;
  /** The bytes as a stream, not checked: who needs certainty hashes while reading. */
  open(digest: Digest): Promise<Readable>;
  has(digest: Digest): Promise<boolean>;
  size(digest: Digest): Promise<number>;
  /** Deletes the bytes (`purge`); what refers to them finds `missing`. */
  remove(digest: Digest): Promise<void>;
}

/** Named texts that change atomically. Names are like `campaigns/<id>/marker`. */
export interface References {
  getReference(name: string): Promise<string | undefined>;
  setReference(name: string, text: string): Promise<void>;
  /** Writes only if there is none of that name, whoever else tries at the same time; says whether it did. */
  createReference(name: string, text: string): Promise<boolean>;
  /** Every name below `prefix/`, sorted. */
  listReferences(prefix: string): Promise<string[]>;
}

/** A file that only grows, with one writer. */
export interface Log {
  /** Adds a line; resolves when it is flushed. Lines waiting together share one write and one flush. */
  append(line: string): Promise<void>;
  close(): Promise<void>;
}

/** Logs below a name: as many as there were writers, so that no two processes ever write to one file. */
export interface Logs {
  /** A new, empty log `name/writer`; nothing is created before the first line. */
  openLog(name: string, writer: string): Log;
  /** The writers of `name` so far with the bytes they wrote. */
  listLogs(name: string): Promise<readonly { readonly writer: string; readonly size: number }[]>;
  /** The complete lines from byte `from` on, and where to go on. A torn last line is left for later. */
  readLog(name: string, writer: string, from: number): Promise<{ readonly lines: readonly string[]; readonly next: number }>;
}

/** Where the campaign keeps what was said; Temporal keeps what happened. */
export interface Store extends Contents, References, Logs {}
