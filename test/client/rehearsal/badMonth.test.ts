import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Audit } from '../../../campaign/audit/audit.ts';
import { PROPERTIES } from '../../../campaign/audit/properties.ts';
import { type Stage, figuresOf, filesBelow, journals, openStage } from './stage.ts';

let stage: Stage;

beforeAll(async () => { stage = await openStage(); }, 180_000);
afterAll(() => stage.end());

// By the rules alone it is played in trouble.test.ts and audited in sound.test.ts.
describe('a bad month on the real server', () => {
  it('loses nothing, and the audit finds every property kept', async () => {
    const result = await stage.rehearse('--seed', '9', '--trouble').ended;
    figuresOf(result);
    expect(result.err).toMatch(/工作进程停机：[^]*邮件服务中断：|邮件服务中断：[^]*工作进程停机：/);
    const { audit, campaign } = JSON.parse(result.out) as { audit: Audit; campaign: string };
    expect(campaign).toBe('quality-month-2024');
    expect(audit.violations).toEqual([]);
    expect(audit.ok).toBe(true);
    for (const { name } of PROPERTIES) expect(audit.checked[name], name).toBeGreaterThan(0);
    const [own = ''] = (await readdir(join(stage.dataDir, 'rehearsals'))).filter((name) => name.includes('-r9-'));
    const facts = await journals(join(stage.dataDir, 'rehearsals', own, 'archives', own));
    expect(facts).toContain('lettersDeferred');
    for (const fact of ['amended', 'suspended', 'resumed', 'exempted', 'fileQuarantined', 'filePurged']) expect(facts, fact).toContain(`"fact":"${fact}"`);
    expect(facts.match(/"fact":"planAmended"/g)).toHaveLength(2);
    expect(facts.match(/"fact":"concernAnswered"/g)).toHaveLength(3);
    for (const told of ['方案第 2 版：新增', '方案第 3 版：移出', '中止报送', '恢复报送', '附件已隔离', '附件已清除', '收到反映问题', '第 3 号反映问题已答复', '邮件服务恢复']) expect(result.err).toContain(told);
    // Afterwards anybody may look again: the records are all in the store, and no worker runs any more.
    const again = await stage.command('audit', own, '--json');
    expect(JSON.parse(again.out)).toEqual(audit);
    expect(again.code).toBe(0);
    // Somebody takes letters out of its ledger: that is seen.
    await Promise.all((await filesBelow(join(stage.dataDir, 'rehearsals', own, 'logs', 'campaigns', own, 'ledger'))).map(async (path) => {
      const kept = (await readFile(path, 'utf8')).split('\n').filter((line) => !line.includes('"slot":"T+2"'));
      await writeFile(path, kept.join('\n'));
    }));
    const { code, out } = await stage.command('audit', own);
    expect(code).toBe(1);
    expect(out).toMatch(/✗ {2}流水、台账、收件箱相符/);
  }, 480_000);
});
