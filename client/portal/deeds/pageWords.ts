/** Refusals say what to do next as the command line knows it; who has pages finds it there. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/恢复用 resume。/, '需要恢复的，请用“恢复”。'],
  [/恢复请加 --lift。/, '需要发出的，请用“恢复发出”。'],
  [/用 extend、exempt 等办理/, '在该单位的“办理”页延期、免报等'],
  [/待发函件及编号：npx campaign strike \S+/, '请刷新本页查看待发函件。'],
  [/请稍后用 strike 查看：npx campaign strike .*$/, '请稍后刷新本页查看。'],
  [/请(先)?用 concern 查看/g, '请$1在“反映问题”中查看'],
  [/（--number 号 --answer 文字）/, ''],
  [/请取得同意后加 --consent 和 --channel 渠道 重试。/, '请取得同意，写明经何渠道后重试。'],
  [/请用 --drop。/, '请用“退回一步”。'],
  [/请先用 check 查看并改正。/, '请先改正。'],
  [/，用 amend 调整方/, '，在“变更方案”中调整方'],
  [/用 amend 重新执行/, '在“变更方案”中重新执行'],
  [/（review --accept）/, ''],
  [/请稍候用 status 查看，再预览/, '请稍候再预览'],
  [/进展见 npx campaign status \S+/, '进展见“总览”。'],
  [/请用 npx campaign status \S+ 查看；/, ''],
  [/请先恢复发函（unhold）/, '请先在“拟发函件”中恢复发函'],
  [/（(calls|report|resume|delegate|perTask|perWeek)）/g, ''],
  [/请用 review 审核，或用 status 核对。/, '请在“审核”中办理。'],
  [/；如只想看它怎样运行，请用 npx campaign rehearse 演练。/, '。'],
];

/** A refusal in the words of pages. */
export function pageWords(sentence: string): string {
  return SAID.reduce((text, [from, to]) => text.replace(from, to), sentence);
}
