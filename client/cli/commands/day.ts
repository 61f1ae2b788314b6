import { type Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { type JsonOption, campaignCommand } from '../options.ts';
import { print, printJson } from '../output.ts';

interface StrikeOptions extends JsonOption { readonly letter?: string; readonly why?: string; readonly lift?: true }

/** The organiser's day: what leaves tomorrow, whom to call. */
export function addDayCommands(program: Command): void {
  campaignCommand(program, 'strike', '撤下拟发的一封函件', '从“明日拟发”中撤下一封函件并写明理由：立即生效，到时不发，也不补发。不写 --letter 即列出拟发函件及编号。')
    .option('--letter <编号>', '函件编号，例如 1011-mot').option('--why <文字>', '撤下的理由')
    .addOption(new Option('--lift', '恢复已撤下的函件').conflicts('why'))
    .action((campaign: string, options: StrikeOptions) => strike(campaign, options));

  campaignCommand(program, 'calls', '电话清单', '列出需要电话联系的单位：电话、缘由（尚未收到、未确认、邮箱拒收）和一句话术。电话取自通讯录。')
    .action(async (campaign: string, { json }: JsonOption) => {
      const { withCampaigns } = await import('../server.ts');
      const { asOf, calls } = await withCampaigns(campaign, ({ campaigns }) => campaigns.calls(campaign));
      if (json === true) printJson({ campaign, asOf, calls });
      else print((await import('../callsText.ts')).callsText(campaign, asOf, calls));
    });
}

async function strike(campaign: string, { letter, why, lift, json }: StrikeOptions): Promise<void> {
  const { withCampaigns } = await import('../server.ts');
  if (letter === undefined) {
    if (why !== undefined || lift === true) throw new UsageError('请用 --letter 写明函件编号；编号见“明日拟发”，或不带任何选项列出。');
    const { listText, letterJson } = await import('../outlookText.ts');
    const { ahead, plan } = await withCampaigns(campaign, async ({ campaigns }) => ({ ahead: await campaigns.lettersAhead(campaign), plan: await campaigns.plan(campaign) }));
    if (json === true) printJson({ campaign, letters: ahead.letters.map(letterJson), unnamed: ahead.unnamed });
    else print(listText(plan, ahead));
    return;
  }
  if (lift !== true && why === undefined) throw new UsageError('请用 --why 写明撤下的理由；恢复已撤下的函件请加 --lift。');
  const { steps, lifted } = await withCampaigns(campaign, ({ campaigns }) => (
    lift === true ? campaigns.lift(campaign, { letter }) : campaigns.strike(campaign, { letter, why: why ?? '' })));
  const items = steps.map(({ unit, task, slot }) => ({ unit, task, slot }));
  if (json === true) printJson({ campaign, letter, struck: !lifted, items });
  else print(lifted ? `函件 ${letter} 已恢复，将按时发出（${String(items.length)} 项）。`
    : `函件 ${letter} 已撤下（${String(items.length)} 项），不会发出。恢复请在发函前加 --lift。`);
}
