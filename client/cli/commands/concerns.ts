import { type Command, InvalidArgumentError, Option } from 'commander';
import { chineseInstant } from '../../../campaign/time/chinese.ts';
import type { ConcernView } from '../../concerns.ts';
import { UsageError } from '../errors.ts';
import { type JsonOption, type PersonOptions, campaignCommand, personOf, withPerson } from '../options.ts';
import { print, printJson } from '../output.ts';

interface ConcernOptions extends JsonOption, PersonOptions {
  readonly text?: string;
  readonly unit?: string;
  readonly number?: number;
  readonly answer?: string;
}

/** 反映问题: recorded, answered, listed. */
export function addConcernCommands(program: Command): void {
  withPerson(campaignCommand(program, 'concern', '反映问题：登记、答复、查看', `登记反映的问题（例如借活动名义收费）：--text，可写 --unit；答复：--number 和 --answer；都不写即列出。
未答复的反映问题，有关单位的案例暂不选用，总结暂不能审定。`))
    .addOption(new Option('--text <文字>', '反映的问题').conflicts(['number', 'answer']))
    .option('--unit <单位>', '所反映的单位，例如 mot、sd.jinan；不写即与单位无关')
    .option('--number <号>', '答复第几号', whole).option('--answer <文字>', '答复')
    .action(async (campaign: string, options: ConcernOptions) => {
      const { text, unit, number, answer, json } = options;
      if ((number === undefined) !== (answer === undefined)) throw new UsageError('答复须同时写明 --number 号 和 --answer 文字。');
      if (text === undefined && (unit ?? options.channel ?? options.received) !== undefined) throw new UsageError('登记反映问题须用 --text 写明内容；--unit、--channel、--received 只用于登记。');
      const { withCampaigns } = await import('../server.ts');
      if (text !== undefined) {
        const recorded = await withCampaigns(campaign, ({ campaigns }) => campaigns.recordConcern(campaign, { text, ...(unit === undefined ? {} : { unit }), ...personOf(options) }));
        if (json === true) printJson(recorded);
        else print(`已登记为第 ${String(recorded.number)} 号反映问题。答复：npx campaign concern ${campaign} --number ${String(recorded.number)} --answer 文字`);
      } else if (number !== undefined && answer !== undefined) {
        const answered = await withCampaigns(campaign, ({ campaigns }) => campaigns.answerConcern(campaign, { number, answer }));
        if (json === true) printJson(answered);
        else print(`第 ${String(number)} 号反映问题已答复。`);
      } else {
        const concerns = await withCampaigns(campaign, ({ campaigns }) => campaigns.concerns(campaign));
        if (json === true) printJson({ campaign, concerns });
        else print(concerns.length === 0 ? '没有登记过反映问题。' : concerns.map(concernText).join('\n'));
      }
    });
}

function concernText({ number, unit, name, receivedAt, text, answer, answeredAt }: ConcernView): string {
  const about = unit === undefined ? '' : `　${name ?? ''}（${unit}）`;
  const state = answeredAt === undefined ? '未答复' : `${chineseInstant(answeredAt)}答复`;
  return [
    `第 ${String(number)} 号　${chineseInstant(receivedAt)}收到${about}　${state}`,
    `    ${shown(text)}`,
    ...(answeredAt === undefined ? [] : [`    答复：${shown(answer ?? null)}`]),
  ].join('\n');
}

function shown(text: string | null): string {
  return text?.replaceAll('\n', '\n    ') ?? '（内容已清除）';
}

function whole(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('请写反映问题的号，例如 1。');
  return Number(text);
}
