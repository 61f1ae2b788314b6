import { type LinePlan, ORGANISER } from '../../line/plan.ts';
import { headOf } from '../head.ts';
import type { CampaignPlan } from '../plan.ts';
import type { Finding } from '../problem.ts';
import type { Definition } from '../schema.ts';

/** What a workflow takes in one piece: with megabytes it would stand still for ever. */
const MAX_BYTES = 256 * 1024;
/** A task to which everything happens takes 380 bytes of what its line carries on. */
const MAX_TASKS = 600;

/** What would be too large to run: tasks of a line, its part of the plan, the campaign's own part. */
export function sizeMistakes(definition: Definition, plan: CampaignPlan): Finding[] {
  const lines = plan.lines.flatMap((line) => lineMistake(definition, line));
  const digests = plan.lines.map(() => 'f'.repeat(64));
  const head = bytesOf(headOf(plan, digests, 'f'.repeat(64)));
  return head <= MAX_BYTES ? lines : [...lines, {
    path: ['participants'],
    message: `参与单位的名称合计过长：活动方案的总表有 ${kib(head)}，超过 ${kib(MAX_BYTES)} 的上限`,
    remedy: '请缩短参与单位的 name（全称可写在 fullName），或分成两次活动',
  }];
}

function lineMistake({ participants }: Definition, line: LinePlan): Finding[] {
  const path = line.line === ORGANISER ? ['organiser'] : ['participants', participants.findIndex(({ id }) => id === line.line)];
  if (line.tasks.length > MAX_TASKS) {
    return [{
      path, message: `“${line.line}”连同下属单位共有 ${String(line.tasks.length)} 项报送事项，超过一条报送线 ${String(MAX_TASKS)} 项的上限`,
      remedy: '请减少事项或期数，或拆成两个参与单位',
    }];
  }
  const bytes = bytesOf(line);
  return bytes <= MAX_BYTES ? [] : [{
    path, message: `“${line.line}”的方案有 ${kib(bytes)}，超过一条报送线 ${kib(MAX_BYTES)} 的上限`,
    remedy: '请缩短单位名称和事项标题，或拆成两个参与单位',
  }];
}

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

function kib(bytes: number): string {
  return `${String(Math.ceil(bytes / 1024))} KiB`;
}
