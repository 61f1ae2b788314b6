import { contentOf } from '../../definition/amend/same.ts';
import { apply } from '../../line/apply.ts';
import { pack, unpack } from '../../line/carried.ts';
import { type LineState, STATE_VERSION } from '../../line/state.ts';
import { type Check, tally } from '../finding.ts';
import type { Walk } from '../ground.ts';

/** Cuts tried in each journal. */
const CUTS = 12;

/**
 * The journal is what happened: replayed from the beginning it gives the state that the line itself carried to its end, through all its
 * continue-as-news; and cut anywhere, carried over and replayed from there it gives the same.
 */
export const replay: Check = ({ walks, records, asOf }) => {
  const { look, finding } = tally();
  for (const walk of walks) {
    const end = walk.moments.at(-1)?.fact.at ?? asOf;
    const final = contentOf(walk.final);
    const record = records.get(walk.line);
    if (record !== undefined) {
      look(contentOf(record) === final, walk.line, end, () => `流水重放所得状态与报送线结束时留下的不同：${difference(record, walk.final)}`);
    }
    for (const cut of cutsOf(walk)) {
      look(contentOf(from(walk, cut)) === final, walk.line, walk.moments[cut]?.fact.at ?? end, () => `流水在第 ${String(cut)} 条处截断续跑，所得状态不同`);
    }
  }
  return finding();
};

function cutsOf({ moments }: Walk): number[] {
  const each = Math.max(1, Math.ceil(moments.length / CUTS));
  return moments.map((_, index) => index).filter((index) => index % each === 0);
}

function from({ moments }: Walk, cut: number): LineState | undefined {
  const begun = moments[cut]?.before;
  if (begun === undefined || begun.version !== STATE_VERSION) return begun;
  return moments.slice(cut).reduce((state, { fact }) => apply(state, fact), unpack(pack(begun)));
}

function difference(record: LineState, replayed: LineState): string {
  const keys = [...new Set([...Object.keys(record.tasks), ...Object.keys(replayed.tasks)])];
  const task = keys.find((key) => contentOf(record.tasks[key]) !== contentOf(replayed.tasks[key]));
  return task === undefined ? '单位或分管领导的联络情况' : `报送事项 ${task}`;
}
