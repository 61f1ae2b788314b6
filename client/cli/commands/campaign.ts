import { type Command, Option } from 'commander';
import type { Campaigns } from '../../campaigns.ts';
import type { Reached } from '../server.ts';
import { DEF_HELP, ID, ID_HELP, JSON_HELP, type JsonOption, campaignCommand } from '../options.ts';
import { print, printAside, printJson } from '../output.ts';

/** What the organiser does with a campaign as a whole. */
export function addCampaignCommands(program: Command, done: (code: number) => void): void {
  program.command('start').summary('启动活动').argument('<定义>', DEF_HELP).option('--json', JSON_HELP)
    .description('检查定义并启动活动：此后按日程自动发函。请先用 check、plan、preview 看过。')
    .action(async (path: string, { json }: JsonOption) => {
      const { requireDefinition } = await import('../definition.ts');
      const { compiled, files } = await requireDefinition(path);
      const { showProgress } = await import('../progress.ts');
      const { withCampaigns } = await import('../server.ts');
      const lines = compiled.plan.lines.length;
      let running: number | undefined;
      const progress = showProgress(() => (running === undefined
        ? `正在保存方案并启动（${String(lines)} 条报送线）…` : `正在启动报送线：已启动 ${String(running)} / ${String(lines)} 条…`));
      const started = await withCampaigns(undefined, async ({ campaigns }) => {
        const { campaign } = await campaigns.start({ compiled, files });
        running = 0;
        return { campaign, ...await campaigns.untilRunning(campaign, (so) => { ({ running } = so); }) };
      }).finally(() => { progress.end(); });
      if (json === true) printJson(started);
      else print(startedText(started), `看进展：npx campaign status ${started.campaign}`);
    });

  program.command('status').summary('看进展').argument('[活动]', `${ID_HELP}；不写即列出全部活动`).option('--json', JSON_HELP)
    .description('列出每个单位、每项事项的状态；不写活动标识即列出本数据目录的全部活动。')
    .action(async (campaign: string | undefined, { json }: JsonOption) => (await import('../status.ts')).status(campaign, json === true));

  program.command('link').summary('取得组织方工作台的链接').argument(ID, ID_HELP).addOption(new Option('--role <身份>', 'office 办公室，head 负责同志').choices(['office', 'head']).default('office'))
    .option('--json', JSON_HELP).description('显示一个进入组织方工作台的专属链接，有效期同函件中的链接；等同登记的办公室邮箱，请勿转发。')
    .action(async (campaign: string, { role, json }: JsonOption & { role: 'office' | 'head' }) => (await import('../organiserLink.ts')).showOrganiserLink(campaign, role, json === true));

  program.command('amend').summary('变更方案').argument(ID, ID_HELP).argument('<定义>', DEF_HELP)
    .option('--yes', '按预览执行；不写只预览，什么都不变').option('--json', JSON_HELP)
    .description('预览改动后的定义对运行中的活动意味着什么：移动、新增、取消的每封函件；加 --yes 执行。')
    .action(async (campaign: string, path: string, { yes, json }: JsonOption & { yes?: true }) => (
      (await import('../amend.ts')).amend(campaign, path, { yes: yes === true, json: json === true })));

  campaignCommand(program, 'cancel', '取消活动', '取消活动：立即停止一切函件，各报送线随后结束。')
    .action((campaign: string, { json }: JsonOption) => reach(campaign, json, `活动 ${campaign} 已取消，不再发函。`, ({ campaigns }) => campaigns.cancel(campaign)));

  campaignCommand(program, 'issue', '印发通知', '印发通知：向各参与单位发出。会签未完成、推定的牵头单位未确认时不办理，并列出所缺的单位。')
    .option('--file <文件>', '通知正文（Markdown）').option('--number <文号>', '文号')
    .action(async (campaign: string, { json, file, number }: JsonOption & { file?: string; number?: string }) => {
      const text = file === undefined ? undefined : await (await import('../reportInput.ts')).readText(file);
      await reach(campaign, json, '通知已印发，将在发函时间内送达各参与单位。', ({ campaigns }) => campaigns.issueNotice(campaign, {
        ...(text === undefined ? {} : { text }), ...(number === undefined ? {} : { documentNumber: number }),
      }).catch((error: unknown) => whoIsMissing(campaigns, campaign, error)));
    });

  campaignCommand(program, 'announce', '发送宣传材料', '向各参与单位发送宣传材料（海报、简报）。报送截止后不再发送。')
    .requiredOption('--text <文字>', '正文（Markdown）').option('--link <网址>', '海报等的下载地址')
    .action((campaign: string, { json, text, link }: JsonOption & { text: string; link?: string }) => (
      reach(campaign, json, '宣传材料将在发函时间内送达各参与单位。', ({ campaigns }) => campaigns.announce(campaign, { text, ...(link === undefined ? {} : { link }) }))));

  campaignCommand(program, 'approve', '审定总结', '审定全国总结，并印发各参与单位。请先用 --draft 看总结稿（可重定向到文件）。')
    .option('--draft', '只看总结稿和核对材料，什么都不变')
    .action(async (campaign: string, { draft, json }: JsonOption & { draft?: true }) => (draft === true
      ? showDraft(campaign, json === true)
      : reach(campaign, json, '总结已审定，将在发函时间内印发各参与单位。', ({ campaigns }) => campaigns.approveSummary(campaign))));

  campaignCommand(program, 'hold', '暂停发函', '立即暂停一切函件，例如发现函件有误时。报送照常受理，回执照常出具。')
    .action((campaign: string, { json }: JsonOption) => reach(campaign, json, '已暂停发函。恢复请用 unhold。', async ({ campaigns }) => {
      await campaigns.hold(campaign);
      return { campaign, held: true };
    }));
  campaignCommand(program, 'unhold', '恢复发函', '恢复发函。暂停期间过期的函件不再补发。')
    .action((campaign: string, { json }: JsonOption) => reach(campaign, json, '已恢复发函。', async ({ campaigns }) => {
      await campaigns.unhold(campaign);
      return { campaign, held: false };
    }));

  program.command('archive').summary('核验归档').argument(ID, ID_HELP).option('--json', JSON_HELP)
    .description('核验归档文件夹：逐个文件比对摘要。归档在活动结束时自动生成。')
    .action(async (campaign: string, { json }: JsonOption) => done(await (await import('../archive.ts')).archive(campaign, json === true)));
  campaignCommand(program, 'audit', '审计：核对是否处处符合规则', '以流水、发函台账、回执（演练时加收件箱）逐项核对规则是否处处遵守；只读，随时可用。')
    .action(async (campaign: string, { json }: JsonOption) => done(await (await import('../audit.ts')).audit(campaign, json === true)));
  campaignCommand(program, 'replay', '升级前试接：本版程序能否接续', '部署新版之前，在新版的目录中执行：从服务读取运行中的工作流，用本版程序逐个重放；只读。')
    .action(async (campaign: string, { json }: JsonOption) => done(await (await import('../replay.ts')).replay(campaign, json === true)));
}

