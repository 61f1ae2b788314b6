import { type Command, InvalidArgumentError, Option } from 'commander';
import { chineseInstant } from '../../../campaign/time/chinese.ts';
import type { TokenView } from '../../tokens.ts';
import { UsageError } from '../errors.ts';
import { type JsonOption, campaignCommand } from '../options.ts';
import { print, printJson } from '../output.ts';

interface TokenOptions extends JsonOption { readonly unit?: string; readonly revoke?: true | string; readonly until?: string }

const STATES: Readonly<Record<TokenView['state'], string>> = { valid: '有效', expired: '已过期', revoked: '已停用' };

/** 令牌: issued to a unit's own program, revoked, listed. */
export function addTokenCommand(program: Command): void {
  campaignCommand(program, 'token', '接口令牌：发放、停用、查看', `发给单位的信息系统，供其通过接口（docs/api.md）报送：--unit 发放，另加 --revoke 停用；都不写即列出。
令牌只显示一次，系统只存其摘要；有效期到活动归档日，可用 --until 提前。`)
    .option('--unit <单位>', '单位标识，例如 mot、sd.jinan')
    .option('--until <日期>', '有效期的最后一天，例如 2024-10-25；不写即到归档日')
    .addOption(new Option('--revoke [末四位]', '停用该单位的全部令牌，或只停用末四位相符的').conflicts('until').argParser(ending))
    .action(async (campaign: string, { unit, revoke, until, json }: TokenOptions) => {
      if (unit === undefined && (revoke ?? until) !== undefined) throw new UsageError('发放或停用令牌须用 --unit 写明单位。');
      const { withCampaigns } = await import('../server.ts');
      if (unit === undefined) {
        const tokens = await withCampaigns(campaign, ({ campaigns }) => campaigns.tokens(campaign));
        if (json === true) printJson({ campaign, tokens });
        else print(tokens.length === 0 ? '没有发放过令牌。' : tokens.map(tokenText).join('\n'));
      } else if (revoke !== undefined) {
        const { revoked } = await withCampaigns(campaign, ({ campaigns }) => campaigns.revokeTokens(campaign, { unit, ...(revoke === true ? {} : { last: revoke }) }));
        if (json === true) printJson({ campaign, revoked });
        else print(`已停用 ${String(revoked.length)} 个令牌：${revoked.map(({ last }) => `…${last}`).join('、')}。`);
      } else {
        const issued = await withCampaigns(campaign, ({ campaigns }) => campaigns.issueToken(campaign, { unit, ...(until === undefined ? {} : { until }) }));
        if (json === true) printJson(issued);
        else print(`${issued.token}\n以上令牌只显示这一次，有效期到${chineseInstant(issued.until)}。请妥善交给 ${unit} 的系统管理人员；持有者可代该单位报送。`);
      }
    });
}

function tokenText({ unit, last, issued, until, revoked, state }: TokenView): string {
  return `${unit}　…${last}　${chineseInstant(issued)}发放　${revoked === undefined ? `有效期到${chineseInstant(until)}` : `${chineseInstant(revoked)}停用`}　${STATES[state]}`;
}

function ending(text: string): string {
  if (!/^[\w-]{4}$/.test(text)) throw new InvalidArgumentError('请写令牌的末四位，例如 x7Qa。');
  return text;
}
