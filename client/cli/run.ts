import { addCampaignCommands } from './commands/campaign.ts';
import { addConcernCommands } from './commands/concerns.ts';
import { addDayCommands } from './commands/day.ts';
import { addDefinitionCommands } from './commands/definition.ts';
import { addFileCommands } from './commands/files.ts';
import { addProcessCommands } from './commands/processes.ts';
import { addReportCommands } from './commands/reports.ts';
import { addSelectCommand } from './commands/select.ts';
import { addSupplementCommand } from './commands/supplement.ts';
import { addTokenCommand } from './commands/tokens.ts';
import { addUnitCommands } from './commands/units.ts';
import { DONE, showError } from './errors.ts';
import { chineseCommand } from './usage.ts';

const EPILOGUE = `
例：
  npx campaign check config/campaigns/quality-month-2024      检查定义
  npx campaign plan config/campaigns/quality-month-2024       看会发哪些函件
  npx campaign up                                             启动内置服务（另开终端执行其他命令）
  npx campaign status quality-month-2024                      看进展

约定：定义为文件夹或文件；日期写成 2024-10-25 或 2024-10-25 17:00；加 --json 输出供程序读取的 JSON。
退出码：0 完成，1 未办理（说明原因和办法），2 用法不对。本系统非涉密，请勿录入涉密内容。`;

/** Runs one command line and says the exit code. */
export async function runCli(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  try {
    const program = chineseCommand('campaign')
      .description('质量月活动组织：布置、提醒、收集、审核、总结、归档')
      .usage('<命令> [选项]')
      .addHelpText('after', EPILOGUE);
    let code = DONE;
    const done = (to: number): void => { code = to; };
    const groups = [
      addDefinitionCommands, addProcessCommands, addCampaignCommands, addDayCommands, addReportCommands, addUnitCommands, addConcernCommands, addSelectCommand,
      addFileCommands, addSupplementCommand, addTokenCommand,
    ];
    for (const add of groups) add(program, done);
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return showError(error, json);
  }
}
