import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { campaign } from '../client/cliProcess.ts';
import { largeDefinition } from './largeDefinition.ts';

/** Writes what the process took to stderr when it ends. */
const MEASURE = `data:text/javascript,${encodeURIComponent(`process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  console.error('USED ' + JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, rss: maxRSS }));
})`)}`;
const used = z.object({ cpu: z.number(), rss: z.number() });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'large-definition-'));
  await Promise.all(largeDefinition({ participants: 1000, units: 20 }).map(({ name, text }) => writeFile(join(folder, name), text)));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('1,000 participants with 20 units each', () => {
  test.each([
    ['check', ['check'], /参与单位 1000 个.*报送事项 21768 项/],
    ['plan for people', ['plan'], /共发函件 90081 封/],
    ['plan for programs', ['plan', '--json'], /"slot": "T\+5"/],
  ])('%s: under ten seconds and a gigabyte, and it is said that it takes a while', async (what, [command = '', ...more], expected) => {
    const { code, stdout, stderr } = await campaign([command, folder, ...more], { NODE_OPTIONS: `--import=${MEASURE}` });
    const { cpu, rss } = used.parse(JSON.parse(/^USED (.*)$/m.exec(stderr)?.[1] ?? '{}'));
    console.log(`${what}: ${cpu.toFixed(1)} s of CPU, ${String(Math.round(rss / 1024))} MiB`);
    expect(code).toBe(0);
    expect(stdout).toMatch(expected);
    expect(stderr).toContain('正在检查定义，请稍候…');
    expect(cpu).toBeLessThan(10); // of two cores: what it takes on the wall is less
    expect(rss).toBeLessThan(1_000_000_000 / 1024);
  }, 120_000);

  test('1,001 lines are refused by start too, before any server is asked', async () => {
    const one = largeDefinition({ participants: 1001, units: 0 }).map(({ text }) => text).join('\n');
    const path = join(folder, 'too-many.yaml.txt');
    await writeFile(path, one);
    const { code, stderr } = await campaign(['start', path], { TEMPORAL_ADDRESS: '127.0.0.1:1' });
    expect(stderr).toContain('参与单位共 1001 个，超过一次活动 1000 条报送线的上限');
    expect(code).toBe(1);
  }, 120_000);
});
