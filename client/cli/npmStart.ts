import { fileURLToPath } from 'node:url';
import { runRehearse } from '../rehearsal/rehearse.ts';
import { rehearsalPortal } from './rehearsalPortal.ts';
import { showError } from './errors.ts';
import { minutes, seed } from './options.ts';
import { chineseCommand } from './usage.ts';

const CAMPAIGN = fileURLToPath(new URL('../../config/campaigns/quality-month-2024', import.meta.url));

/** `npm start`: rehearses the campaign of 2024 before your eyes, then serves what it left until Ctrl-C. */
async function npmStart(args: readonly string[]): Promise<number> {
  try {
    let code = 0;
    const program = chineseCommand('npm start --').description('演练2024年全国“质量月”活动：几分钟走完全程，然后保持服务供查看，直到 Ctrl-C。')
      .usage('[选项]')
      .option('--exit', '演练结束即退出，不保持服务', false)
      .option('--minutes <分钟>', '用多少分钟走完', minutes, 2)
      .option('--seed <数>', '随机种子；相同的种子得到相同的结果', seed, 7)
      .option('--json', '输出 JSON', false)
      .action(async (options: { exit: boolean; minutes: number; seed: number; json: boolean }) => {
        const { exit, ...rest } = options;
        code = await runRehearse({ definition: CAMPAIGN, serve: !exit, portal: rehearsalPortal, ...rest });
      });
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return showError(error, args.includes('--json'));
  }
}

// Ended here: a download that was given up would keep the process waiting.
process.exit(await npmStart(process.argv.slice(2)));
