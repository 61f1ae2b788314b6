import { chooseTarget } from '../../../config/connection.ts';
import { loadDotEnv, readEnvironment } from '../../../config/environment.ts';
import { readEmbeddedState } from '../../../workers/local/embeddedState.ts';
import { stopSignal } from '../hosting.ts';
import { printAside } from '../output.ts';
import { hostPortal } from '../portalHost.ts';

/** One portal, for production, until it is told to stop. Its log goes to stdout, a line of JSON for each request. */
export async function portal({ port, host, proxy }: { readonly port?: number; readonly host: string; readonly proxy: readonly string[] }): Promise<void> {
  loadDotEnv();
  const environment = readEnvironment();
  const embedded = readEmbeddedState(environment.dataDir);
  const stopped = stopSignal();
  const running = await hostPortal(chooseTarget(embedded), environment, {
    smtpUrl: environment.smtpUrl ?? embedded?.inbox.smtpUrl, log: (line) => { process.stdout.write(`${line}\n`); }, host, proxies: proxy,
    ...(port === undefined ? {} : { port }),
  });
  printAside(`填报门户已就绪：${running.url}（在 ${host}:${String(running.port)} 监听）。按 Ctrl-C 停止。`);
  if (environment.portalUrl === undefined) printAside('未设 PORTAL_URL：函件中不带链接，页面只在本机可用。请设为联络员能打开的网址，并让工作进程用同一设置。');
  await stopped;
  printAside('正在停止，等待办理中的请求完成…');
  await running.close();
}