/** The text on stdout alone, so that it can be kept in a file. */
async function showDraft(campaign: string, json: boolean): Promise<void> {
  const { withCampaigns } = await import('../server.ts');
  const draft = await withCampaigns(campaign, ({ campaigns }) => campaigns.summaryDraft(campaign));
  if (json) {
    printJson(draft);
    return;
  }
  print(draft.text, ...(draft.annex === null ? [] : ['', draft.annex]));
  printAside(draft.approved ? '此稿已审定。' : `审定：npx campaign approve ${campaign}`);
}

/** Beside the reason, everybody the notice waits for. */
async function whoIsMissing(campaigns: Campaigns, campaign: string, error: unknown): Promise<never> {
  if (error instanceof Error && error.name === 'Refused') {
    const missing = await campaigns.outstanding(campaign).catch(() => []); // the reason is told all the same
    if (missing.length > 0) printAside((await import('../planningText.ts')).outstandingText(missing), '');
  }
  throw error;
}

function startedText({ campaign, lines, running }: { campaign: string; lines: number; running: number }): string {
  const said = `已启动活动 ${campaign}：${String(lines)} 条报送线`;
  return running === lines ? `${said}，全部就绪。`
    : `${said}，其中 ${String(running)} 条已就绪。其余待工作进程办理：请确认 npx campaign up 或 npx campaign worker 正在运行，报送线会自动继续启动。`;
}

async function reach(
  campaign: string, json: true | undefined, said: string, command: (reached: Reached) => Promise<unknown>,
): Promise<void> {
  const { withCampaigns } = await import('../server.ts');
  const answer = await withCampaigns(campaign, command);
  if (json === true) printJson(answer);
  else print(said);
}
