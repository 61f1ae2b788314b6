import { describe, expect, test } from 'vitest';
import { campaign } from './cliProcess.ts';
import { inProcess } from './inProcess.ts';

describe('wrong usage is said in Chinese and ends with 2', () => {
  test.each([
    [['chek', 'x'], '没有“chek”这个命令。是否为 check？'],
    [['check'], '缺少参数 <定义>。'],
    [['check', 'a', 'b'], '参数多了。'],
    [['plan', 'x', '--jsn'], '没有“--jsn”这个选项。是否为 --json？'],
    [['report', 'q', '--unit', 'mot'], '缺少必填选项 --task <事项>。'],
    [['report', 'q', '--unit', 'mot', '--task', 'summary'], '请用 --file 文件 报送材料，或用 --nil 作零报告。'],
    [['report', 'q', '--unit', 'mot', '--task', 'summary', '--nil', '--file', 'f'], '不能同时使用'],
    [['report', 'q', '--unit', 'mot', '--task', 'summary', '--nil', '--channel', 'pigeon'], '可用：portal, mail, 公文交换'],
    [['received', 'q', '--unit', 'mot', '--task', 'summary'], '请写明 --channel 渠道 和 --received 收到时间。'],
    [['review', 'q', '--unit', 'mot', '--task', 'summary', '--due', '2024-10-25'], '请写明 --accept（收悉）或 --return 文字（请补充）。'],
    [['review', 'q', '--unit', 'mot', '--task', 'summary', '--return', '补'], '--due 写明新期限'],
    [['extend', 'q', '--unit', 'mot', '--task', 'summary', '--until', '2024-10-25'], '--why'],
    [['concern', 'q', '--number', '1'], '答复须同时写明 --number 号 和 --answer 文字。'],
    [['concern', 'q', '--unit', 'mot'], '登记反映问题须用 --text 写明内容'],
    [['concern', 'q', '--text', '收费', '--number', '1', '--answer', '已查'], '不能同时使用'],
    [['concern', 'q', '--number', '0', '--answer', '已查'], '请写反映问题的号'],
    [['select', 'q', '--case', 'mot/summary/1'], '请用 --stage 写明下一步，或用 --drop 退回一步。'],
    [['select', 'q', '--stage', '推荐'], '请用 --case 写明案例'],
    [['select', 'q', '--case', 'mot/summary/1', '--stage', '录用'], '可用：推荐, 初选, 请报送单位核稿, 采用, 发布'],
    [['select', 'q', '--case', 'mot/summary/1', '--stage', '发布', '--consent'], '请用 --channel 写明报送单位经何渠道同意发布。'],
    [['select', 'q', '--case', 'mot/summary/1', '--stage', '推荐', '--channel', 'mail'], '请与 --consent 同用'],
    [['announce', 'q'], '缺少必填选项 --text <文字>。'],
    [['supplement', 'q', '--unit', 'mot', '--task', 'summary'], '缺少必填选项 --file <文件>。'],
    [['rehearse', 'x', '--minutes', '-1'], '请写大于 0 的分钟数'],
    [['portale'], '没有“portale”这个命令。'],
    [['portal', '--port', '0'], '请写 1 至 65535 的端口'],
  ])('%j', async (args, sentence) => {
    const { code, stdout, stderr } = await inProcess(args);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/error:|Allowed|Did you/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

test('the same as a process of its own', async () => {
  const { code, stdout, stderr } = await campaign(['chek', 'x']);
  expect(stderr).toBe('没有“chek”这个命令。是否为 check？\n用法说明：加 --help 查看。\n');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

describe('help', () => {
  test('lists the commands in Chinese, exit 0', async () => {
    const { code, stdout } = await inProcess(['--help']);
    expect(stdout).toMatch(/^ {2}check <定义> +检查定义和函件模板$/m);
    expect(stdout).not.toMatch(/Usage|Options|Commands|display help/);
    expect(code).toBe(0);
  });

  test('without a command it is shown too, but that was no command', async () => {
    const { code, stdout, stderr } = await inProcess([]);
    expect(stderr).toContain('用法：');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('without a server', () => {
  test('status says what to do, exit 1', async () => {
    const { code, stderr } = await campaign(['status', 'quality-month-2024']);
    expect(stderr).toMatch(/没有可用的 Temporal 服务[\s\S]*npx campaign up[\s\S]*TEMPORAL_ADDRESS/);
    expect(code).toBe(1);
  });

  test('--json: one document on stdout', async () => {
    const { code, stdout } = await campaign(['status', '--json']);
    expect(JSON.parse(stdout)).toHaveProperty('ok', false);
    expect(stdout).toContain('没有可用的 Temporal 服务');
    expect(code).toBe(1);
  });

  test('every mistake of the environment at once', async () => {
    const { code, stderr } = await campaign(['status', 'x'], { TEMPORAL_ADDRESS: 'nowhere', SMTP_URL: 'x' });
    expect(stderr).toContain('环境变量有 2 处错误');
    expect(code).toBe(1);
  });

  test('a report file with mistakes is refused before anything is asked', async () => {
    const { code, stderr } = await inProcess(['report', 'q', '--unit', 'mot', '--task', 'summary', '--file', 'client/cli']);
    expect(stderr).toBe('“client/cli”是文件夹，不是文件。请指定其中的文件。\n');
    expect(code).toBe(1);
  });
});
