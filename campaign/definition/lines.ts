import { Id, UnitId } from './formats.ts';
import type { Finding } from './problem.ts';
import { entriesOf, type Raw } from './raw.ts';

/** How many lines one campaign carries; the organiser's own is not counted. */
export const maxLines = 1000;
/** How many units one line carries, the participant itself included. */
export const maxUnitsPerLine = 200;

/** Participants and their units: the reserved id, whose unit is whose, and how many there may be. */
export function lineMistakes(raw: Raw): Finding[] {
  const participants = entriesOf(raw, 'participants');
  const found: Finding[] = [];
  if (participants.length > maxLines) {
    found.push({
      path: ['participants', maxLines],
      message: `参与单位共 ${participants.length} 个，超过一次活动 ${maxLines} 条报送线的上限`,
      remedy: '请把部分单位改为其他参与单位的下属单位（units），或分成两次活动',
    });
  }
  for (const { path, raw: participant } of participants) {
    const { id } = participant;
    if (id === 'organiser') {
      found.push({ path: [...path, 'id'], message: 'id “organiser”已留给组织方', remedy: '请换一个 id；市场监管总局自己的司局可写 samr' });
    }
    const units = entriesOf(participant, 'units', path);
    if (units.length + 1 > maxUnitsPerLine) {
      found.push({
        path: [...path, 'units', maxUnitsPerLine - 1],
        message: `“${String(id)}”连同下属单位共 ${units.length + 1} 个，超过一条报送线 ${maxUnitsPerLine} 个单位的上限`,
        remedy: '请由该单位汇总后统一报送，或拆成两个参与单位',
      });
    }
    for (const unit of units) {
      const unitId = UnitId.safeParse(unit.raw.id).data;
      if (unitId === undefined || !Id.safeParse(id).success || unitId.startsWith(`${String(id)}.`)) continue;
      found.push({ path: [...unit.path, 'id'], message: `下属单位的 id “${unitId}”没有以“${String(id)}.”开头`, remedy: `请改为 ${String(id)}.${unitId.split('.')[1]}` });
    }
  }
  return found;
}
