import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { MANIFEST, digestOfText, formatManifest } from '../../activities/documents/manifest.ts';
import { temporaryFolder } from '../activities/temporary.ts';
import { inProcess } from './inProcess.ts';

/** An archive of one file, of a campaign or of a rehearsal, which has a folder of its own. */
async function archived(data: string, campaign: string, below = ''): Promise<string> {
  const folder = join(data, below, 'archives', campaign);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'summary.md'), '总结');
  await writeFile(join(folder, MANIFEST), formatManifest(new Map([['summary.md', digestOfText('总结')]])));
  return folder;
}

test('archive: whole, changed, not there', async () => {
  const data = await temporaryFolder();
  vi.stubEnv('CAMPAIGN_DATA', data);
  vi.stubEnv('TEMPORAL_ADDRESS', '');
  const folder = await archived(data, 'two-2024');
  const whole = await inProcess(['archive', 'two-2024']);
  expect(whole.stdout).toContain(`归档完好：${folder}`);
  expect(whole.code).toBe(0);

  await writeFile(join(folder, 'summary.md'), '改过的总结');
  const changed = await inProcess(['archive', 'two-2024', '--json']);
  expect(JSON.parse(changed.stdout)).toMatchObject({ campaign: 'two-2024', ok: false, differences: [{ path: 'summary.md', what: 'changed' }] });
  expect(changed.code).toBe(1);

  const none = await inProcess(['archive', 'two-2025']);
  expect(none.stderr).toContain('没有活动“two-2025”的归档');
  expect(none.code).toBe(1);
  vi.unstubAllEnvs();
});

test('a rehearsal is found in its own folder', async () => {
  const data = await temporaryFolder();
  vi.stubEnv('CAMPAIGN_DATA', data);
  vi.stubEnv('TEMPORAL_ADDRESS', '');
  const folder = await archived(data, 'two-2024-r7-abc', 'rehearsals/two-2024-r7-abc');
  expect((await inProcess(['archive', 'two-2024-r7-abc'])).stdout).toContain(folder);
  vi.unstubAllEnvs();
});
