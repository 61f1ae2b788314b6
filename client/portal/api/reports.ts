import { getDocument } from '../../../activities/store/documents.ts';
import { storeFile } from '../../../activities/store/files.ts';
import { Report, type ReportContent } from '../../../campaign/summary/report.ts';
import { z } from 'zod';
import type { App, PortalDeps } from '../deps.ts';
import { Denied } from '../guard.ts';
import { isBlank } from '../form.ts';
import { handOut } from '../handOut.ts';
import { ofFile, ofTask, ofVersion, taskOf, versionOf } from '../routes/shapes.ts';
import { MAX_FILE_BYTES, fileTicket, ofTicket, storedFile } from '../upload.ts';
import { bearerOf } from './bearer.ts';
import { once } from './once.ts';
import { PROBLEMS, Unprocessable } from './problems.ts';
import { Bytes, NewFile, NewNil, NewReport, Once, Receipt, Version } from './shapes.ts';
import { versionJson } from './views.ts';

const config = { access: 'token' } as const;
const security = [{ token: [] }];
const BY = { channel: 'portal', enteredBy: 'contact' } as const;
/** The longest narrative and a hundred cases; everything larger is a file. */
const REPORT_BYTES = 8 * 1024 ** 2;

/** Files, reports and what became of them. */
export function addReportCalls(api: App, { campaigns, keys, store }: PortalDeps): void {
  api.post('/units/:unit/tasks/:task/files', { config, bodyLimit: MAX_FILE_BYTES, schema: {
    operationId: 'uploadFile', summary: '上传一个文件，取得报送时所用的凭据', security, consumes: ['application/octet-stream'],
    params: ofTask, querystring: z.object({ name: z.string().min(1).max(300).describe('文件名，带扩展名') }), body: Bytes, response: { 201: NewFile, ...PROBLEMS },
  } }, async (request, reply) => {
    const { bearer, view } = bearerOf(request);
    const { task } = taskOf(view, request.params.task);
    const { charset, ...file } = await storeFile(store, request.body, { name: request.query.name, maxBytes: MAX_FILE_BYTES });
    const { keep: ticket } = fileTicket(keys, bearer, task, { ...file, ...(charset === undefined ? {} : { charset }) });
    return reply.code(201).send({ ticket, ...file });
  });

  api.post('/units/:unit/tasks/:task/reports', { config, bodyLimit: REPORT_BYTES, schema: {
    operationId: 'report', summary: '报送一版材料，取得回执', security, params: ofTask, headers: Once, body: NewReport, response: { 201: Receipt, ...PROBLEMS },
  } }, async (request, reply) => {
    const { bearer: { campaign, unit }, view } = bearerOf(request);
    const { task } = taskOf(view, request.params.task);
    const { files: tickets, ...report } = request.body;
    const files = tickets.map((ticket, index) => {
      const file = ofTicket(keys, { campaign, unit }, task, ticket, storedFile);
      if (file === undefined) throw new Unprocessable('文件凭据无效：须是本单位为本事项上传文件时得到的 ticket。', [{ field: `files.${String(index)}`, detail: '凭据无效' }]);
      return file;
    });
    refuseBlank(report, files);
    const receipt = await once(store, { campaign, unit, key: request.headers['idempotency-key'], said: ['report', task, request.body], shape: Receipt }, async (asked) => (
      receiptJson(await campaigns.report(campaign, { unit, task, report, files, ...BY, ...asked }))));
    return reply.code(201).send(receipt);
  });

  api.post('/units/:unit/tasks/:task/nil', { config, schema: {
    operationId: 'reportNil', summary: '零报告，取得回执', security, params: ofTask, headers: Once, body: NewNil, response: { 201: Receipt, ...PROBLEMS },
  } }, async (request, reply) => {
    const { bearer: { campaign, unit }, view } = bearerOf(request);
    const { task } = taskOf(view, request.params.task);
    const receipt = await once(store, { campaign, unit, key: request.headers['idempotency-key'], said: ['nil', task, request.body], shape: Receipt }, async (asked) => (
      receiptJson(await campaigns.report(campaign, { unit, task, nil: true, ...request.body, ...BY, ...asked }))));
    return reply.code(201).send(receipt);
  });

  api.get('/units/:unit/tasks/:task/versions/:version', { config, schema: {
    operationId: 'getVersion', summary: '一版材料及其回执、审核意见', security, params: ofVersion, response: { 200: Version, ...PROBLEMS },
  } }, async (request) => {
    const task = taskOf(bearerOf(request).view, request.params.task);
    const version = versionOf(task, request.params.version);
    return versionJson(task, version, await getDocument(store, version.report, Report));
  });

  api.get('/units/:unit/tasks/:task/versions/:version/files/:file', { config, schema: {
    operationId: 'getFile', summary: '一版材料的一个文件', security, params: ofFile,
    response: { 200: { description: '文件内容', content: { 'application/octet-stream': { schema: Bytes } } }, ...PROBLEMS },
  } }, async (request, reply) => {
    const version = versionOf(taskOf(bearerOf(request).view, request.params.task), request.params.version);
    const file = (await getDocument(store, version.report, Report)).files[request.params.file - 1];
    if (file === undefined) throw new Denied('unknown');
    return handOut(reply, store, file);
  });
}

function refuseBlank(report: ReportContent, files: readonly unknown[]): void {
  if (files.length === 0 && isBlank(report)) throw new Unprocessable('没有内容。确无相关情况的，请用零报告（…/nil）。', [{ field: '', detail: '没有内容' }]);
}

/** Arrays that zod may give on. */
function receiptJson({ flags, missing, ...receipt }: Awaited<ReturnType<PortalDeps['campaigns']['report']>>): z.infer<typeof Receipt> {
  return { ...receipt, flags: [...flags], missing: [...missing] };
}
