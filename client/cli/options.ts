import { type Command, InvalidArgumentError, Option } from 'commander';
import { CHANNELS, type Channel } from '../../campaign/line/facts.ts';

/** What options of several commands say. */
export const JSON_HELP = '输出 JSON';
export const DEF_HELP = '定义：文件夹（读其中的 YAML 文件）或一个文件';
export const ID = '<活动>';
export const ID_HELP = '活动标识，例如 quality-month-2024';

export interface JsonOption { readonly json?: true }
export interface UnitOptions extends JsonOption { readonly unit: string }
export interface TaskOptions extends UnitOptions { readonly task: string }
export interface TasksOptions extends UnitOptions { readonly task?: string }
export interface PersonOptions { readonly channel?: Channel; readonly received?: string }

/** A command about a campaign. */
export function campaignCommand(program: Command, name: string, summary: string, description: string): Command {
  return program.command(name).summary(summary).description(description).argument(ID, ID_HELP).option('--json', JSON_HELP);
}

/** A command about one unit of a campaign. */
export function unitCommand(program: Command, name: string, summary: string, description: string): Command {
  return campaignCommand(program, name, summary, description).requiredOption('--unit <单位>', '单位标识，例如 mot、sd.jinan');
}

/** A command about one task of one unit. */
export function taskCommand(program: Command, name: string, summary: string, description: string): Command {
  return unitCommand(program, name, summary, description).requiredOption('--task <事项>', '报送事项标识，例如 summary');
}

/** 代录: how it came, and when. */
export function withPerson(command: Command): Command {
  return command
    .addOption(new Option('--channel <渠道>', '收到的渠道；不写即经系统办理').choices(CHANNELS))
    .option('--received <时间>', '收到时间，例如 2024-10-18 15:00；不写即现在');
}

/** The part of a command that says how it came. */
export function personOf({ channel, received }: PersonOptions) {
  return { ...(channel === undefined ? {} : { channel }), ...(received === undefined ? {} : { receivedAt: received }) };
}

/** A number of a version. */
export function version(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('请写版本号，例如 1。');
  return Number(text);
}

/** How long a rehearsal takes. */
export function minutes(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0 || value > 1440) throw new InvalidArgumentError('请写大于 0 的分钟数，例如 2。');
  return value;
}

/** What a rehearsal deals by. */
export function seed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('请写不超过 9 位的整数，例如 7。');
  return Number(text);
}
