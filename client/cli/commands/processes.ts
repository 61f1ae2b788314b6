import { type Command, InvalidArgumentError } from 'commander';
import { DEF_HELP, JSON_HELP, minutes, seed } from '../options.ts';

export interface RehearseOptions {
  readonly minutes: number;
  readonly seed: number;
  readonly trouble: boolean;
  readonly json: boolean;
}

/** up, worker, portal, rehearse: what runs. */
export function addProcessCommands(program: Command, done: (code: number) => void): void {
  program.command('up').summary('启动内置服务：Temporal、收件箱、工作进程')
    .description('启动内置的 Temporal 服务、收件箱和工作进程，接着办理上次未完的活动，直到 Ctrl-C。未设 SMTP_URL 时函件只进内置收件箱，不外发。')
    .action(async () => (await import('./up.ts')).up());
  program.command('worker').summary('启动一个工作进程（用于正式部署）')
    .description('在 TEMPORAL_ADDRESS 指定的集群上启动一个工作进程，经 SMTP_URL 发函，直到收到停止信号。可同时运行多个。')
    .action(async () => (await import('./worker.ts')).worker());
  program.command('portal').summary('启动填报门户（用于正式部署）')
    .description('启动网页门户，联络员从函件中的专属链接进入。与工作进程用同一数据目录和 CAMPAIGN_SECRET_FILE；对外网址写在 PORTAL_URL。可同时运行多个。')
    .option('--port <端口>', '监听的端口；不写时用 8650，已占用则另选', port)
    .option('--host <地址>', '监听的地址', '127.0.0.1')
    .option('--proxy <地址...>', '反向代理的地址；只采信它们转告的来访地址', ['loopback'])
    .action(async (options: { port?: number; host: string; proxy: string[] }) => (await import('./portal.ts')).portal(options));
  program.command('rehearse').summary('演练：几分钟走完整个活动').argument('<定义>', DEF_HELP)
    .option('--minutes <分钟>', '用多少分钟走完', minutes, 2)
    .option('--seed <数>', '随机种子；相同的种子得到相同的结果', seed, 7)
    .option('--trouble', '途中制造故障：邮件和工作进程停机、方案变更两次、中止恢复、清除附件、反映问题等，结束时审计', false)
    .option('--json', JSON_HELP, false)
    .description('以虚拟的参与单位走完整个活动，不影响正式活动，函件不外发。没有服务时自行启动，结束后关闭。')
    .action(async (definition: string, options: RehearseOptions) => done(await (await import('./rehearse.ts')).rehearse(definition, options)));
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number < 1 || number > 65_535) throw new InvalidArgumentError('请写 1 至 65535 的端口，例如 8650。');
  return number;
}
