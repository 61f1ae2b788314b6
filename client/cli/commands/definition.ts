import { type Command, Option } from 'commander';
import { LETTER_KINDS } from '../../../campaign/definition/letterNames.ts';
import { DEF_HELP, JSON_HELP, type JsonOption } from '../options.ts';
import type { PreviewChoice } from '../preview.ts';

/** check, plan, preview: nothing is started. */
export function addDefinitionCommands(program: Command, done: (code: number) => void): void {
  program.command('check').summary('检查定义和函件模板').argument('<定义>', DEF_HELP).option('--json', JSON_HELP)
    .description('检查定义和函件模板，一次列出全部问题（文件:行:列）和改法。')
    .action(async (path: string, { json }: JsonOption) => done(await (await import('../check.ts')).check(path, json === true)));
  program.command('plan').summary('列出若无人反馈会发的全部函件').argument('<定义>', DEF_HELP).option('--json', JSON_HELP)
    .description('按日列出若始终无人反馈，会在何时给谁发哪些函件。什么都不启动。')
    .action(async (path: string, { json }: JsonOption) => (await import('../plan.ts')).plan(path, json === true));
  program.command('preview').summary('看一封函件的样子').argument('<定义>', DEF_HELP)
    .addOption(new Option('--letter <种类>', '函件种类').choices(LETTER_KINDS))
    .option('--unit <单位>', '单位标识，例如 mot、sd.jinan')
    .addOption(new Option('--role <角色>', '收件角色').choices(['contact', 'superior', 'office', 'head']))
    .option('--out <路径>', '写入网页文件；不写 --letter 时写入文件夹，一次看全部函件').option('--html', '输出网页（HTML）').option('--json', JSON_HELP)
    .description('用示例内容写出一封函件。什么都不启动，也不发送。')
    .action(async (path: string, options: PreviewChoice) => (await import('../preview.ts')).preview(path, options));
}
