import sharp from 'sharp';
import type { StoredFile } from '../../activities/store/files.ts';
import type { Store } from '../../activities/store/store.ts';

/** How wide at most: beside a name; and to look at closely. */
const WIDTHS = { thumbnail: 320, picture: 1_600 } as const;
export type PictureSize = keyof typeof WIDTHS;

// HEIC is not among them: the prebuilt libvips has no HEVC decoder.
const SHOWN = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);
/** Larger files and pictures are handed out, not shown: a small file may unfold to gigabytes. */
const MAX_BYTES = 40 * 1024 ** 2;
const MAX_PIXELS = 64 * 1000 ** 2;
const SECONDS = 15;
/** Made at the same time, in this process. */
const PLACES = 2;
const KEPT_BYTES = 16 * 1024 ** 2;
const KEPT_MS = 10 * 60_000;

// What people send is read by these four decoders and no other, whatever its bytes say.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadNsgifBuffer', 'VipsForeignLoadWebpBuffer'] });
sharp.cache(false);
sharp.concurrency(1);

/** Whether there is something to show of a file. */
export function isShown({ type, size }: Pick<StoredFile, 'type' | 'size'>): boolean {
  return SHOWN.has(type) && size <= MAX_BYTES;
}

/** Pictures made smaller: a JPEG of our own, so that no byte of what was sent is ever shown in the portal's name, nor where it was taken. */
export interface Pictures {
  /** Undefined if its bytes are no picture we can show. @throws StoreError while it is quarantined or when it was purged */
  small(file: Pick<StoredFile, 'digest' | 'type' | 'size'>, size: PictureSize): Promise<Buffer | undefined>;
}

/** Makes them when they are asked for. A few are kept in memory for a while and none in the store: what is purged leaves no second copy. */
export function openPictures(store: Pick<Store, 'get' | 'open'>): Pictures {
  const kept = new Map<string, Buffer>();
  const places = limited(PLACES);
  let bytes = 0;

  function drop(key: string): void {
    bytes -= kept.get(key)?.length ?? 0;
    kept.delete(key);
  }

  function keep(key: string, made: Buffer): void {
    drop(key);
    kept.set(key, made);
    bytes += made.length;
    for (const oldest of kept.keys()) if (bytes > KEPT_BYTES) drop(oldest);
    setTimeout(() => { if (kept.get(key) === made) drop(key); }, KEPT_MS).unref();
  }

  return {
    small: async (file, size) => {
      if (!isShown(file)) return undefined;
      const key = `${file.digest} ${size}`;
      await store.open(file.digest).then((stream) => stream.destroy(), (error: unknown) => {
        drop(key); // barred, or gone: also what is kept here
        throw error;
      });
      const known = kept.get(key);
      if (known !== undefined) return known;
      const made = await places(async () => shrink(await store.get(file.digest), WIDTHS[size]));
      if (made !== undefined) keep(key, made);
      return made;
    },
  };
}

async function shrink(bytes: Buffer, width: number): Promise<Buffer | undefined> {
  try {
    return await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', autoOrient: true, pages: 1 })
      .resize({ width, height: width, fit: 'inside', withoutEnlargement: true }).flatten({ background: '#ffffff' }).jpeg({ quality: 78 }).timeout({ seconds: SECONDS }).toBuffer();
  } catch {
    return undefined; // damaged, too large, or something else under that name
  }
}

/** Lets so many work at a time; the others wait in the order they came. */
function limited(places: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
