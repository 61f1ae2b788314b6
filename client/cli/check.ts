import type { Compiled } from '../../campaign/definition/compile/compile.ts';
import { planLetters } from '../../campaign/definition/planLetters.ts';
import type { Problem } from '../../campaign/definition/problem.ts';
import { Refused } from '../refused.ts';
import { problemText } from '../definitions.ts';
import { readDefinition } from './definition.ts';
import { DONE, REFUSED } from './errors.ts';
import { print, printAside, printJson } from './output.ts';

/** Shows every mistake of a definition, as compilers do, or what is in it. */
export async function check(path: string, json: boolean): Promise<number> {
  const read = await readDefinition(path).catch((error: unknown) => {
    if (!(error instanceof Refused) || !json) throw error;
    return { ok: false as const, problems: [unread(path, error)] };
  });
  if (json) printJson({ ok: read.ok, problems: read.problems });
  else if (read.ok) print(soundText(read.compiled));
  else {
    for (const problem of read.problems) printAside(problemText(problem));
    printAside('', `共 ${String(read.problems.length)} 处问题。`);
  }
  return read.ok ? DONE : REFUSED;
}

/** A definition that cannot be read is a problem of its first line. */
function unread(path: string, { message }: Refused): Problem {
  const [what = '', ...remedy] = message.split('。');
  return { file: path, line: 1, column: 1, path: '', message: what, remedy: remedy.join('。') };
}

function soundText({ plan, roster }: Compiled): string {
  const { participants, lines } = plan;
  const departments = participants.filter(({ kind }) => kind === 'department').length;
  const tasks = lines.reduce((sum, line) => sum + line.tasks.length, 0);
  return [
    `定义没有问题：${plan.title}（${plan.campaign}）`,
    `  参与单位 ${String(participants.length)} 个（部门 ${String(departments)}、地区 ${String(participants.length - departments)}），报送事项 ${String(tasks)} 项；`,
    `  若始终无人反馈，共发函件 ${String(planLetters(plan, roster).length)} 封（用 plan 逐日查看）。`,
  ].join('\n');
}
