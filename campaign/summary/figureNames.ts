// Units choose the names of their figures. What is meant is told by words in them; a doubt is only shown to a person, who decides.

/** 参展费, 报名费（元）, 服务费收入: something that was paid for taking part. */
const FEE = /收费|收取.*[费款金]|费用|[^经消免]费(?:金额|总额|数额|收入|标准)?(?:[（(][^）)]*[）)])?$/;
/** What was waived, given back, found in others by inspection, or spent by the unit itself is no fee of the campaign. */
const NO_FEE = /免费|免收|不收|未收|零收费|减免|减收|减少|降低|节约|节省|清退|退还|返还|查处|整治|治理|检查(?!费)|立案|案件|投诉|举报|经费|支出|研发|招待|宴请/;
/** 中央八项规定: banquets, gifts, souvenirs. */
const LAVISH = /宴请|会餐|招待|礼品|礼金|纪念品/;

/** 收费金额 and its like: it stands beside the declaration `noFees`, and it is no achievement. */
export function isFee(figure: string): boolean {
  const name = plain(figure);
  return FEE.test(name) && !NO_FEE.test(name);
}

/** 礼品金额 and its like: it contradicts the declaration `frugal`. */
export function isLavish(figure: string): boolean {
  return LAVISH.test(plain(figure));
}

function plain(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/g, '');
}
