import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getDocument } from '../../activities/store/documents.ts';
import { readLatest } from '../../activities/store/campaignStore.ts';
import { mergePlans } from '../../campaign/definition/amend/merge.ts';
import type { LetterChange } from '../../campaign/definition/amend/letters.ts';
import { type PlannedLetter, planLetters } from '../../campaign/definition/planLetters.ts';
import { apply } from '../../campaign/line/apply.ts';
import { type LineState, openLine } from '../../campaign/line/state.ts';
import { instant } from '../../campaign/time/instant.ts';
import type { Amended } from '../../client/amend.ts';
import { AFTER, BEFORE } from './amendFixture.ts';
import { type Defined, definition } from './definition.ts';
import { type World, becomes, createWorld } from './harness.ts';
import { decoded, eventsOf, historiesOf, legible } from './histories.ts';
import { planned } from './sink.ts';
import { quickly, reached } from './time.ts';

const AMENDED = '2024-10-09T09:00:00+08:00';

/** The letters of a plan with an amendment's changes made to those still to come. */
function changed(letters: readonly PlannedLetter[], changes: readonly LetterChange[]): PlannedLetter[] {
  const place = ({ at, to }: { at: string; to: string }) => `${at} ${to}`;
  const gone = new Set(changes.flatMap((each) => {
    if (each.change === 'moved') return [place({ at: each.from, to: each.letter.to })];
    return each.change === 'added' ? [] : [place(each.letter)];
  }));
  const come = changes.flatMap(({ change, letter }) => (change === 'removed' || letter.kind === 'changed' ? [] : [letter]));
  return [...letters.filter((letter) => !gone.has(place(letter))), ...come].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

describe('a campaign amended in the middle', () => {
  let world: World;
  let next: Defined;
  let preview: Amended;
  let followed: unknown;

  beforeAll(async () => {
    world = await createWorld(BEFORE);
    const { campaign, campaigns, compiled: { plan } } = world;
    next = definition(campaign, AFTER);
    const merged = mergePlans(plan, next.compiled.plan, instant(AMENDED));
    const timeline = quickly({ ...merged, lines: [...plan.lines, ...merged.lines] }, { moment: 200, room: { [AMENDED]: 9_000 }, lag: 20_000 });
    await world.start({ timeline, renewAfter: 60 });
    await reached(timeline, AMENDED);
    await campaigns.report(campaign, { unit: 'mwr', task: 'figures', nil: true });
    await campaigns.review(campaign, { unit: 'mwr', task: 'figures', accept: true });
    preview = await campaigns.previewAmendment(campaign, next);
    expect((await campaigns.status(campaign)).revision).toBe(1);
    const { adopted } = await campaigns.amend(campaign, next);
    expect(adopted).toBe(true);
    await becomes('all follow', async () => {
      const { revision, following } = await campaigns.status(campaign);
      followed = { revision, following };
      return following?.lines === 5;
    });
    // Older, the same again, and what is no amendment at all.
    const old = await readLatest(world.store, campaign, 'plan');
    for (const signal of [{ plan: old, revision: 1 }, { plan: old, revision: 2 }, 'x', { revision: 9 }]) await world.handle('mot').signal('amend', signal);
    await world.handle().result();
  });
  afterAll(() => world.end());


  it('the preview tells what comes and goes', () => {
    expect(preview).toMatchObject({
      revision: 2, isEmpty: false,
      changes: {
        participants: { added: [{ id: 'moa' }], removed: [{ id: 'mwr' }] },
        tasks: {
          added: [{ unit: 'nhc', task: 'cases' }, { unit: 'moa', task: 'summary' }],
          removed: [{ unit: 'mwr', task: 'summary', reported: false }, { unit: 'mwr', task: 'figures', reported: true }],
        },
        dues: [{ unit: 'mot', task: 'figures', from: '2024-10-16T17:30:00+08:00', to: '2024-10-22T17:30:00+08:00' }],
      },
    });
  });

  it('the status counted the lines that follow it', () => {
    expect(followed).toEqual({ revision: 2, following: { lines: 5, of: 5 } });
  });

  it('the mail server got exactly the letters of the old plan, changed as the preview said', () => {
    const { compiled: { plan, roster }, sink } = world;
    const untold = new Set(['outlook', 'receipt', 'accepted', 'changed']);
    const sent = sink.taken.filter(({ kind }) => !untold.has(kind)).map(planned);
    const order = (letter: { at: string; to: string }) => `${letter.at} ${letter.to}`;
    // Reported just before: what the plan has about it later was not to come anyway.
    const isDone = (at: string, { unit, task }: PlannedLetter['items'][number]) => at > AMENDED && `${unit}/${task}` === 'mwr/figures';
    const before = planLetters(plan, roster).map((letter) => ({ ...letter, items: letter.items.filter((item) => !isDone(letter.at, item)) }))
      .filter(({ items }) => items.length > 0);
    expect(sent.sort((a, b) => (order(a) < order(b) ? -1 : 1))).toEqual(changed(before, preview.changes.letters));
    expect(world.logged).toEqual([]);
  });

  it('only whose due time moved was told of it, once', () => {
    expect(world.sink.taken.filter(({ kind }) => kind === 'changed').map(({ to, items }) => `${to.join()} ${items.map(({ task }) => task).join()}`))
      .toEqual(['mot@departments.test figures']);
  });

  it('every line was amended once; older revisions changed nothing', async () => {
    for (const line of ['mot', 'mwr', 'nhc', 'organiser']) {
      const facts = (await world.facts(line)).filter(({ fact }) => fact === 'amended');
      expect(facts, line).toMatchObject([{ revision: 2 }]);
    }
    expect((await world.facts('moa')).some(({ fact }) => fact === 'amended')).toBe(false);
  });

  it('all facts, folded from the beginning, are the state of the record, and its plan is the new one', async () => {
    for (const plan of world.compiled.plan.lines) {
      const { state, plan: digest } = await world.record(plan.line);
      expect((await world.facts(plan.line)).reduce<LineState>(apply, openLine(plan))).toEqual(state);
      expect(await getDocument(world.store, digest, z.custom<{ revision: number }>())).toMatchObject({ revision: 2 });
    }
  });

  it('the removed participant is exempt from what it had not reported; its line ran to its close', async () => {
    const { state } = await world.record('mwr');
    expect(state.tasks).toMatchObject({ 'mwr/summary': { status: 'exempt' }, 'mwr/figures': { status: 'accepted' } });
  });

  it('the figures add up, over all lines that ever were', async () => {
    const { figures, lines } = await world.campaigns.status(world.campaign);
    expect(lines.map(({ line }) => line)).toEqual(['mot', 'nhc', 'moa', 'mwr', 'organiser']);
    expect(figures).toMatchObject({ due: 7, onTime: 1, exempt: 1, missing: 5, open: 0 });
  });

  it('campaign and lines were renewed before and after, and carried the new plan on', async () => {
    const inputOf = (history: Awaited<ReturnType<typeof historiesOf>>[number] | undefined) => (
      decoded(history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]));
    const shape = z.looseObject({ head: z.string().optional(), plan: z.string().optional() });
    for (const [id, key] of [[world.campaign, 'head'], [`${world.campaign}.mot`, 'plan']] as const) {
      const plans = (await historiesOf(world.client, id)).map((history) => shape.parse(inputOf(history))[key]);
      expect(new Set(plans).size, id).toBe(2);
      expect(plans.at(-1), id).not.toBe(plans[0]);
    }
    expect((await historiesOf(world.client, `${world.campaign}.moa`)).length).toBeGreaterThan(0);
  });

  it('no address stands in any history', async () => {
    for (const id of ['', '.mot', '.mwr', '.moa']) {
      const text = legible(await eventsOf(world.client, `${world.campaign}${id}`));
      expect(text).toContain(world.campaign);
      expect(text).not.toContain('departments.test');
    }
  });
});
