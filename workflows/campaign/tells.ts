import { openConcerns } from '../../campaign/line/concerns.ts';
import { adoptedIn } from '../../campaign/line/selection.ts';
import type { CampaignState, CampaignTells } from '../contract.ts';

/** What the summary says besides the reports. Empty while there is nothing of the kind. */
export function tells({ concerns = [], cases = {} }: CampaignState): CampaignTells {
  const received = concerns.length;
  const adopted = adoptedIn(cases);
  return {
    ...(received === 0 ? {} : { concerns: { received, answered: received - openConcerns(concerns).length } }),
    ...(adopted.length === 0 ? {} : { adopted }),
  };
}

/** Whether the draft says what is not so any more. What was approved stays as it was. */
export function isDraftStale(state: CampaignState): boolean {
  return state.draft !== undefined && state.approved !== true && (state.draftSays ?? '{}') !== JSON.stringify(tells(state));
}
