import { NO_FIGURES } from '../../campaign/line/outcome.ts';
import type { Figures } from '../../campaign/line/outcome.ts';
import type { CampaignCarried, CampaignState, JournalTail, LineNews, OfficeItem } from '../contract.ts';
import { recordsOf, tabulate } from '../packing.ts';
import type { CampaignRun } from './campaignRun.ts';

/** News as one row: what the lines have handed over stands in `pending` by then. */
type Row = Omit<LineNews, 'figures' | 'office'> & Figures;

/** What the next run goes on with: the news of 1,000 lines as a table, or they would take half a megabyte. */
export function carryCampaign(run: CampaignRun, journal: JournalTail): CampaignCarried {
  const { news, pending, ...state } = run.state;
  const rows = Object.values(news).map(({ figures, office: _, ...rest }): Row => ({ ...rest, ...figures }));
  const now = run.clock.now();
  const isAll = run.head.lines.every(({ line }) => run.started.has(line));
  return {
    now, journal, seen: run.seen.all(), ...(isAll ? { started: [], allStarted: true } : { started: [...run.started] }),
    state: { ...state, news: {}, pending: [] }, news: tabulate(rows), // What no digest can carry any more is left behind.
    pending: tabulate(pending.filter(({ until }) => until > now)),
  };
}

/** The state of the run before. An older build carried news and items as they are. */
export function campaignStateOf({ state, news, pending }: CampaignCarried): CampaignState {
  const heard = news === undefined ? [] : recordsOf(news, isRow).map((row) => [row.line, newsOf(row)] as const);
  return {
    ...state, news: { ...state.news, ...Object.fromEntries(heard) },
    pending: [...state.pending, ...(pending === undefined ? [] : recordsOf(pending, isItem))],
  };
}

function newsOf({ due, onTime, late, exempt, missing, open, returned, nil, onPaper, ...rest }: Row): LineNews {
  return { ...rest, figures: { due, onTime, late, exempt, missing, open, returned, nil, onPaper }, office: [] };
}

function isRow(record: object): record is Row {
  return 'line' in record && 'number' in record && Object.keys(NO_FIGURES).every((name) => name in record);
}

function isItem(record: object): record is OfficeItem {
  return 'unit' in record && 'task' in record && 'until' in record && 'to' in record;
}
