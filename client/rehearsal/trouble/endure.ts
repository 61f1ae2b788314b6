import { setTimeout as pause } from 'node:timers/promises';
import { chineseDay } from '../../../campaign/time/chinese.ts';
import { dayOf } from '../../../campaign/time/instant.ts';
import { type Timeline, realAt } from '../../../campaign/time/timeline.ts';
import type { WorkerHost } from '../run/workerHost.ts';
import type { Gate } from './gate.ts';
import type { Outage } from './trouble.ts';

/** What can be away in a rehearsal. */
export interface Hosts {
  readonly mail: Gate;
  readonly worker: Pick<WorkerHost, 'leave' | 'comeBack' | 'startupMs'>;
}

/** Before the morning's letters, which leave at the same real instant as the evening before ends. */
const EVE_MS = 250;

/** Lets everything be away when its time has come, and back when it is over. Ends early, with everything back, when the run is over. */
export async function endure(outages: readonly Outage[], timeline: Timeline, { mail, worker }: Hosts, say: (line: string) => void, over: AbortSignal): Promise<void> {
  const until = async (real: number): Promise<void> => {
    await pause(Math.max(0, real - Date.now()), undefined, { signal: over }).catch(() => undefined);
  };
  for (const outage of outages) {
    await until(realAt(timeline, outage.from) - EVE_MS);
    if (over.aborted) return;
    const days = `${chineseDay(dayOf(outage.from))}晚至${chineseDay(dayOf(outage.until))}晚`;
    const end = realAt(timeline, outage.until) - EVE_MS;
    if (outage.who === 'mail') {
      say(`邮件服务中断：${days}`);
      mail.shut();
      await until(end);
      mail.open();
      say('邮件服务恢复');
    } else {
      say(`工作进程停机：${days}`);
      worker.leave();
      // It takes a while until it works again: whoever starts it in time keeps the four days.
      await until(end - worker.startupMs);
      await worker.comeBack();
      say('工作进程恢复');
    }
  }
}
