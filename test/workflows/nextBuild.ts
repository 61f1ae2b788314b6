import { cp, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = ['activities', 'campaign', 'client', 'config', 'workers', 'workflows', 'package.json'];

type Edit = readonly [file: string, from: string, to: string];

/** Rules version 2: nobody is reminded before the due day any more. */
const RULES: readonly Edit[] = [
  ['campaign/line/plan.ts', 'RULES_VERSION = 1', 'RULES_VERSION = 2'],
  ['campaign/line/schedule.ts', "letters(rungs.reminders, 'remind')", "letters(plan.rulesVersion < 2 ? rungs.reminders : [], 'remind')"],
];

/** State version 2: a field has another name. */
const STATE: readonly Edit[] = [
  ['campaign/line/state.ts', 'STATE_VERSION = 1', 'STATE_VERSION = 2'],
  ['campaign/line/state.ts', 'readonly lastAnswer?', 'readonly answeredAt?'],
  ['campaign/line/apply.ts', 'state.lastAnswer === undefined || together ? at : later(at, addSeconds(state.lastAnswer, 1))', 'state.answeredAt === undefined || together ? at : later(at, addSeconds(state.answeredAt, 1))'],
  ['campaign/line/apply.ts', 'lastAnswer: later(state.lastAnswer ?? when, when)', 'answeredAt: later(state.answeredAt ?? when, when)'],
  ['campaign/line/carried.ts', 'Step<CarriedState>[] = []', 'Step<CarriedState>[] = [({ lastAnswer, ...state }) => ({ ...state, ...(lastAnswer === undefined ? {} : { answeredAt: lastAnswer }) })]'],
];

/** Another order of commands: a line rests for a moment before it opens. */
const open = (rest: string): readonly Edit[] => [
  ['workflows/line/reportingLine.ts', 'continueAsNew, isCancellation,', 'continueAsNew, isCancellation, patched, sleep,'],
  ['workflows/line/reportingLine.ts', '  opened.run = run;', `  ${rest}\n  opened.run = run;`],
];

/** The build after this one: every kind of change that docs/operations.md tells how to bring. */
export const NEXT = [...RULES, ...STATE, ...open("if (patched('rest')) await sleep(1);")];
/** The same by somebody who forgot `patched`. */
export const HASTY = [...RULES, ...STATE, ...open('await sleep(1);')];

/** A project of its own with some edits, ready to run; gives its folder. */
export async function build(edits: readonly Edit[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'campaign-next-'));
  await Promise.all(SOURCES.map((name) => cp(join(ROOT, name), join(folder, name), { recursive: true })));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, from, to] of edits) {
    const text = await readFile(join(folder, file), 'utf8');
    if (text.split(from).length !== 2) throw new Error(`${file} does not have this once: ${from}`);
    await writeFile(join(folder, file), text.replace(from, () => to));
  }
  return folder;
}

/** The workflows of a build. */
export function bundleOf(folder: string): ReturnType<typeof bundleWorkflowCode> {
  return bundleWorkflowCode({ workflowsPath: join(folder, 'workflows/index.ts') });
}
