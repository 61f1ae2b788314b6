import { type Command, Option } from 'commander';
import { chineseInstant } from '../../../campaign/time/chinese.ts';
import type { Answer } from '../../../workflows/contract.ts';
import type { Campaigns } from '../../campaigns.ts';
import { UsageError } from '../errors.ts';
import {
  type JsonOption, type PersonOptions, type TaskOptions, type TasksOptions, type UnitOptions, personOf, taskCommand, unitCommand, version, withPerson,
} from '../options.ts';
import { print, printJson } from '../output.ts';

/** What a person asks about a unit or one of its tasks. */
export function addUnitCommands(program: Command): void {
  withPerson(unitCommand(program, 'acknowledge', '确认已阅', '登记单位已知悉布置给它的全部事项。'))
    .action((campaign: string, options: UnitOptions & PersonOptions) => tell(campaign, options, '已登记：确认已阅。', (campaigns) =>
      campaigns.acknowledge(campaign, { unit: options.unit, ...personOf(options) })));

  withPerson(taskCommand(program, 'withdraw', '审核前撤回材料', '撤回尚未审核的材料，事项恢复为待报送。'))
    .action((campaign: string, options: TaskOptions & PersonOptions) => tell(campaign, options, '已撤回。', (campaigns) =>
      campaigns.withdraw(campaign, { ...ofTask(options), ...personOf(options) })));

  taskCommand(program, 'review', '查看材料；审核：收悉，或请补充', '不写意见即查看材料、附件和需核对之处。审核最新一版：--accept 收悉；--return 写明需补充的内容，--due 写新期限。')
    .addOption(new Option('--accept', '收悉').conflicts('return'))
    .option('--return <文字>', '请补充：需补充的内容')
    .option('--due <时间>', '补充的期限，例如 2024-10-25 或 2024-10-25 17:00')
    .option('--revision <版本>', '所审的版本；已有新版时不办理', version)
    .action(async (campaign: string, options: TaskOptions & { accept?: true; return?: string; due?: string; revision?: number }) => {
      const { accept, return: text, due, revision } = options;
      if (accept === undefined && text === undefined && due === undefined) {
        await (await import('../review.ts')).showReport(campaign, { ...ofTask(options), ...given({ version: revision }) }, options.json === true);
        return;
      }
      if (accept === undefined && text === undefined) throw new UsageError('请写明 --accept（收悉）或 --return 文字（请补充）。');
      if (text !== undefined && due === undefined) throw new UsageError('请补充时须用 --due 写明新期限，例如 --due 2024-10-25。');
      await tell(campaign, options, accept === true ? '已收悉。' : '已请补充。', (campaigns) => campaigns.review(campaign, {
        ...ofTask(options), accept: accept === true, ...given({ text, due }), ...given({ version: revision }),
      }));
    });

  withPerson(taskCommand(program, 'extend', '申请延期，或答复', '申请：--until 和 --why；答复：--grant（可另用 --until 定期限）或 --refuse。'))
    .option('--until <时间>', '期限，例如 2024-10-25 或 2024-10-25 17:00').option('--why <文字>', '申请的理由')
    .addOption(new Option('--grant', '同意延期').conflicts(['refuse', 'why'])).addOption(new Option('--refuse <文字>', '不同意：理由').conflicts(['why', 'until']))
    .action((campaign: string, options: TaskOptions & PersonOptions & { until?: string; why?: string; grant?: true; refuse?: string }) => {
      const { until, why, grant, refuse } = options;
      if (grant === true || refuse !== undefined) {
        return tell(campaign, options, grant === true ? '已同意延期。' : '已答复不同意延期。', (campaigns) => campaigns.decideExtension(campaign, {
          ...ofTask(options), grant: grant === true, ...given({ until, text: refuse }),
        }));
      }
      if (until === undefined || why === undefined) throw new UsageError('申请延期须写明 --until 期限 和 --why 理由；答复请用 --grant 或 --refuse。');
      return tell(campaign, options, '已登记延期申请，待组织方答复。', (campaigns) =>
        campaigns.requestExtension(campaign, { ...ofTask(options), until, why, ...personOf(options) }));
    });

  unitCommand(program, 'revoke', '停用单位的专属链接', '此前发给该单位的专属链接和由此进入的页面立即停用；以后的函件带新的链接。')
    .action(async (campaign: string, { unit, json }: UnitOptions) => {
      const { withCampaigns } = await import('../server.ts');
      await withCampaigns(campaign, ({ campaigns }) => campaigns.revokeLinks(campaign, { unit }));
      if (json === true) printJson({ unit, revoked: true });
      else print('已停用：此前发给该单位的专属链接不能再进入填报门户。');
    });

  withPerson(unitCommand(program, 'delegate', '转办，更换联络员', '此后的函件发给新的联络员。'))
    .requiredOption('--mail <邮箱>', '新联络员的电子邮箱').option('--role <称谓>', '称谓，例如 联络员').option('--phone <电话>', '电话')
    .action((campaign: string, options: UnitOptions & PersonOptions & { mail: string; role?: string; phone?: string }) => {
      const contact = { mail: options.mail, ...given({ role: options.role, phone: options.phone }) };
      return tell(campaign, options, '已转办：此后的函件发给新的联络员。', (campaigns) =>
        campaigns.delegate(campaign, { unit: options.unit, contact, ...personOf(options) }));
    });

  const aside = (name: 'exempt' | 'suspend', summary: string, description: string, said: string) =>
    unitCommand(program, name, summary, description).option('--task <事项>', '只这一项；不写即该单位尚未报送的全部事项').option('--why <文字>', '理由')
      .action((campaign: string, options: TasksOptions & { why?: string }) => tell(campaign, options, said, (campaigns) =>
        campaigns[name](campaign, { unit: options.unit, ...given({ task: options.task, why: options.why }) })));
  aside('exempt', '免报', '免除尚未报送的事项，不再提醒。', '已免报。');
  aside('suspend', '中止', '中止尚未报送的事项：期间不提醒，恢复后期限按中止的工作日顺延。', '已中止。');

  unitCommand(program, 'resume', '恢复中止的事项', '恢复中止的事项，期限按中止的工作日顺延。').option('--task <事项>', '只这一项；不写即全部中止的事项')
    .action((campaign: string, options: TasksOptions) => tell(campaign, options, '已恢复。', (campaigns) =>
      campaigns.resume(campaign, { unit: options.unit, ...given({ task: options.task }) })));

  taskCommand(program, 'remind', '加发一封提醒', '在提醒限额（budget）之内给尚未报送的单位加发一封提醒，计入限额；当日已有函件的不发。')
    .action((campaign: string, options: TaskOptions) => tell(campaign, options, '已安排提醒', (campaigns) => campaigns.remind(campaign, ofTask(options))));

  taskCommand(program, 'release', '批准向分管领导提请', '批准须经人工批准的提请，到时发出。').option('--slot <节点>', '哪一个节点，例如 T+5；不写即最近的')
    .action((campaign: string, options: TaskOptions & { slot?: string }) => tell(campaign, options, '已批准，到时发出。', (campaigns) =>
      campaigns.release(campaign, { ...ofTask(options), ...given({ slot: options.slot }) })));
}

/** The values that were given: an option left out is no value. */
function given<K extends string, V>(values: Readonly<Record<K, V | undefined>>): Partial<Record<K, V>> {
  const made: Partial<Record<K, V>> = {};
  for (const name in values) {
    const value = values[name];
    if (value !== undefined) made[name] = value;
  }
  return made;
}

function ofTask({ unit, task }: TaskOptions): { unit: string; task: string } {
  return { unit, task };
}

async function tell(campaign: string, { json }: JsonOption, said: string, command: (campaigns: Campaigns) => Promise<Answer>): Promise<void> {
  const { withCampaigns } = await import('../server.ts');
  const answer = await withCampaigns(campaign, ({ campaigns }) => command(campaigns));
  if (json === true) printJson(answer);
  else if (answer.leaves !== undefined) print(`${said}：${chineseInstant(answer.leaves)}发出。`);
  else print(answer.due !== undefined && answer.facts.includes('dueMoved') ? `${said}现期限：${chineseInstant(answer.due)}。` : said);
}
