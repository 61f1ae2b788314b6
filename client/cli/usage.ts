import { Command, type CommanderError, type HelpConfiguration } from 'commander';
import { widthOf } from '../rehearsal/display/style.ts';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：', 'Arguments:': '参数：', 'Options:': '选项：', 'Commands:': '命令：',
};

/** Help in Chinese, with columns that fit Chinese. */
const HELP: HelpConfiguration = {
  displayWidth: widthOf,
  styleTitle: (title) => TITLES[title] ?? title,
  styleUsage: (usage) => usage.replace('[options]', '[选项]').replace('[command]', '命令'),
  subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map((each) => (each.required ? `<${each.name()}>` : `[${each.name()}]`))].join(' '),
  optionDescription: (option) => (option.argChoices === undefined ? option.description : `${option.description}（可选：${option.argChoices.join('、')}）`),
};

/** A command that speaks Chinese and throws instead of ending the process. Its subcommands do as it does. */
export function chineseCommand(name: string): Command {
  return new Command(name)
    .configureHelp(HELP)
    .configureOutput({ outputError: () => undefined })
    .helpOption('-h, --help', '显示说明')
    .helpCommand('help [命令]', '显示某个命令的说明')
    .exitOverride();
}

/** What was wrong with the command line; undefined if the help was shown instead. */
export function usageText({ code, message }: CommanderError): string | undefined {
  const [first = '', second = ''] = [...message.matchAll(/'([^']*)'/g)].map(([, quoted]) => quoted);
  const meant = /Did you mean (?:one of )?([^?]+)\?/.exec(message)?.[1];
  const advice = meant === undefined ? '' : `是否为 ${meant}？`;
  switch (code) {
    case 'commander.unknownCommand': return `没有“${first}”这个命令。${advice}`;
    case 'commander.unknownOption': return `没有“${first}”这个选项。${advice}`;
    case 'commander.missingArgument': return `缺少参数 <${first}>。`;
    case 'commander.optionMissingArgument': return `选项 ${first} 后面缺少内容。`;
    case 'commander.missingMandatoryOptionValue': return `缺少必填选项 ${first}。`;
    case 'commander.conflictingOption': return `选项 ${first} 与 ${second} 不能同时使用。`;
    case 'commander.excessArguments': return '参数多了。含空格的内容请加引号。';
    case 'commander.invalidArgument': return `选项 ${first} 的内容“${second}”不对。${message.split('. ').slice(1).join('. ').replace(/^Allowed choices are (.*)\.$/, '可用：$1。')}`;
    case 'commander.help': return undefined;
    default: return message;
  }
}
