import { type Step, lift } from '../../campaign/line/lift.ts';
import { NO_FIGURES } from '../../campaign/line/outcome.ts';
import type { Figures } from '../../campaign/line/outcome.ts';
import type { CampaignCarried, CampaignHead, CampaignState, JournalTail, LettersAhead, LineNews, OfficeItem, Remembered } from '../contract.ts';
import { recordsOf, tabulate } from '../packing.ts';
import type { CampaignRun } from './campaignRun.ts';

/** A line as its place in the head: ids may be long. One that is not in the head any more, by its id. */
type Place = number | string;
/** News as one row: what the lines have handed over stands in `pending` by then. */
type Row = Omit<LineNews, 'line' | 'figures' | 'office' | 'ahead'> & Figures & { readonly line: Place };
/** Letters ahead of a line, a table of their own: hardly two lines have the same. */
type Ahead = LettersAhead & { readonly line: Place };

/** What the next run goes on with: the news of 1,000 lines as a table, or they would take half a megabyte. */
export function carryCampaign(run: CampaignRun, journal: JournalTail): CampaignCarried {
  const { news, pending, ...state } = run.state;
  const places = new Map(run.head.lines.map(({ line }, place) => [line, place]));
  const placeOf = (line: string): Place => places.get(line) ?? line;
  const rows = Object.values(news).map(({ line, figures, office: _, ahead: __, ...rest }): Row => ({ ...rest, ...figures, line: placeOf(line) }));
  const letters = Object.values(news).flatMap(({ line, ahead }) => ahead.map((group): Ahead => ({ line: placeOf(line), ...group })));
  const now = run.clock.now();
  const asked = run.clock.lastAsked();
  const isAll = run.head.lines.every(({ line }) => run.started.has(line));
  return {
    now, ...(asked === undefined ? {} : { asked }), journal, seen: run.seen.all(), ...(isAll ? { started: [], allStarted: true } : { started: [...run.started] }),
    state: { ...state, news: {}, pending: [] }, news: tabulate(rows), ahead: tabulate(letters), // What no digest can carry any more is left behind.
    pending: tabulate(pending.filter(({ until }) => until > now)),
  };
}

/**
 * What a run that is started after Terminate goes on with. Its plan may have the lines in another order: here they stand by their ids.
 */
export function remember(run: CampaignRun): Remembered {
  const { earlier, from, facts } = run.journal.page();
  return { carried: carryCampaign({ ...run, head: { ...run.head, lines: [] } }, { chunk: earlier, count: from }), facts };
}

/**
 * What a run was given by the one before, if every line stands there by its id. Throws otherwise: only with its plan is it known which
 * line is at which place, and another plan has others there.
 */
export function byIds(carried: CampaignCarried): CampaignCarried {
  const rows = [carried.news, carried.ahead].flatMap((table) => (table === undefined ? [] : recordsOf(table, isPlaced)));
  if (rows.some(({ line }) => typeof line !== 'string')) throw new Error('the campaign has not read its plan yet: reset it');
  return carried;
}

/** Version 1 had the letters ahead of a line in its row of news; before that, news and items stood in the state as they are. */
const STEPS: readonly Step<CampaignCarried>[] = [
  (older) => (older.ahead !== undefined || older.news === undefined ? older : {
    ...older, ahead: tabulate(recordsOf(older.news, isOldRow).flatMap(({ line, ahead }) => ahead.map((group): Ahead => ({ line, ...group })))),
  }),
];

/** The form of what a campaign carries from run to run: what `carryCampaign` writes. */
export const CAMPAIGN_STATE_VERSION = STEPS.length + 1;

/** The state of the run before, whichever build carried it on. Throws for a version it does not know. */
export function campaignStateOf(carried: CampaignCarried, { lines }: CampaignHead): CampaignState {
  const { state, news, ahead, pending } = lift('campaign state', carried.state.version, STEPS, carried);
  const letters = Map.groupBy(ahead === undefined ? [] : recordsOf(ahead, isAhead), ({ line }) => line);
  const heard = (news === undefined ? [] : recordsOf(news, isRow)).flatMap((row) => {
    const line = typeof row.line === 'string' ? row.line : lines[row.line]?.line;
    const groups = (letters.get(row.line) ?? []).map(({ line: _, ...group }) => group);
    return line === undefined ? [] : [[line, { ...newsOf(row, groups), line }] as const];
  });
  return {
    ...state, version: CAMPAIGN_STATE_VERSION, news: { ...state.news, ...Object.fromEntries(heard) },
    pending: [...state.pending, ...(pending === undefined ? [] : recordsOf(pending, isItem))],
  };
}

function newsOf({ due, onTime, late, exempt, missing, open, returned, nil, onPaper, line: _, ...rest }: Row, ahead: readonly LettersAhead[]): Omit<LineNews, 'line'> {
  return { ...rest, ahead, figures: { due, onTime, late, exempt, missing, open, returned, nil, onPaper }, office: [] };
}

function isRow(record: object): record is Row {
  return 'line' in record && 'number' in record && Object.keys(NO_FIGURES).every((name) => name in record);
}

function isPlaced(record: object): record is { readonly line: Place } {
  return 'line' in record;
}

function isOldRow(record: object): record is Row & { readonly ahead: readonly LettersAhead[] } {
  return isRow(record) && 'ahead' in record && Array.isArray(record.ahead);
}

function isAhead(record: object): record is Ahead {
  return 'line' in record && 'at' in record && 'letters' in record;
}

function isItem(record: object): record is OfficeItem {
  return 'unit' in record && 'task' in record && 'until' in record && 'to' in record;
}
