import { openKeys } from '../../../activities/links/secret.ts';
import { chooseTarget } from '../../../config/connection.ts';
import { loadDotEnv, readEnvironment } from '../../../config/environment.ts';
import { readEmbeddedState } from '../../../workers/local/embeddedState.ts';
import { Refused } from '../../refused.ts';
import { hostWorker, stopSignal } from '../hosting.ts';
import { print, printAside } from '../output.ts';

/** One worker, for production, until it is told to stop. */
export async function worker(): Promise<void> {
  loadDotEnv();
  const environment = readEnvironment();
  const embedded = readEmbeddedState(environment.dataDir);
  const target = chooseTarget(embedded);
  const smtpUrl = environment.smtpUrl ?? embedded?.inbox.smtpUrl;
  if (smtpUrl === undefined) throw new Refused('未设 SMTP_URL，无法发函。请设为单位邮件服务的地址，例如 smtps://用户:口令@主机:465（见 .env.example）。');
  const stopped = stopSignal();
  const { portalUrl: url, secretFile, dataDir } = environment;
  const portal = url === undefined ? undefined : { url, keys: await openKeys({ secretFile, dataDir }) };
  const running = await hostWorker(target, environment, smtpUrl, portal);
  print(`工作进程已就绪：${target.address}（命名空间 ${target.namespace}）。按 Ctrl-C 停止。`);
  await Promise.race([stopped, running.ended]);
  printAside('正在停止，等待办理中的事项完成…');
  await running.shutdown();
}
