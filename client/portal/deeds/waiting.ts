import type { Waiting } from '../../../campaign/line/waiting.ts';
import type { Campaigns } from '../../campaigns.ts';
import type { UnitTask, UnitView } from '../../units.ts';

/** One thing that waits for the office, with the unit it is about. */
export interface OnDesk {
  readonly waiting: Waiting;
  readonly view: UnitView;
  readonly task: UnitTask;
}

/**
 * What waits for a decision. The overview says in which lines; those are asked anew, for what was decided a moment ago
 * must not stand here again. `elsewhere`: what a participant decides for its own units.
 */
export async function onDesk(campaigns: Campaigns, campaign: string, what: 'extension' | 'release'): Promise<{ readonly all: readonly OnDesk[]; readonly elsewhere: number }> {
  const { lines } = await campaigns.overview(campaign);
  const wanted = ({ what: own }: Waiting): boolean => own === what;
  const found = await Promise.all([...lines.values()].filter(({ waiting = [] }) => waiting.some(wanted)).map(async ({ line }) => {
    const { waiting = [] } = await campaigns.lineStatus(campaign, { unit: line });
    return waiting.filter(wanted);
  }));
  const own = found.flat().filter(({ who }) => who === 'office');
  const views = new Map(await Promise.all([...new Set(own.map(({ unit }) => unit))].map(async (unit) => [unit, await campaigns.unit(campaign, { unit })] as const)));
  const all = own.flatMap((waiting): OnDesk[] => {
    const view = views.get(waiting.unit);
    const task = view?.tasks.find((each) => each.task === waiting.task);
    return view === undefined || task === undefined ? [] : [{ waiting, view, task }];
  });
  return { all, elsewhere: found.flat().length - own.length };
}
