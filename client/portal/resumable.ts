import { randomBytes } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FileConfigstore, FileStore } from '@tus/file-store';
import { Server, Upload } from '@tus/server';
import { FileRefused, type StoredFile, checkName, storeFile } from '../../activities/store/files.ts';
import { StoreError, codeOf } from '../../activities/store/errors.ts';
import { makeFolder } from '../../activities/store/folders.ts';
import type { Store } from '../../activities/store/store.ts';
import { storedFile } from './upload.ts';

/** One file at most, where it may take several days. */
export const MAX_RESUMABLE_BYTES = 4 * 1024 ** 3;
/** Begun for one task and neither finished nor given up: more is no work but waste. */
const MAX_OPEN = 40;
/** Nothing came for so long: nobody goes on with it. */
const EXPIRY_MS = 3 * 86_400_000;

/** Whose upload, and for what: another's does not exist for it. */
export interface Owner { readonly campaign: string; readonly unit: string; readonly task: string }

/** Uploads that survive a lost connection, by the tus protocol (https://tus.io). */
export interface Uploads {
  /** Answers one request of the protocol; `upload` is the id in its address, `path` that of the owner's uploads. */
  handle(request: { readonly method: string; readonly headers: Headers; readonly body?: ReadableStream }, owner: Owner, path: string, upload?: string): Promise<Response>;
  /** Takes a complete upload into the store, however often it is asked; undefined if there is none, or it is not complete. @throws FileRefused */
  finish(store: Store, owner: Owner, upload: string): Promise<StoredFile | undefined>;
  /** Removes what nobody goes on with. Any number of portals may do so. */
  sweep(now: number): Promise<void>;
}

const ID = /^[0-9a-f]{32}$/;
// Set by us for the library, whose hooks see nothing but the request.
const OWNER = 'x-upload-owner';
const PATH = 'x-upload-path';

/** Records that appear complete: another portal may read at any time. */
class Records extends FileConfigstore {
  override async set(id: string, upload: Upload): Promise<void> {
    const temporary = `${id}.${randomBytes(6).toString('hex')}`;
    await super.set(temporary, upload);
    await rename(join(this.directory, `${temporary}.json`), join(this.directory, `${id}.json`));
  }
}

/** What was stored stays known until it expires, so that who lost the answer gets it again; the bytes go at once. */
class Unfinished extends FileStore {
  override async getUpload(id: string): Promise<Upload> {
    const found = await super.getUpload(id).catch((error: unknown) => ({ error }));
    const kept = await this.configstore.get(id); // after the bytes were looked at: they go when the record has come
    if (recorded(kept) !== undefined && kept !== undefined) return changed(kept, { offset: kept.size ?? 0 });
    if ('error' in found) throw found.error;
    return found;
  }
}

/**
 * Uploads in a folder that portals share. No locks: bytes are written at the offset they belong to, so a connection that hangs and the one that
 * replaces it write the same bytes to the same place; what counts is hashed and looked at when the upload is complete (decision 0025).
 */
export async function openUploads(folder: string): Promise<Uploads> {
  await makeFolder(folder);
  const datastore = new Unfinished({ directory: folder, configstore: new Records(folder) });
  const server = new Server({
    path: '/uploads', datastore, maxSize: MAX_RESUMABLE_BYTES, locker: { newLock: () => ({ lock: () => Promise.resolve(), unlock: () => Promise.resolve() }) },
    namingFunction: ({ headers }) => `${headers.get(OWNER) ?? ''}/${randomBytes(16).toString('hex')}`,
    getFileIdFromRequest: ({ headers }, last = '') => (ID.test(last) ? `${headers.get(OWNER) ?? ''}/${last}` : undefined),
    generateUrl: ({ headers }, { id }) => `${headers.get(PATH) ?? ''}/${id.slice(id.lastIndexOf('/') + 1)}`,
    onUploadCreate: async ({ headers }, { metadata, size }) => {
      if (size === undefined) throw refusal(400, 'Upload-Length required');
      const open = (await readdir(join(folder, headers.get(OWNER) ?? '')).catch(() => [])).filter((name) => !name.endsWith('.json'));
      if (open.length >= MAX_OPEN) throw refusal(422, `本事项已有 ${String(MAX_OPEN)} 个文件在上传。请先完成或取消其中一些，再继续。`);
      try {
        return { metadata: { name: checkName(metadata?.['filename'] ?? '').name } };
      } catch (error) {
        throw error instanceof FileRefused ? refusal(422, error.message) : error;
      }
    },
  });
  const underWay = new Map<string, Promise<StoredFile>>();

  async function store(to: Store, id: string, upload: Upload): Promise<StoredFile> {
    try {
      const stored = await storeFile(to, join(folder, id), { name: upload.metadata?.['name'] ?? '', maxBytes: MAX_RESUMABLE_BYTES });
      await datastore.configstore.set(id, changed(upload, { metadata: { ...upload.metadata, stored: JSON.stringify(stored) } }));
      await rm(join(folder, id), { force: true });
      return stored;
    } catch (error) {
      const other = codeOf(error) === 'ENOENT' ? recorded(await datastore.configstore.get(id)) : undefined;
      if (other !== undefined) return other; // another portal was asked at the same time
      if (error instanceof FileRefused || (error instanceof StoreError && error.failure === 'purged')) await datastore.remove(id).catch(() => undefined);
      throw error;
    }
  }

  return {
    handle: async ({ method, headers, body }, { campaign, unit, task }, path, upload = '') => {
      headers.set(OWNER, [campaign, unit, task].join('/'));
      headers.set(PATH, path);
      return server.handleWeb(new Request(`http://portal/uploads/${upload}`, { method, headers, ...(body === undefined ? {} : { body, duplex: 'half' }) }));
    },
    finish: async (to, { campaign, unit, task }, upload) => {
      if (!ID.test(upload)) return undefined;
      const id = [campaign, unit, task, upload].join('/');
      const found = await datastore.getUpload(id).catch((error: unknown) => {
        if (error instanceof Error) throw error; // those of the protocol are none
        return undefined;
      });
      if (found?.size === undefined || found.offset !== found.size) return undefined;
      const known = recorded(found);
      if (known !== undefined) return known;
      const work = underWay.get(id) ?? store(to, id, found).finally(() => underWay.delete(id));
      underWay.set(id, work);
      return work;
    },
    sweep: async (now) => {
      const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      const last = new Map<string, number>();
      for (const file of files) {
        const base = file.replace(/\.json$/, '');
        last.set(base, Math.max(last.get(base) ?? 0, await stat(file).then(({ mtimeMs }) => mtimeMs, () => 0)));
      }
      for (const [base, changed] of last) {
        if (now - changed > EXPIRY_MS) await Promise.all([base, `${base}.json`].map((file) => rm(file, { force: true })));
      }
    },
  };
}

function changed(upload: Upload, to: Partial<Upload>): Upload {
  return Object.assign(new Upload({ id: upload.id, offset: upload.offset }), upload, to);
}

/** Says no as the library wants to hear it. */
function refusal(status: number, body: string): Error {
  return Object.assign(new Error(body), { status_code: status, body });
}

function recorded(upload: Upload | undefined): StoredFile | undefined {
  const text = upload?.metadata?.['stored'];
  return text == null ? undefined : storedFile.parse(JSON.parse(text));
}
