import { CommanderError } from 'commander';
import { printAside, printJson } from './output.ts';
import { usageText } from './usage.ts';

export const DONE = 0;
export const REFUSED = 1;
const WRONG_USAGE = 2;

/** Wrong options or arguments that commander itself cannot see. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

// By name: importing every room that can refuse would cost a command that needs none of them half a second.
const FOR_PEOPLE: ReadonlySet<string> = new Set([
  'Refused', 'FileRefused', 'StoreError', 'EnvironmentError', 'TemporalUnavailable', 'TemporalBinaryNotFound', 'DataDirInUse',
  'SearchAttributeError', 'TemplateError',
]);

/** Shows why a command was not carried out, and says the exit code. */
export function showError(error: unknown, json: boolean): number {
  if (error instanceof CommanderError) return showUsage(error, json);
  const known = error instanceof Error && FOR_PEOPLE.has(error.name);
  const usage = error instanceof UsageError;
  const text = error instanceof Error && (known || usage) ? error.message : '出现意外错误，命令未完成。请把以下信息交给管理员。';
  if (json) printJson({ ok: false, message: text });
  printAside(text);
  if (usage) printAside('用法说明：加 --help 查看。');
  if (!known && !usage) printAside(error instanceof Error ? error.stack ?? error.message : String(error));
  return usage ? WRONG_USAGE : REFUSED;
}

function showUsage(error: CommanderError, json: boolean): number {
  if (error.exitCode === DONE) return DONE; // help and version were printed
  const text = usageText(error);
  if (text === undefined) return WRONG_USAGE; // help was printed instead
  if (json) printJson({ ok: false, message: text });
  printAside(text, '用法说明：加 --help 查看。');
  return WRONG_USAGE;
}
