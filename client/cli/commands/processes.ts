import { type Command, InvalidArgumentError } from 'commander';
import { DEF_HELP, JSON_HELP } from '../options.ts';

export interface RehearseOptions {
  readonly minutes: number;
  readonly seed: number;
  readonly trouble: boolean;
  readonly json: boolean;
}

/** up, worker, rehearse: what runs. */
export function addProcessCommands(program: Command, done: (code: number) => void): void {
  program.command('up').summary('启动内置服务：Temporal、收件箱、工作进程')
    .description('启动内置的 Temporal 服务、收件箱和工作进程，接着办理上次未完的活动，直到 Ctrl-C。未设 SMTP_URL 时函件只进内置收件箱，不外发。')
    .action(async () => (await import('./up.ts')).up());
  program.command('worker').summary('启动一个工作进程（用于正式部署）')
    .description('在 TEMPORAL_ADDRESS 指定的集群上启动一个工作进程，经 SMTP_URL 发函，直到收到停止信号。可同时运行多个。')
    .action(async () => (await import('./worker.ts')).worker());
  program.command('rehearse').summary('演练：几分钟走完整个活动').argument('<定义>', DEF_HELP)
    .option('--minutes <分钟>', '用多少分钟走完', positive, 2)
    .option('--seed <数>', '随机种子；相同的种子得到相同的结果', whole, 7)
    .option('--trouble', '途中制造故障：邮件和工作进程停机、方案变更两次、中止恢复、清除附件、反映问题等，结束时审计', false)
    .option('--json', JSON_HELP, false)
    .description('以虚拟的参与单位走完整个活动，不影响正式活动，函件不外发。没有服务时自行启动，结束后关闭。')
    .action(async (definition: string, options: RehearseOptions) => done(await (await import('./rehearse.ts')).rehearse(definition, options)));
}

function positive(text: string): number {
  const minutes = Number(text);
  if (!Number.isFinite(minutes) || minutes <= 0 || minutes > 1440) throw new InvalidArgumentError('请写大于 0 的分钟数，例如 2。');
  return minutes;
}

function whole(text: string): number {
  const seed = Number(text);
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('请写不超过 9 位的整数，例如 7。');
  return seed;
}
