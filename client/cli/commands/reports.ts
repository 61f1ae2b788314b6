import { type Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { type PersonOptions, type TaskOptions, personOf, taskCommand, withPerson } from '../options.ts';
import { receiptText } from '../receiptText.ts';
import { print, printJson } from '../output.ts';

interface ReportOptions extends TaskOptions, PersonOptions {
  readonly file?: string;
  readonly attach: readonly string[];
  readonly nil?: true | string;
}

/** report, received: what comes in, and its receipt. */
export function addReportCommands(program: Command): void {
  withPerson(taskCommand(program, 'report', '报送材料，或零报告', `报送一项材料，取得回执。
--file 是 Markdown 文件，开头两行 --- 之间可写数据（YAML）：
  figures（数据）、cases（典型案例）、links（公开链接）、publishedOn（公开发布日期）、
  declarations（承诺）、signoff（拟稿、审签）、answer（会签、建议的意见）。
纸质或电话收到的，用 --channel 和 --received 代录。请勿报送涉密内容。`))
    .addOption(new Option('--file <文件>', '材料（Markdown，UTF-8）').conflicts('nil'))
    .option('--attach <文件>', '附件，可重复', (file: string, before: readonly string[]) => [...before, file], [])
    .option('--nil [说明]', '零报告：没有需要报送的内容')
    .action(async (campaign: string, options: ReportOptions) => {
      if (options.file === undefined && options.nil === undefined) throw new UsageError('请用 --file 文件 报送材料，或用 --nil 作零报告。');
      if (options.nil !== undefined && options.attach.length > 0) throw new UsageError('零报告不带附件。有材料请用 --file。');
      const { readReport, keepAttachments } = await import('../reportInput.ts');
      const content = options.file === undefined
        ? { nil: true, ...(typeof options.nil === 'string' ? { reason: options.nil } : {}) }
        : { report: await readReport(options.file) };
      const { withCampaigns } = await import('../server.ts');
      const receipt = await withCampaigns(campaign, async ({ campaigns, store }) => campaigns.report(campaign, {
        unit: options.unit, task: options.task, ...content, files: await keepAttachments(store, options.attach), ...personOf(options),
      }));
      if (options.json === true) printJson(receipt);
      else print(receiptText(receipt));
    });

  withPerson(taskCommand(program, 'received', '登记已收到原件', '登记已收到原件（纸质、传真等）：立即停止提醒，内容稍后用 report 录入。'))
    .option('--number <文号>', '来文的文号')
    .action(async (campaign: string, options: TaskOptions & PersonOptions & { number?: string }) => {
      if (options.channel === undefined || options.received === undefined) throw new UsageError('请写明 --channel 渠道 和 --received 收到时间。');
      const { withCampaigns } = await import('../server.ts');
      const receipt = await withCampaigns(campaign, ({ campaigns }) => campaigns.received(campaign, {
        unit: options.unit, task: options.task, ...(options.number === undefined ? {} : { number: options.number }), ...personOf(options),
      }));
      if (options.json === true) printJson(receipt);
      else print(receiptText(receipt));
    });
}
