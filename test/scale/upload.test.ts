import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { type ClientRequest, type IncomingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { signLink } from '../../activities/links/link.ts';
import { keysFrom } from '../../activities/links/secret.ts';
import { hidden } from '../client/portal/browser.ts';
import { freePorts } from '../../workers/local/ports.ts';
import { type World, createWorld, eventually } from '../workflows/harness.ts';
import { asOf } from '../workflows/time.ts';

// A portal in a process of its own, as `npx campaign portal` starts it, with its memory read from outside. Linux only: /proc.
const MB = 1024 ** 2;
const FORM = '/units/mot/tasks/summary/report';
const START = Buffer.concat([Buffer.from('0000001866747970', 'hex'), Buffer.from('mp42\0\0\0\0mp42isom'), Buffer.alloc(8)]);
const PIECE = Buffer.alloc(MB, 'film');
/** What the browser sends at once (script/uploads.js). */
const CHUNK = 64 * MB;

let world: World;
let portal: ChildProcess;
let port: number;
let cookie: string;
let csrf: string;

beforeAll(async () => {
  world = await createWorld();
  await world.start({ timeline: asOf('2024-10-11T09:30:00+08:00') });
  await eventually(() => world.campaigns.unit(world.campaign, { unit: 'mot' }));
  const secret = Buffer.from('not a secret but thirty-two bytes');
  const secretFile = join(world.dataDir, 'secret');
  await writeFile(secretFile, secret);
  [port = 0] = await freePorts(1);
  portal = spawn(process.execPath, ['client/cli/main.ts', 'portal', '--port', String(port)], {
    stdio: 'ignore',
    env: { PATH: process.env['PATH'] ?? '', CAMPAIGN_DATA: join(world.dataDir, 'store'), CAMPAIGN_SECRET_FILE: secretFile, TEMPORAL_ADDRESS: inject('temporal').address },
  });
  await eventually(() => ask('GET', '/healthz'));
  const token = signLink(keysFrom(secret), { campaign: world.campaign, unit: 'mot', role: 'contact' }, 'mot@departments.test', Date.now());
  const { headers } = await ask('POST', '/enter', { 'content-type': 'application/x-www-form-urlencoded' }, (to) => to.end(`token=${token}`));
  cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  csrf = hidden((await ask('GET', FORM, { cookie })).text, 'csrf');
});
afterAll(async () => {
  portal.kill();
  await world.end();
});

interface Answer { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string }

function ask(method: string, path: string, headers: Readonly<Record<string, string>> = {}, send: (to: ClientRequest) => unknown = (to) => to.end()): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => { text += part; }).on('end', () => { resolve({ status: response.statusCode ?? 0, headers: response.headers, text }); });
    }).on('error', reject);
    send(asked);
  });
}

/** Sends so many bytes of a film, no faster than they are taken. */
function film(to: ClientRequest, from: number, length: number, end = ''): void {
  if (from === 0) to.write(START);
  let left = length - (from === 0 ? START.length : 0);
  const go = (): void => {
    while (left > 0) {
      const next = PIECE.subarray(0, Math.min(left, MB));
      left -= next.length;
      if (!to.write(next)) { to.once('drain', go); return; }
    }
    to.end(end);
  };
  go();
}

async function memory(what: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${String(portal.pid)}/status`, 'utf8');
  return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
}

/** Does the work and tells what the portal's memory was before, at its highest, and after. */
async function measured(what: string, work: () => Promise<void>): Promise<number> {
  await writeFile(`/proc/${String(portal.pid)}/clear_refs`, '5'); // the highest is counted from now on
  const [idle, began] = [await memory('VmRSS'), performance.now()];
  await work();
  const [peak, after] = [await memory('VmHWM'), await memory('VmRSS')];
  console.log(`${what}: idle ${idle.toFixed(0)} MB, peak ${peak.toFixed(0)} MB, after ${after.toFixed(0)} MB, ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return peak - idle;
}

test.runIf(process.platform === 'linux')('memory stays flat while a file of 2 GB is uploaded piece by piece, and while forms with large files come in', async () => {
  const size = 2 * 1024 * MB;
  const uploads = '/units/mot/tasks/summary/uploads';
  const tus = { cookie, 'x-csrf': csrf, 'tus-resumable': '1.0.0' };
  const grown = [await measured('2 GB, resumable', async () => {
    const { headers: { location = '' } } = await ask('POST', uploads, { ...tus, 'upload-length': String(size), 'upload-metadata': `filename ${Buffer.from('大.mp4').toString('base64')}` });
    for (let from = 0; from < size; from += CHUNK) {
      const { status } = await ask('PATCH', location, { ...tus, 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream', 'content-length': String(CHUNK) }, (to) => { film(to, from, CHUNK); });
      expect(status).toBe(204);
    }
    expect(await ask('POST', `${location}/finish`, tus)).toMatchObject({ status: 200, text: expect.stringContaining('2 GB，已上传') as string });
  })];
  for (const name of ['甲', '乙']) {
    grown.push(await measured('400 MB in a form', async () => {
      const part = (field: string): string => `--b\r\ncontent-disposition: form-data; ${field}\r\n\r\n`;
      const { status } = await ask('POST', FORM, { cookie, 'content-type': 'multipart/form-data; boundary=b' }, (to) => {
        to.write(`${part('name="csrf"')}${csrf}\r\n${part('name="do"')}save\r\n${part(`name="files"; filename="${name}.mp4"`)}`);
        film(to, 0, 400 * MB, '\r\n--b--\r\n');
      });
      expect(status).toBe(200);
    }));
  }
  // What Node lets lie before it collects: 65 to 100 MB on first use (ran), however large the file.
  for (const more of grown) expect(more).toBeLessThan(150);
}, 600_000);
