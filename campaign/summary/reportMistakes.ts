import type { z } from 'zod';
import { show } from '../definition/explain.ts';
import { nearest } from '../definition/nearest.ts';
import { FrontMatter, SAMPLES } from './frontMatter.ts';
import type { FrontMatterSource, ReportMistake } from './frontMatterSource.ts';

type Issue = z.core.$ZodIssue;

/** Says one of zod's issues about a report's front matter in Chinese. Needs issues that carry their input. */
export function explainReport(issue: Issue, lineOf: FrontMatterSource['lineOf'], above: readonly (string | number)[] = []): ReportMistake[] {
  const path = [...above, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
  const mistake = (message: string, remedy: string, at?: 'key', own = path): ReportMistake => {
    const { line, text } = lineOf(own, at);
    return { line, value: text === '' ? show(issue.input) : text, message, remedy };
  };
  const keys = path.filter((part) => typeof part === 'string');
  const sample = [...keys].reverse().map((key) => SAMPLES[key]).find((each) => each !== undefined);
  const remedy = sample === undefined ? '请改写或删去' : `请改写，例如 ${sample}`;
  const name = nameOf(path);

  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => mistake(`此处不能写“${key}”`, unknownKey(key, path), 'key', [...path, key]));
  }
  if (issue.code === 'invalid_key') return [mistake(`数据名称${show(issue.input)}为空或超过 40 字`, '请改用简短的名称，例如 检查家次', 'key')];
  if (issue.input === undefined) return [mistake(`缺少${name}`, remedy)];
  if (issue.input === null) return [mistake(`${name}后面没有内容`, `请填写，或整行删去；${remedy}`)];
  if (issue.code === 'invalid_union') {
    // The branch that accepts this type of value says best what is wrong inside it.
    const branch = issue.errors.find((errors) => !errors.some((each) => each.path.length === 0 && each.code === 'invalid_type'));
    return branch === undefined ? [mistake(`${name}的写法不对`, remedy)] : branch.flatMap((inner) => explainReport(inner, lineOf, path));
  }
  if (keys[0] === 'figures' && path.length === 2) {
    return [mistake(`数据“${keys[1] ?? ''}”应为不小于 0、不大于 1000 亿的数字，现为${show(issue.input)}`, '请只写阿拉伯数字，不写单位、逗号和“约”，单位写在名称里，例如 检查家次: 1200')];
  }
  if (keys[0] === 'links' && path.length === 2) return [mistake(`链接${show(issue.input)}不是网址`, '请写以 https:// 或 http:// 开头的完整网址')];
  if (keys[0] === 'answer') return [mistake(`意见${show(issue.input)}不可用`, '请写 同意（agree）、有修改意见（comments）或 不同意（disagree）')];
  if (keys[0] === 'publishedOn') return [mistake(`公开发布日期${show(issue.input)}不是存在的日期`, '请写成 YYYY-MM-DD，例如 2024-09-20')];
  if (issue.code === 'invalid_type' && issue.expected === 'string' && typeof issue.input !== 'object') {
    return [mistake(`${name}应为文字，现为${show(issue.input)}`, '请给该值加引号')];
  }
  if (issue.code === 'too_small') return [mistake(`${name}是空的`, remedy)];
  if (issue.code === 'too_big') return [mistake(`${name}超过上限 ${String(issue.maximum)}`, '请精简，或作为附件提交')];
  return [mistake(`${name}的写法不对：${show(issue.input)}`, remedy)];
}

function unknownKey(key: string, inside: readonly (string | number)[]): string {
  const meant = nearest(key, Object.keys(SAMPLES));
  const guess = meant === undefined ? '' : `是否为 ${meant}？`;
  const sample = SAMPLES[String(inside.findLast((part) => typeof part === 'string'))];
  if (sample !== undefined) return `${guess}写法例如 ${sample}`;
  return `${guess}可用的项：${Object.keys(FrontMatter.shape).join('、')}；文字说明请写在 --- 之后的正文里`;
}

/** `cases 第 2 项的 title`. */
function nameOf(path: readonly (string | number)[]): string {
  if (path.length === 0) return '数据部分';
  return path.map((part, index) => (typeof part === 'number' ? `第 ${String(part + 1)} 项` : `${index === 0 ? '' : '的 '}${part}`)).join('');
}
