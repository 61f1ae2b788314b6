import { Readable } from 'node:stream';
import { z } from 'zod';
import { CHANNELS } from '../../../campaign/line/facts.ts';
import { DECLARATIONS, Report, ReportContent } from '../../../campaign/summary/report.ts';

// What goes over the wire. The rules of a report are those of campaign/summary: here they only get their names and defaults.
const When = z.iso.datetime({ offset: true }).describe('北京时间，例如 2024-10-18T17:00:00+08:00');
const Count = z.int().min(0);

/** Asked of a unit's report, each only where it is asked. */
const Evidence = z.object({
  narrative: Count.exactOptional(), cases: Count.exactOptional(), photos: Count.exactOptional(), videos: Count.exactOptional(), files: Count.exactOptional(),
  links: Count.exactOptional(), figures: z.array(z.string()).exactOptional(), publishedOn: z.literal('required').exactOptional(),
});

const VersionSummary = z.object({
  version: z.int(), receipt: z.string().describe('回执号'), receivedAt: When, channel: z.enum(CHANNELS), nil: z.boolean(), late: z.boolean(),
  state: z.enum(['submitted', 'accepted', 'returned', 'withdrawn', 'replaced']), comment: z.string().exactOptional().describe('审核意见'),
});

export const Task = z.object({
  task: z.string(), title: z.string(), form: z.enum(['report', 'proposal', 'countersign', 'confirm']), source: z.enum(['stated', 'inferred']),
  assign: When, due: When, state: z.enum(['scheduled', 'open', 'submitted', 'accepted', 'exempt', 'missing']), suspended: z.boolean(),
  evidence: Evidence, declarations: z.array(z.enum(DECLARATIONS)),
  extension: z.object({ until: When, granted: z.boolean().exactOptional(), text: z.string().exactOptional() }).exactOptional(),
  versions: z.array(VersionSummary), originals: z.array(z.object({ receipt: z.string(), receivedAt: When, channel: z.enum(CHANNELS) })),
}).meta({ id: 'Task', description: '报送事项' });

export const Unit = z.object({
  campaign: z.string(), title: z.string(), unit: z.string(), name: z.string(), asOf: When, closed: z.boolean(), acknowledged: z.boolean(),
  office: z.object({ name: z.string(), phone: z.string() }), tasks: z.array(Task),
}).meta({ id: 'Unit', description: '单位及其全部报送事项' });

export const Receipt = z.object({
  number: z.string().describe('回执号'), unit: z.string(), task: z.string(), receivedAt: When, version: z.int().nullable(), late: z.boolean(), due: When.nullable(),
  flags: z.array(z.string()).describe('与承诺不符或未承诺之处：已受理，请核对'), missing: z.array(z.string()).describe('尚缺的内容：已受理，可在审核前补充'),
}).meta({ id: 'Receipt', description: '回执' });

const { shape } = ReportContent;
const Ticket = z.string().max(2_000).describe('上传文件时得到的凭据');

/** A report as a program sends it. What a person may leave empty in a form may be left out here; a name we do not know is a mistake. */
export const NewReport = z.strictObject({
  ...shape, narrative: shape.narrative.default(''), figures: shape.figures.default({}), cases: shape.cases.default([]), links: shape.links.default([]),
  declarations: shape.declarations.prefault({}), publishedOn: shape.publishedOn.meta({ format: 'date' }), files: z.array(Ticket).max(200).default([]),
}).meta({ examples: [
  { narrative: '开展了“质量月”系列活动。', figures: { 检查家次: 1200 }, links: ['https://www.samr.gov.cn/'], publishedOn: '2024-09-20', declarations: { noFees: true, secrecyReviewed: true }, signoff: { drafter: '甲', approver: '乙' } },
  { answer: 'agree', documentNumber: '〔2024〕1号' },
] });
export const NewNil = z.strictObject({ reason: z.string().max(2_000).exactOptional() }).meta({ description: '零报告，说明可不写', examples: [{}, { reason: '本单位无此类活动' }] });
export const NewExtension = z.strictObject({ until: z.string().regex(/^\d{4}-\d{2}-\d{2}( ([01]\d|2[0-3]):[0-5]\d)?$/).describe('2024-10-25 或 2024-10-25 17:00'), why: z.string().trim().min(1).max(20_000).exactOptional() })
  .meta({ examples: [{ until: '2024-10-25', why: '有关数据尚在核对' }] });
export const Nothing = z.strictObject({});

const { unit: _unit, task: _task, files: _files, nil: _nil, ...written } = Report.shape;
export const Version = VersionSummary.extend({
  ...written, missing: z.array(z.string()),
  files: z.array(z.object({ file: z.int(), name: z.string(), size: z.int(), type: z.string(), digest: z.string() })).describe('file 是下载时的序号'),
}).meta({ id: 'Version', description: '报送的一版材料' });

export const NewFile = z.object({ ticket: Ticket, digest: z.string(), name: z.string(), size: z.int(), type: z.string() }).meta({ id: 'File', description: '已上传的文件' });
export const Done = z.object({ at: When }).meta({ id: 'Done', description: '已受理' });

/** Bytes, as they come or go. */
export const Bytes = z.custom<Readable>((value) => value instanceof Readable).meta({ type: 'string', format: 'binary' });

export const Once = z.object({
  'idempotency-key': z.string().regex(/^[A-Za-z0-9_-]{8,80}$/).optional().describe('同一请求重复发送时用同一个，只受理一次'),
});
