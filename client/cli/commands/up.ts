import { loadDotEnv, readEnvironment } from '../../../config/environment.ts';
import { chooseTarget } from '../../../config/connection.ts';
import { startLocalServices } from '../../../workers/local/localServices.ts';
import { Refused } from '../../refused.ts';
import { hostWorker, stopSignal } from '../hosting.ts';
import { print, printAside } from '../output.ts';
import { hostPortal, portalLog } from '../portalHost.ts';

/** The embedded server, inbox and worker until Ctrl-C; what ran before goes on. */
export async function up(): Promise<void> {
  loadDotEnv();
  const environment = readEnvironment();
  const { TEMPORAL_ADDRESS: address = '' } = process.env;
  if (address !== '') {
    throw new Refused(`已设 TEMPORAL_ADDRESS=${address}，而 up 只启动内置服务。请改用 npx campaign worker；要用内置服务，请去掉这个变量。`);
  }
  const stopped = stopSignal();
  const services = await startLocalServices({
    dataDir: environment.dataDir, allowPypi: environment.allowPypi,
    ...(environment.temporalCliPath === undefined ? {} : { cliPath: environment.temporalCliPath }),
    report: printAside,
    onServerEvent: (event) => { printAside(event.kind === 'ended' ? `内置 Temporal 服务退出（${event.how}），正在重新启动…` : '内置 Temporal 服务已恢复。'); },
    onInboxFailure: (error) => { printAside(`内置收件箱出错：${error.message}`); },
  });
  try {
    const { uiUrl, inbox } = services.state();
    printAside('正在启动工作进程…');
    const target = chooseTarget(services.state());
    const smtpUrl = environment.smtpUrl ?? inbox.smtpUrl;
    const portal = await hostPortal(target, environment, { smtpUrl, log: portalLog(environment.dataDir) });
    const worker = await hostWorker(target, environment, smtpUrl, portal);
    print(
      '', '已就绪：', `  填报门户       ${portal.url}（函件中的专属链接由此打开）`, `  Temporal 网页  ${uiUrl}`,
      environment.smtpUrl === undefined ? `  收件箱         ${inbox.webUrl}（函件都在这里，不外发）` : '  函件           经 SMTP_URL 发出',
      `  数据目录       ${environment.dataDir}`, '', '另开终端执行其他命令；按 Ctrl-C 停止，下次 up 接着办理。',
    );
    await Promise.race([stopped, worker.ended]);
    printAside('正在停止…');
    await portal.close();
    await worker.shutdown();
  } finally {
    await services.stop();
  }
}
