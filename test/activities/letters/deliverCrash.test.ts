import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { setMarker } from '../../../activities/store/campaignStore.ts';
import { folderStore } from '../../../activities/store/folderStore.ts';
import { temporaryFolder } from '../temporary.ts';
import { type MailServer, mailServer } from './deliverServer.ts';

const CONNECTIONS = 5;

function worker(server: MailServer, folder: string): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [fileURLToPath(new URL('deliverChild.ts', import.meta.url)), server.url, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => { text += chunk.toString(); });
  return { child, output: () => text };
}

async function startedCampaign(): Promise<string> {
  const folder = await temporaryFolder();
  await setMarker(await folderStore(folder), 'c', 'running');
  return folder;
}

it('kill -9 in the middle of a batch: none lost, at most one per connection repeated', async () => {
  const server = await mailServer();
  const folder = await startedCampaign();
  const first = worker(server, folder);
  await server.until(() => server.accepted.length >= 60);
  server.shut(); // the worst moment: every connection has given its letter and waits for the answer
  await server.until(() => server.waiting() === CONNECTIONS);
  const died = once(first.child, 'exit');
  first.child.kill('SIGKILL');
  await died;
  server.open();

  const second = worker(server, folder);
  await once(second.child, 'close');
  expect(JSON.parse(second.output())).toEqual(Array(200).fill('accepted'));
  expect(new Set(server.accepted).size).toBe(200);
  const repeated = server.accepted.length - 200;
  console.log(`killed after 60 of 200 letters: ${String(repeated)} repeated, ${String(CONNECTIONS)} connections`);
  expect(repeated).toBeLessThanOrEqual(CONNECTIONS);
  await server.close();
}, 20_000);

it('two workers with the same batch at the same time repeat nothing and lose nothing', async () => {
  const server = await mailServer();
  const folder = await startedCampaign();
  const both = [worker(server, folder), worker(server, folder)];
  await Promise.all(both.map(({ child }) => once(child, 'close')));
  const last = worker(server, folder); // what both left to the other
  await once(last.child, 'close');
  expect(JSON.parse(last.output())).toEqual(Array(200).fill('accepted'));
  expect(new Set(server.accepted).size).toBe(200);
  expect(server.accepted).toHaveLength(200);
  await server.close();
}, 20_000);
