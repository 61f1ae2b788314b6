/** What the bytes of a file must be for its name: `text`, or types as `file-type` calls them. */
export interface FileType {
  readonly type: string;
  readonly bytes: readonly string[];
}

const CFB = ['cfb']; // the container of the old Office formats; file-type does not look inside
const TEXT = ['text'];

/** The extensions we take. A file whose bytes are something else than its extension says is refused. */
const TYPES: Readonly<Record<string, FileType>> = {
  pdf: { type: 'application/pdf', bytes: ['pdf'] },
  ofd: { type: 'application/ofd', bytes: ['zip'] }, // 版式文件 GB/T 33190
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes: ['docx'] },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes: ['xlsx'] },
  pptx: { type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', bytes: ['pptx'] },
  odt: { type: 'application/vnd.oasis.opendocument.text', bytes: ['odt'] },
  doc: { type: 'application/msword', bytes: CFB },
  xls: { type: 'application/vnd.ms-excel', bytes: CFB },
  ppt: { type: 'application/vnd.ms-powerpoint', bytes: CFB },
  wps: { type: 'application/vnd.ms-works', bytes: CFB },
  et: { type: 'application/vnd.ms-excel', bytes: CFB },
  dps: { type: 'application/vnd.ms-powerpoint', bytes: CFB },
  jpg: { type: 'image/jpeg', bytes: ['jpg'] },
  jpeg: { type: 'image/jpeg', bytes: ['jpg'] },
  png: { type: 'image/png', bytes: ['png'] },
  gif: { type: 'image/gif', bytes: ['gif'] },
  webp: { type: 'image/webp', bytes: ['webp'] },
  heic: { type: 'image/heic', bytes: ['heic'] },
  mp4: { type: 'video/mp4', bytes: ['mp4', 'm4v'] },
  mov: { type: 'video/quicktime', bytes: ['mov'] },
  avi: { type: 'video/vnd.avi', bytes: ['avi'] },
  zip: { type: 'application/zip', bytes: ['zip'] },
  txt: { type: 'text/plain', bytes: TEXT },
  md: { type: 'text/markdown', bytes: TEXT },
  csv: { type: 'text/csv', bytes: TEXT },
};

/** The extension of a name, in lower case, without the dot. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** What a file of that name must be; undefined if we do not take such files. */
export function typeOfName(name: string): FileType | undefined {
  const extension = extensionOf(name);
  return Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined;
}

/** The extensions we take, for people. */
export const TAKEN = Object.keys(TYPES).join('、');
