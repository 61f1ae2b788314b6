import { describe, expect, it } from 'vitest';
import { audit } from '../../campaign/audit/audit.ts';
import { PROPERTIES } from '../../campaign/audit/properties.ts';
import { auditText } from '../../client/cli/audit.ts';
import { evidenceOf, journalsOf } from '../campaign/audit/evidence.ts';
import { campaign } from './cliProcess.ts';

const sound = evidenceOf(journalsOf());

describe('audit for people', () => {
  it('lists every property in Chinese with its count', () => {
    const text = auditText('c', audit(sound));
    expect(text).toContain('活动 c 审计通过。');
    for (const { title } of PROPERTIES) expect(text).toContain(title);
    expect(text.match(/✓/g)).toHaveLength(PROPERTIES.length);
  });

  it('says what is broken, where and when', () => {
    const text = auditText('c', audit({ ...sound, inbox: sound.inbox?.slice(1) ?? [] }));
    expect(text).toContain('审计发现 1 处与规则不符');
    expect(text).toMatch(/✗ {2}流水、台账、收件箱相符/);
    expect(text).toMatch(/（ledger）：\n {2}\d+月\d+日（周.）\d\d:\d\d \S+：台账中的函件 <.*> 不在收件箱/);
  });
});

describe('npx campaign audit', () => {
  it('explains itself', async () => {
    const { code, stdout } = await campaign(['audit', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('audit');
    expect(stdout).toContain('台账');
  });
});
