const CHECK = '请检查 {{ }} 与 {% %} 是否成对、拼写是否正确';

/** What Liquid says of a broken tag, for the person who edits letters: what is wrong, and what to do. */
export function tagMistake(message: string): readonly [message: string, remedy: string] {
  const open = /tag (\{%.*?%\}) not closed/.exec(message)?.[1];
  if (open !== undefined) return [`标签没有结束：${open}`, `请在后面补上 {% end${/\w+/.exec(open)?.[0] ?? ''} %}`];
  const unknown = /tag "([^"]*)" not found/.exec(message)?.[1];
  if (unknown?.startsWith('end') === true || unknown === 'else' || unknown === 'elsif') return [`多了一个 {% ${unknown} %}，前面没有与它对应的标签`, '请删去，或补上开头的标签'];
  if (unknown !== undefined) return [`没有名为“${unknown}”的标签`, '可用：if、unless、case、for、assign、include'];
  if (/not closed/.test(message)) return ['花括号没有成对：变量写作 {{ 名称 }}，标签写作 {% … %}', CHECK];
  if (/before filter|unexpected token|invalid value/.test(message)) return ['花括号里的内容写错：变量写作 {{ 名称 }}，过滤器写作 {{ 名称 | 过滤器 }}', CHECK];
  return [`函件模板的标签写错：${message.split('\n')[0]?.replace(/, (file|line):.*$/, '') ?? ''}`, CHECK];
}
