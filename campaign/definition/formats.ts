import { z } from 'zod';

/** What each format asks for, in the words of an error message. */
export const formatNames: Readonly<Record<string, string>> = {
  id: 'id（小写字母、数字和连字符，1 至 40 个字符）',
  'dotted-id': 'id（小写字母、数字、连字符和点，1 至 40 个字符）',
  'unit-id': '下属单位的 id（参与单位的 id、一个点、再接小写字母、数字或连字符）',
  text: '一行非空的文字',
  email: '邮箱地址',
  date: '存在的日期（YYYY-MM-DD）',
  time: '时刻（HH:mm，00:00 至 23:59）',
  moment: '存在的日期或时间（YYYY-MM-DD 或 YYYY-MM-DD HH:mm）',
  before: '到期日或之前的节点（T 或 T-n，n 为 1 至 99 个工作日）',
  after: '到期日之后的节点（T+n，n 为 1 至 99 个工作日）',
};

export const Id = z.stringFormat('id', /^[a-z0-9-]{1,40}$/);
export const DottedId = z.stringFormat('dotted-id', /^[a-z0-9.-]{1,40}$/);
export const UnitId = z.stringFormat('unit-id', /^[a-z0-9-]{1,40}\.[a-z0-9-]{1,40}$/);

/** One line: texts end up in subjects of mail and in search attributes, where a line break does harm. */
export const Text = z.stringFormat('text', /^\P{Cc}*[^\p{Cc}\s]\P{Cc}*$/u);

export const Mail = z.email();

/** A day of the campaign's calendar, +08:00; it must exist. */
export const Day = z.iso.date();

/** A time of day, +08:00. */
export const TimeOfDay = z.iso.time({ precision: -1 });

/** A day, or a day with a time of day, +08:00: `2024-10-18` or `2024-10-18 17:00`. */
export const Moment = z.stringFormat('moment', (text) => {
  const [day, time, ...more] = text.split(' ');
  return more.length === 0 && Day.safeParse(day).success && (time === undefined || TimeOfDay.safeParse(time).success);
});

/** `T` or `T-n`: the due day, or the n-th working day before it. No leading zero: the text itself is the slot's name. */
export const Before = z.stringFormat('before', /^T(-[1-9]\d?)?$/);

/** `T+n`: the n-th working day after the due day. */
export const After = z.stringFormat('after', /^T\+[1-9]\d?$/);

/** A number of working days. */
export const Days = z.int().min(1).max(99);

/** How many of something; 0 asks for nothing. */
export const Count = z.int().min(0);
