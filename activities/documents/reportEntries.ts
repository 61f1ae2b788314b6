import type { Gap } from '../../campaign/summary/annex.ts';
import { Report } from '../../campaign/summary/report.ts';
import { formatReportFile } from '../../campaign/summary/reportFile.ts';
import type { Contents } from '../store/store.ts';
import { createNamer, safeName } from './names.ts';
import { readOr } from './reading.ts';
import type { Submission } from './shapes.ts';
import type { Entry } from './writing.ts';

/** The files of one version of a report: as stored, for people to read, and its attachments under their own names. */
export async function* reportEntries(contents: Contents, line: string, { key, version, report }: Submission, gaps: Gap[]): AsyncGenerator<Entry> {
  const slash = key.indexOf('/');
  const names = [line, key.slice(0, slash), key.slice(slash + 1)].map(safeName);
  const folder = `reports/${names.join('/')}/v${String(version)}`;
  const what = `${key} 第${String(version)}版`;
  // Byte by byte: its sha256 is the digest that the receipt's fact names.
  yield { path: `${folder}/report.json`, content: { stored: report }, what };
  if (!await contents.has(report)) return; // the writer notes the gap
  const read = await readOr(contents, report, Report, `${what}的内容`, gaps);
  if (read === undefined) return;
  const nil = read.nil ? `（零报告）${read.reason ?? ''}` : '';
  yield { path: `${folder}/report.md`, content: { text: formatReportFile({ ...read, narrative: `${nil}${read.narrative}` }) }, what };
  const name = createNamer();
  for (const file of read.files) yield { path: `${folder}/files/${name(file.name)}`, content: { stored: file.digest }, what: `${what}的附件` };
}
