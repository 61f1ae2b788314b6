import type { ItemView } from '../../campaign/definition/letterView.ts';
import { type Block, docx } from './docx.ts';

const DECLARATIONS: Readonly<Record<string, string>> = {
  voluntary: '坚持自愿参与', noFees: '未向企业摊派收费、搭车收费', frugal: '厉行勤俭节约', secrecyReviewed: '已经本单位保密审查',
};
const KEPT = 300;

/** What a form asks about one item. */
interface FormItem {
  readonly view: Pick<ItemView, 'title' | 'form' | 'dueDay' | 'evidence'>;
  readonly declarations: readonly string[];
}

/** Makes 反馈表.docx, once for every set of items that is asked for in the same way: hundreds of letters share it. */
export function formMaker(): (campaign: string, items: readonly FormItem[]) => Buffer {
  const made = new Map<string, Buffer>();
  return (campaign, items) => {
    const distinct = new Map(items.map((item) => [JSON.stringify([item.view.title, item.view.form, item.view.evidence, item.declarations]), item]));
    const key = `${campaign}${[...distinct.keys()].join('')}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    if (made.size >= KEPT) made.clear();
    const form = docx([
      { title: '反 馈 表' }, { line: `${campaign}。本表供不便在线填报时使用，填好后回复邮件即可；无相关情况的，写“无”。` },
      { line: '本表不得填写涉密信息。' },
      ...[...distinct.values()].flatMap((item) => section(item)),
      { rows: [['填报单位', ''], ['拟稿人及电话', ''], ['审签人', ''], ['文号（如有）', '']] },
    ]);
    made.set(key, form);
    return form;
  };
}

function section({ view, declarations }: FormItem): Block[] {
  const title: Block = { line: `■ ${view.title}` };
  switch (view.form) {
    case 'proposal': return [title, { rows: [['活动名称', ''], ['主要内容', '', 4], ['牵头单位及配合单位', ''], ['拟开展时间', '']] }];
    case 'countersign': return [title, { rows: [['会签意见', '□ 同意　　□ 有修改意见　　□ 不同意'], ['具体意见', '', 5]] }];
    case 'confirm': return [title, { rows: [['办理情况', '', 2]] }];
    case 'report': return [title, { rows: [...reportRows(view.evidence, declarations)] }];
  }
}

function reportRows(evidence: ItemView['evidence'], declarations: readonly string[]): [string, string, number?][] {
  return [
    ['情况说明', '', 6],
    ...(evidence.figures === null ? [] : evidence.figures.split('、').map((name): [string, string] => [name, ''])),
    ...(evidence.cases === null ? [] : [['典型案例', '', 4] satisfies [string, string, number]]),
    ...(evidence.links === null ? [] : [['公开链接', ''] satisfies [string, string]]),
    ...(evidence.publishedOn === null ? [] : [['公开发布日期', ''] satisfies [string, string]]),
    ...(evidence.photos === null && evidence.videos === null && evidence.files === null ? [] : [['图片、视频、附件', '随邮件附上，请在此列出名称'] satisfies [string, string]]),
    ...(declarations.length === 0 ? [] : [['承诺（请勾选）', declarations.map((each) => `□ ${DECLARATIONS[each] ?? each}`).join('　')] satisfies [string, string]]),
  ];
}
