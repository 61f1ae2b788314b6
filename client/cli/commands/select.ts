import { type Command, Option } from 'commander';
import { STAGES, type Stage } from '../../../campaign/line/selection.ts';
import type { CaseView } from '../../cases.ts';
import { UsageError } from '../errors.ts';
import { type JsonOption, type PersonOptions, campaignCommand, personOf, withPerson } from '../options.ts';
import { print, printJson } from '../output.ts';
import { table } from '../width.ts';

interface SelectOptions extends JsonOption, PersonOptions {
  readonly case?: string;
  readonly stage?: Stage;
  readonly drop?: true;
  readonly consent?: true;
}

/** 案例选用: listed, and moved along one stage at a time. */
export function addSelectCommand(program: Command): void {
  withPerson(campaignCommand(program, 'select', '案例选用', `列出已收悉材料中的典型案例；加 --case 和 --stage 逐步办理：${STAGES.join(' → ')}。
发布须经报送单位同意：--consent，并用 --channel、--received 写明怎样取得。`))
    .option('--case <案例>', '案例标识，例如 mot/summary/1')
    .addOption(new Option('--stage <阶段>', '下一步').choices(STAGES))
    .addOption(new Option('--drop', '退回一步；从“推荐”退回即不再选用').conflicts(['stage', 'consent']))
    .option('--consent', '报送单位同意发布')
    .action(async (campaign: string, options: SelectOptions) => {
      const { case: id, stage, drop, consent, json } = options;
      if (id !== undefined && stage === undefined && drop === undefined) throw new UsageError('请用 --stage 写明下一步，或用 --drop 退回一步。');
      if (id === undefined && (stage ?? drop ?? consent) !== undefined) throw new UsageError('请用 --case 写明案例；不写任何选项即列出案例。');
      if (consent === true && options.channel === undefined) throw new UsageError('请用 --channel 写明报送单位经何渠道同意发布。');
      if (consent === undefined && (options.channel ?? options.received) !== undefined) throw new UsageError('--channel、--received 说明同意怎样取得，请与 --consent 同用。');
      const { withCampaigns } = await import('../server.ts');
      if (id === undefined) {
        const cases = await withCampaigns(campaign, ({ campaigns }) => campaigns.cases(campaign));
        if (json === true) printJson({ campaign, cases });
        else print(cases.length === 0 ? '已收悉的材料中还没有典型案例。' : casesText(cases));
        return;
      }
      const answer = await withCampaigns(campaign, ({ campaigns }) => campaigns.selectCase(campaign, {
        case: id, ...(stage === undefined ? { drop: true } : { stage }), ...(consent === true ? { consent, ...personOf(options) } : {}),
      }));
      if (json === true) printJson(answer);
      else print(stage === undefined ? `案例 ${id} 已退回一步。` : `案例 ${id}：${stage}。`);
    });
}

function casesText(cases: readonly CaseView[]): string {
  return table(['案例', '阶段', '单位', '题目', '请核对'], cases.map(({ id, stage, consent, unit, title, check }) => [
    id, `${stage ?? '—'}${consent === undefined ? '' : '（已同意）'}`, unit, title, check.join('；'),
  ]));
}
