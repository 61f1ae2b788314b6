import { Option, type Command } from 'commander';
import { createHash } from 'node:crypto';
import type { Compiled } from '../../../campaign/definition/compile/compile.ts';
import { planLetters } from '../../../campaign/definition/planLetters.ts';
import { LETTER_KINDS } from '../../../campaign/definition/letterNames.ts';
import type { Problem } from '../../../campaign/definition/problem.ts';
import { agendaText } from '../agendaText.ts';
import { problemText, readDefinition, requireDefinition } from '../definition.ts';
import { REFUSED } from '../errors.ts';
import type { PreviewChoice } from '../preview.ts';
import { DEF_HELP, JSON_HELP } from '../options.ts';
import { print, printAside, printJson } from '../output.ts';
import { announceWork } from '../progress.ts';
import { Refused } from '../../refused.ts';

interface PlanOptions { readonly json?: true }

/** check, plan, preview: nothing is started. */
export function addDefinitionCommands(program: Command, done: (code: number) => void): void {
  program.command('check').summary('检查定义和函件模板').argument('<定义>', DEF_HELP).option('--json', JSON_HELP)
    .description('检查定义和函件模板，一次列出全部问题（文件:行:列）和改法。')
    .action(async (path: string, options: PlanOptions) => done(await check(path, options)));
  program.command('plan').summary('列出若无人反馈会发的全部函件').argument('<定义>', DEF_HELP).option('--json', JSON_HELP)
    .description('按日列出若始终无人反馈，会在何时给谁发哪些函件。什么都不启动。')
    .action((path: string, options: PlanOptions) => plan(path, options));
  program.command('preview').summary('看一封函件的样子').argument('<定义>', DEF_HELP)
    .addOption(new Option('--letter <种类>', '函件种类').choices(LETTER_KINDS).makeOptionMandatory())
    .requiredOption('--unit <单位>', '单位标识，例如 mot、sd.jinan')
    .addOption(new Option('--role <角色>', '收件角色').choices(['contact', 'superior', 'office', 'head']))
    .option('--html', '输出网页（HTML）').option('--json', JSON_HELP)
    .description('用示例内容写出一封函件。什么都不启动，也不发送。')
    .action(async (path: string, options: PreviewChoice) => (await import('../preview.ts')).preview(path, options));
}

async function check(path: string, { json }: PlanOptions): Promise<number> {
  const read = await readDefinition(path).catch((error: unknown) => {
    if (!(error instanceof Refused) || json !== true) throw error;
    return { ok: false as const, problems: [unread(path, error)] };
  });
  if (json === true) printJson({ ok: read.ok, problems: read.problems });
  else if (read.ok) print(soundText(read.compiled));
  else {
    for (const problem of read.problems) printAside(problemText(problem));
    printAside('', `共 ${String(read.problems.length)} 处问题。`);
  }
  return read.ok ? 0 : REFUSED;
}

function unread(path: string, { message }: Refused): Problem {
  const [what = '', ...remedy] = message.split('。');
  return { file: path, line: 1, column: 1, path: '', message: what, remedy: remedy.join('。') };
}

function soundText({ plan, roster }: Compiled): string {
  const { participants, lines } = plan;
  const departments = participants.filter(({ kind }) => kind === 'department').length;
  const tasks = lines.reduce((sum, line) => sum + line.tasks.length, 0);
  return [
    `定义没有问题：${plan.title}（${plan.campaign}）`,
    `  参与单位 ${String(participants.length)} 个（部门 ${String(departments)}、地区 ${String(participants.length - departments)}），报送事项 ${String(tasks)} 项；`,
    `  若始终无人反馈，共发函件 ${String(planLetters(plan, roster).length)} 封（用 plan 逐日查看）。`,
  ].join('\n');
}

async function plan(path: string, { json }: PlanOptions): Promise<void> {
  const { compiled } = await requireDefinition(path);
  announceWork(JSON.stringify(compiled.plan).length, '正在推算全部函件，请稍候…');
  const letters = planLetters(compiled.plan, compiled.roster);
  if (json === true) printJson({ campaign: compiled.plan.campaign, digest: digestOf(compiled.plan), letters });
  else print(agendaText(compiled.plan, letters));
}

/** The digest that the plan has in the store (activities/store/documents.ts), so that the two can be compared. */
export function digestOf(plan: Compiled['plan']): string {
  return createHash('sha256').update(JSON.stringify({ document: plan })).digest('hex');
}
