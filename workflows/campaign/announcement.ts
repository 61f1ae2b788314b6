import { addSeconds, later } from '../../campaign/time/instant.ts';
import { digest, nothingElse } from '../guards.ts';
import { phaseStart } from './campaignRun.ts';
import { mailToAll } from './mailing.ts';
import { chinese } from './refusals.ts';
import type { SteeringCommand } from './steering.ts';

/** 宣传材料 (posters, 简报) to every participant, as often as there are any until the lines close. */
export const announceCommand: SteeringCommand<{ readonly document: string }> = {
  description: '发送宣传材料：{"document":摘要值}（请用 campaign announce）',
  read: (from) => {
    nothingElse(from, ['document']);
    return { document: digest(from, 'document') };
  },
  unitOf: () => undefined,
  decide: (run, { document }, now) => {
    const { announced, mailings } = run.state;
    const close = phaseStart(run.head, 'close');
    if (now >= close) return { refused: chinese.announceClosed(close) };
    // The letters' own instant is part of their Message-ID: two announcements of one second would pass for one.
    const at = announced === undefined ? now : later(now, addSeconds(announced, 1));
    return {
      fact: { fact: 'announced', at: now, document }, key: 'announce',
      change: { announced: at, mailings: [...mailings, mailToAll(run, 'announce', document, at)] },
    };
  },
};
