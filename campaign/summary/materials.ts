import type { Report } from './report.ts';

/** What came with reports, as attached: a picture sent with two reports counts twice. */
export interface Materials {
  readonly reports: number;
  readonly cases: number;
  readonly photos: number;
  readonly videos: number;
  /** Neither picture nor video. */
  readonly documents: number;
  readonly links: number;
  /** Files by media type, `image/jpeg`. */
  readonly types: readonly { readonly type: string; readonly files: number }[];
}

/** Counts what came with reports. */
export function materialsOf(reports: readonly Report[]): Materials {
  const files = reports.flatMap((report) => report.files);
  const counts = new Map<string, number>();
  for (const { type } of files) counts.set(type, (counts.get(type) ?? 0) + 1);
  const photos = files.filter(({ type }) => type.startsWith('image/')).length;
  const videos = files.filter(({ type }) => type.startsWith('video/')).length;
  return {
    reports: reports.length, cases: sum(reports, ({ cases }) => cases.length), photos, videos,
    documents: files.length - photos - videos, links: sum(reports, ({ links }) => links.length),
    types: [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, number]) => ({ type, files: number })),
  };
}

function sum<T>(list: readonly T[], of: (each: T) => number): number {
  return list.reduce((total, each) => total + of(each), 0);
}
