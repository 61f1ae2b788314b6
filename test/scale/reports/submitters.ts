// A process of its own: twenty browsers that hand in reports of a megabyte, each time for another unit.
import { randomBytes, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type Orders, type Seen, orders } from './shapes.ts';

const TASK = 'summary';
const NARRATIVE = '开展了“质量月”系列活动，组织检查和咨询服务。'.repeat(40);

interface Got { readonly status: number; readonly text: string; readonly to: string; readonly ms: number }

/** One browser behind a proxy, each time from another address: the portal takes only so many requests of one. */
function browser(portal: string, n: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let asked = 0;
  return (method: string, path: string, cookie: string, body?: { readonly type: string; readonly bytes: Buffer }): Promise<Got> => new Promise((resolve, reject) => {
    asked += 1;
    const began = performance.now();
    const headers = {
      cookie, 'x-forwarded-for': `10.${String(n)}.${String(asked % 250)}.${String(Math.floor(asked / 250))}`,
      ...(body === undefined ? {} : { 'content-type': body.type, 'content-length': body.bytes.length }),
    };
    const sent = request(new URL(path, portal), { method, agent, headers }, (response) => {
      const ms = performance.now() - began;
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('error', reject)
        .on('end', () => { resolve({ status: response.statusCode ?? 0, text, to: response.headers.location ?? '', ms }); });
    });
    sent.on('error', reject).end(body?.bytes);
  });
}

/** A form as a browser sends it, with a picture that nobody has sent before: the magic number of JPEG, then chance. */
function form(csrf: string, chance: Buffer): { type: string; bytes: Buffer } {
  const boundary = `form-${randomUUID()}`;
  const field = (name: string, value: string): string => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const fields = [field('csrf', csrf), field('request', randomUUID()), field('narrative', NARRATIVE), field('do', 'anyway')].join('');
  const head = `${fields}--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="现场.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
  const picture = [Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(16), chance.subarray(20)];
  return { type: `multipart/form-data; boundary=${boundary}`, bytes: Buffer.concat([Buffer.from(head), ...picture, Buffer.from(`\r\n--${boundary}--\r\n`)]) };
}

async function handIn({ portal, bytes, pause: every, submitters }: Orders, errands: Orders['submitters'][number], n: number, into: Seen): Promise<void> {
  const ask = browser(portal, n);
  const chance = randomBytes(bytes);
  const began = performance.now();
  for (const [round, { unit, cookie, csrf }] of errands.entries()) {
    if (every > 0) await pause(Math.max(0, began + (round + n / submitters.length) * every - performance.now()));
    const got = await ask('POST', `/units/${unit}/tasks/${TASK}/report`, cookie, form(csrf, chance));
    if (got.status !== 303) {
      into.wrong.push(`${unit}: ${String(got.status)} ${got.text.slice(0, 300)}`);
      continue;
    }
    into.reports.push(got.ms);
    const page = await ask('GET', got.to, cookie);
    into.receipts.push(page.ms);
    if (!page.text.includes('回执号')) into.wrong.push(`${unit}: no receipt at ${got.to}`);
  }
}

let text = '';
for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk);
const told = orders.parse(JSON.parse(text));
const result: Seen = { reports: [], receipts: [], seconds: 0, wrong: [] };
const began = performance.now();
await Promise.all(told.submitters.map((errands, n) => handIn(told, errands, n, result)));
process.stdout.write(JSON.stringify({ ...result, seconds: (performance.now() - began) / 1000 }), () => process.exit(0));
