import type { z } from 'zod';
import { formatNames } from './formats.ts';
import { nearest } from './nearest.ts';
import type { Finding, Path } from './problem.ts';
import { knownKeys, sampleAt } from './samples.ts';

type Issue = z.core.$ZodIssue;

/**
 * Says one of zod's issues in Chinese, with the offending value and what to write instead.
 * Needs issues that carry their input (`reportInput: true`).
 */
export function explain(issue: Issue, above: Path = []): Finding[] {
  const path = [...above, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
  const name = label(path);
  const sample = sampleAt(path);
  const like = sample === undefined ? '' : `，例如 ${sample}`;
  const value = show(issue.input);

  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], key));
  if (issue.code === 'invalid_key') {
    return [{ path, at: 'key', message: `名称${value}不是 ${formatNames.id}`, remedy: '请改用小写字母、数字和连字符，例如 peer' }];
  }
  if (issue.input === undefined) return [{ path, message: `缺少 ${name}`, remedy: `请补上${like}` }];
  if (issue.input === null) return [{ path, message: `${name} 后面没有内容`, remedy: `请填写${like}；可省略的项请整行删去` }];

  switch (issue.code) {
    case 'invalid_union': {
      // The branch that accepts this type of value says best what is wrong inside it.
      const strays = (e: Issue) => e.path.length === 0 && (e.code === 'invalid_type' || (e.code === 'invalid_value' && typeof e.input !== 'string'));
      const branch = issue.errors.find((errors) => !errors.some(strays));
      if (branch) return branch.flatMap((inner) => explain(inner, path));
      return [{ path, message: `${name} 的写法不对：${value}`, remedy: `请改写${like}` }];
    }
    case 'invalid_type': {
      const kind = typeof issue.input === 'number' ? '数字 ' : ' ';
      // Only the file knows what stood there: YAML reads 3.10 as the number 3.1, so the remedy does not repeat the value.
      const quotable = issue.expected === 'string' && typeof issue.input !== 'object';
      return [{
        path,
        message: `${name} 应为${typeNames[issue.expected] ?? issue.expected}，现为${kind}${value}`,
        remedy: quotable ? `请给该值加引号${like}` : `请改写${like}`,
      }];
    }
    case 'invalid_format':
      return [{ path, message: `${name} 的值${value}不是${formatNames[issue.format] ?? '规定的写法'}`, remedy: `请改写${like}` }];
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      const meant = nearest(typeof issue.input === 'string' ? issue.input : '', allowed);
      const remedy = `${meant === undefined ? '' : `是否为 ${meant}？`}可用的值：${allowed.join('、')}${like}`;
      return [{ path, message: `${name} 的值${value}不可用`, remedy }];
    }
    case 'too_small':
    case 'too_big': {
      const [word, bound] = issue.code === 'too_small' ? ['少', issue.minimum] : ['多', issue.maximum];
      const now = Array.isArray(issue.input) ? `${issue.input.length} 项` : value;
      const unit = Array.isArray(issue.input) ? ' 项' : '';
      return [{ path, message: `${name} 至${word}为 ${bound}${unit}，现为 ${now}`, remedy: `请改写${like}` }];
    }
    default:
      return [{ path, message: `${name} 的写法不对：${value}`, remedy: `请改写${like}` }];
  }
}

function unknownKey(path: Path, key: string): Finding {
  const meant = nearest(key, knownKeys);
  const remedy = meant === undefined || meant === key ? '请删去，或移到它所属的位置' : `是否为 ${meant}？否则请删去`;
  return { path, at: 'key', message: `此处不能写“${key}”`, remedy };
}

/** The name of what stands at a path, for a sentence: its key, and which entry of a list it is (counted from 1). */
function label(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return '定义';
  return typeof last === 'number' ? `${label(path.slice(0, -1))} 第 ${last + 1} 项` : last;
}

/** A value as a reader recognises it in the file; long ones are cut, collections only named (they may be circular). */
export function show(value: unknown): string {
  if (typeof value === 'string') return `“${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`;
  if (Array.isArray(value)) return '列表';
  return typeof value === 'object' && value !== null ? '一组键值' : String(value);
}

const typeNames: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: ' true 或 false',
  array: '列表',
  object: '一组键值',
  record: '一组键值',
};
