import type { App, PortalDeps } from '../deps.ts';
import { ofTask, ofUnit, taskOf } from '../routes/shapes.ts';
import { bearerOf } from './bearer.ts';
import { once } from './once.ts';
import { PROBLEMS } from './problems.ts';
import { Done, NewExtension, Nothing, Once, Task, Unit } from './shapes.ts';
import { taskJson, unitJson } from './views.ts';

const config = { access: 'token' } as const;
const security = [{ token: [] }];
/** Programs act as their unit's contact does in the portal. */
const BY = { channel: 'portal', enteredBy: 'contact' } as const;

/** What is asked of the unit, and what it says to it, short of a report. */
export function addTaskCalls(api: App, { campaigns, store }: PortalDeps): void {
  api.get('/units/:unit/tasks', { config, schema: {
    operationId: 'listTasks', summary: '本单位的全部事项：内容、期限、进展', security, params: ofUnit, response: { 200: Unit, ...PROBLEMS },
  } }, (request) => unitJson(bearerOf(request).view));

  api.get('/units/:unit/tasks/:task', { config, schema: {
    operationId: 'getTask', summary: '一个事项', security, params: ofTask, response: { 200: Task, ...PROBLEMS },
  } }, (request) => taskJson(taskOf(bearerOf(request).view, request.params.task)));

  api.post('/units/:unit/acknowledge', { config, schema: {
    operationId: 'acknowledge', summary: '已收到来函', security, params: ofUnit, headers: Once, body: Nothing, response: { 200: Done, ...PROBLEMS },
  } }, (request) => {
    const { campaign, unit } = bearerOf(request).bearer;
    return once(store, { campaign, unit, key: request.headers['idempotency-key'], said: ['acknowledge'], shape: Done }, async (asked) => {
      const { at } = await campaigns.acknowledge(campaign, { unit, ...BY, ...asked });
      return { at };
    });
  });

  api.post('/units/:unit/tasks/:task/withdraw', { config, schema: {
    operationId: 'withdraw', summary: '审核前撤回', security, params: ofTask, headers: Once, body: Nothing, response: { 200: Done, ...PROBLEMS },
  } }, (request) => {
    const { bearer: { campaign, unit }, view } = bearerOf(request);
    const { task } = taskOf(view, request.params.task);
    return once(store, { campaign, unit, key: request.headers['idempotency-key'], said: ['withdraw', task], shape: Done }, async (asked) => {
      const { at } = await campaigns.withdraw(campaign, { unit, task, ...BY, ...asked });
      return { at };
    });
  });

  api.post('/units/:unit/tasks/:task/extension', { config, schema: {
    operationId: 'requestExtension', summary: '申请延期', security, params: ofTask, headers: Once, body: NewExtension, response: { 200: Done, ...PROBLEMS },
  } }, (request) => {
    const { bearer: { campaign, unit }, view } = bearerOf(request);
    const { task } = taskOf(view, request.params.task);
    return once(store, { campaign, unit, key: request.headers['idempotency-key'], said: ['extension', task, request.body], shape: Done }, async (asked) => {
      const { at } = await campaigns.requestExtension(campaign, { unit, task, ...request.body, ...BY, ...asked });
      return { at };
    });
  });
}

