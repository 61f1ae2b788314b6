import type { Act } from '../script/act.ts';
import type { Revision } from './amendments.ts';

/** What a person should hear when it happens: in a bad month, the things that are not everyday. */
export function troubleText({ deed }: Act, revisions: readonly Revision[], nameOf: (unit: string) => string, titleOf: (unit: string, task: string) => string): string | undefined {
  switch (deed.do) {
    case 'amend': {
      const revision = revisions.find(({ plan }) => plan.revision === deed.revision);
      return `方案第 ${String(deed.revision)} 版：${revision?.told ?? ''}`;
    }
    case 'recordConcern': return `收到反映问题（${deed.about === undefined ? '不涉具体单位' : `关于${nameOf(deed.about)}`}）`;
    case 'answerConcern': return `第 ${String(deed.number)} 号反映问题已答复`;
    case 'suspendAll': return `${nameOf(deed.unit)}中止报送`;
    case 'resumeAll': return `${nameOf(deed.unit)}恢复报送，期限相应顺延`;
    case 'quarantineFile': return `${nameOf(deed.unit)}“${titleOf(deed.unit, deed.task)}”的一个附件已隔离`;
    case 'purgeFile': return `${nameOf(deed.unit)}“${titleOf(deed.unit, deed.task)}”的一个附件已清除`;
    default: return undefined;
  }
}
