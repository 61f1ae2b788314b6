import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { putDocument } from '../../activities/store/documents.ts';
import { officialYear } from '../../campaign/definition/calendarData.ts';
import { checkDefinition } from '../../campaign/definition/check.ts';
import { planLetters } from '../../campaign/definition/planLetters.ts';
import { temporaryStore } from '../activities/temporary.ts';
import { campaign } from './cliProcess.ts';
import { inProcess } from './inProcess.ts';
import { definitionFile, twoParticipants } from './twoParticipants.ts';

const checkedJson = z.strictObject({ ok: z.boolean(), problems: z.array(z.strictObject({
  file: z.string(), line: z.number(), column: z.number(), path: z.string(), message: z.string(), remedy: z.string(),
})) });

describe('check', () => {
  test('a sound definition: what is in it, exit 0', async () => {
    const { code, stdout, stderr } = await campaign(['check', await definitionFile(twoParticipants)]);
    expect(stdout).toContain('定义没有问题：两家单位的质量月（two-2024）');
    expect(stdout).toContain('参与单位 2 个（部门 1、地区 1）');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('the definition of 2024 in this project, a folder', async () => {
    const { code, stdout } = await campaign(['check', 'config/campaigns/quality-month-2024', '--json']);
    expect(JSON.parse(stdout)).toEqual({ ok: true, problems: [] });
    expect(code).toBe(0);
  });

  test('mistakes stand where editors look for them, all in one run, with a remedy', async () => {
    const path = await definitionFile(twoParticipants.replace('relation: peer', 'relation: pear').replace('due: 2024-07-24', 'due: 2024-07-27'));
    const { code, stdout, stderr } = await campaign(['check', path]);
    expect(stderr).toMatch(new RegExp(`^${path}:\\d+:\\d+ .*pear`, 'm'));
    expect(stderr).toContain('办法：');
    expect(stderr).toMatch(/共 \d+ 处问题。/);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  test('--json: file, line, column, path, message, remedy', async () => {
    const path = await definitionFile(twoParticipants.replace('due: 2024-07-24', 'due: 2024-07-27'));
    const { code, stdout } = await inProcess(['check', path, '--json']);
    const { ok, problems: [first] } = checkedJson.parse(JSON.parse(stdout));
    expect(ok).toBe(false);
    expect(first).toMatchObject({ file: path, path: 'tasks[0].due' });
    expect(code).toBe(1);
  });

  test.each([
    ['a file that is not there', '/tmp/no-such-definition.yaml', '找不到“/tmp/no-such-definition.yaml”'],
    ['a folder without YAML', 'client/cli', '没有 YAML 文件'],
    ['a file that is no text', 'node_modules/.bin/node', '不是 UTF-8 编码'],
  ])('%s is said in a sentence, exit 1', async (_, path, sentence) => {
    const { code, stderr } = await inProcess(['check', path]);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('at ');
    expect(code).toBe(1);
  });

  test('--json of a file that is not there is one document too', async () => {
    const { code, stdout } = await inProcess(['check', '/tmp/none.yaml', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, problems: [{ file: '/tmp/none.yaml', message: '找不到“/tmp/none.yaml”' }] });
    expect(code).toBe(1);
  });

  test('names the template and what is attached, and writes a page', async () => {
    const path = await definitionFile(twoParticipants);
    const shown = await inProcess(['preview', path, '--letter', 'remind', '--unit', 'mot']);
    expect(shown.stdout).toContain('\n附件：反馈表.docx、反馈期限.ics\n模板：config/letters/remind.peer.md\n');
    const page = join(dirname(path), 'remind.html');
    const written = await inProcess(['preview', path, '--letter', 'remind', '--unit', 'mot', '--out', page]);
    expect(written.stdout).toContain(`已写入 ${page}`);
    expect(await readFile(page, 'utf8')).toContain('<!DOCTYPE html>');
  });

  test('writes every letter that leaves into a folder, with a page to look at them all', async () => {
    const folder = join(dirname(await definitionFile(twoParticipants)), 'letters');
    const { stdout } = await inProcess(['preview', await definitionFile(twoParticipants), '--out', folder, '--json']);
    const { index, letters } = z.object({ index: z.string(), letters: z.array(z.object({ page: z.string(), template: z.string() })) }).parse(JSON.parse(stdout));
    expect((await readdir(folder)).sort()).toEqual(['index.html', ...letters.map(({ page }) => page)].sort());
    expect(letters.map(({ template }) => template)).toEqual(expect.arrayContaining(['assign.peer.md', 'digest.head.md', 'outlook.md']));
    const shown = await readFile(index, 'utf8');
    for (const { page } of letters) expect(shown).toContain(`src="${page}"`);
  });

  test('refuses to show a letter that never leaves, and asks for what is missing', async () => {
    const path = await definitionFile(twoParticipants);
    const { code, stderr } = await inProcess(['preview', path, '--letter', 'escalate', '--unit', 'mot']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '不会有发给 mot 的 escalate 函件：没有所属单位，也没有可致函的分管领导，未报情况只列入每日清单（--letter digest）。\n' });
    expect(await inProcess(['preview', path, '--letter', 'remind'])).toMatchObject({ code: 2 });
    expect(await inProcess(['preview', path])).toMatchObject({ code: 2 });
  });
});

describe('plan', () => {
  const checked = checkDefinition([{ name: 'campaign.yaml', text: twoParticipants }], officialYear);
  if (!checked.ok) throw new Error('the definition is not sound');
  const { plan, roster } = checked.compiled;

  test('--json: the campaign, the digest its plan has in the store, the letters', async () => {
    const { code, stdout } = await campaign(['plan', await definitionFile(twoParticipants), '--json']);
    expect(JSON.parse(stdout)).toEqual({
      campaign: 'two-2024', digest: await putDocument(await temporaryStore(), plan), letters: planLetters(plan, roster),
    });
    expect(code).toBe(0);
  });

  test('for people: by day, in Chinese', async () => {
    const { stdout } = await inProcess(['plan', await definitionFile(twoParticipants)]);
    expect(stdout).toContain('若始终无人反馈，共发函件 28 封');
    expect(stdout).toContain('\n2024年10月25日（周五）\n  09:00 提请 → sd-leader@regions.test（分管领导）：山东省“活动总结”T+5（红）\n');
  });

  test('a definition with mistakes is refused with the first of them', async () => {
    const { code, stdout, stderr } = await inProcess(['plan', await definitionFile(twoParticipants.replace('T-1', 'T-x'))]);
    expect(stderr).toMatch(/定义有 \d+ 处问题，请改正后重试/);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});

describe('preview', () => {
  test('shows a letter, and suggests the unit that was meant', async () => {
    const path = await definitionFile(twoParticipants);
    const shown = await inProcess(['preview', path, '--letter', 'remind', '--unit', 'mot']);
    expect(shown.stdout).toContain('发给：mot@departments.test\n主题：');
    const { code, stderr } = await inProcess(['preview', path, '--letter', 'remind', '--unit', 'mott']);
    expect(stderr).toBe('活动 two-2024 没有单位“mott”。是否为 mot？\n');
    expect(code).toBe(1);
  });
});
