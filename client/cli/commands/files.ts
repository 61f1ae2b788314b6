import { type Command, Option } from 'commander';
import { ENTERERS, type EnteredBy } from '../../../campaign/line/facts.ts';
import { type JsonOption, campaignCommand } from '../options.ts';

interface FileOptions extends JsonOption { readonly digest: string; readonly by?: EnteredBy }

/** quarantine, purge: files that must not be read, or not be. */
export function addFileCommands(program: Command): void {
  fileCommand(program, 'quarantine', '隔离附件', `隔离一份材料的附件：即刻停止读取，归档和总结不收录；--lift 解除。
附件的摘要可用 review 活动 --unit 单位 --task 事项 列出。`)
    .option('--lift', '解除隔离').option('--why <文字>', '理由')
    .action(async (campaign: string, options: FileOptions & { lift?: true; why?: string }) => {
      await (await import('../removal.ts')).quarantine(campaign, options);
    });
  fileCommand(program, 'purge', '清除附件', `清除一份材料的附件，不能恢复：从存储、归档及其补充中删除，改写归档的 SHA256SUMS；
只留摘要、时间、决定者和理由，并列出附有或提到它的已发函件。中途中断的，重复执行即可。材料本身不能清除，请用 review --return。`)
    .requiredOption('--why <文字>', '理由')
    .action(async (campaign: string, options: FileOptions & { why: string }) => {
      await (await import('../removal.ts')).purge(campaign, options);
    });
}

function fileCommand(program: Command, name: string, summary: string, description: string): Command {
  return campaignCommand(program, name, summary, description)
    .requiredOption('--digest <摘要>', '附件的 sha256（64 位十六进制）')
    .addOption(new Option('--by <角色>', '决定者的角色；不写即组织方').choices(ENTERERS.filter((role) => !['contact', 'lead', 'public'].includes(role))));
}
