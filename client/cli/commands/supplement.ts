import type { Command } from 'commander';
import { type TaskOptions, taskCommand } from '../options.ts';
import { print, printJson } from '../output.ts';

interface SupplementOptions extends TaskOptions {
  readonly file: string;
  readonly attach: readonly string[];
}

/** 补充材料 after the line has closed: into the archive's supplement. */
export function addSupplementCommand(program: Command): void {
  taskCommand(program, 'supplement', '截止后补充材料归档', `报送线截止后收到的材料，存入归档的补充部分（supplement/），不改变汇总和各项数字。
截止前请用 report。--file 的写法与 report 相同。`)
    .requiredOption('--file <文件>', '材料（Markdown，UTF-8）')
    .option('--attach <文件>', '附件，可重复', (file: string, before: readonly string[]) => [...before, file], [])
    .action(async (campaign: string, { unit, task, file, attach, json }: SupplementOptions) => {
      const { readReport, keepAttachments } = await import('../reportInput.ts');
      const report = await readReport(file);
      const { archivesOf, withCampaigns } = await import('../server.ts');
      const { supplementAll } = await import('../../../activities/documents/supplement.ts');
      const { late, place } = await withCampaigns(campaign, async ({ campaigns, store }) => {
        const kept = await campaigns.supplement(campaign, { unit, task, report, files: await keepAttachments(store, attach) });
        const added = await supplementAll({ store, archiveFolder: archivesOf(campaign) }, campaign);
        return { late: kept, place: added.get(`${kept.key}/${String(kept.version)}`) };
      });
      if (json === true) printJson({ ...late, folder: place ?? null });
      else print(`已收存 ${late.key} 的补充材料（第 ${String(late.version)} 版）。`, place === undefined ? '归档尚未生成，生成时自动存入。' : `已存入归档：${place}`);
    });
}
