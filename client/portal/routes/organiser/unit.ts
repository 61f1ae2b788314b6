import { z } from 'zod';
import { type LedgerLetter, followLedger } from '../../../../activities/letters/followLedger.ts';
import { type LetterText, letterText } from '../../../../activities/letters/letterText.ts';
import { StoreError } from '../../../../activities/store/errors.ts';
import { isFact } from '../../../../campaign/audit/facts.ts';
import type { CampaignPlan } from '../../../../campaign/definition/plan.ts';
import { participantOf } from '../../../../campaign/line/plan.ts';
import { ORGANISERS } from '../../access.ts';
import type { App, PortalDeps } from '../../deps.ts';
import { sendPage } from '../../errors.ts';
import { Denied, organiser } from '../../guard.ts';
import { isAbout } from '../../journal/factText.ts';
import { letterPage } from '../../pages/organiser/letter.ts';
import { letterNumber } from '../../pages/organiser/paths.ts';
import { participantPage } from '../../pages/organiser/unit.ts';
import { csrfOf } from '../../session.ts';
import { ofUnit } from '../shapes.ts';

const ofLetter = ofUnit.extend({ letter: z.string().regex(/^[0-9a-f]{32}$/) });

/** One participant or unit, and its letters. */
export function addOrganiserUnitRoutes(app: App, deps: PortalDeps): void {
  const { campaigns, store, keys } = deps;
  const ledgers = new Map<string, ReturnType<typeof followLedger>>();
  const lettersOf = (campaign: string, unit: string): Promise<LedgerLetter[]> => {
    const ledger = ledgers.get(campaign) ?? followLedger(store, campaign);
    ledgers.set(campaign, ledger);
    return ledger(unit);
  };

  app.get('/organiser/units/:unit', { config: { access: ORGANISERS }, schema: { params: ofUnit } }, async (request, reply) => {
    const { session, view } = organiser(request);
    const { unit: id } = request.params;
    const overview = await campaigns.overview(view.campaign);
    requireUnit(overview.plan, id);
    const [unit, journal, letters] = await Promise.all([
      campaigns.unit(view.campaign, { unit: id }), campaigns.journal(view.campaign, id), lettersOf(view.campaign, id),
    ]);
    return sendPage(reply, participantPage(deps, {
      view, role: session.role, csrf: csrfOf(keys, session), overview, unit, letters,
      status: overview.lines.get(participantOf(id)), facts: journal.filter(isFact).filter((fact) => isAbout(fact, id)),
    }));
  });

  app.get('/organiser/units/:unit/letters/:letter', { config: { access: ORGANISERS }, schema: { params: ofLetter } }, async (request, reply) => {
    const { session, view } = organiser(request);
    const { unit: id, letter: number } = request.params;
    const plan = await campaigns.plan(view.campaign);
    const unit = requireUnit(plan, id);
    const letter = (await lettersOf(view.campaign, id)).find((each) => letterNumber(each) === number);
    if (letter === undefined) throw new Denied('unknown');
    return sendPage(reply, letterPage(deps, { view, role: session.role, csrf: csrfOf(keys, session), unit, letter, content: await contentOf(letter) }));
  });

  /** A letter that was purged, or lies elsewhere, is not there any more. */
  async function contentOf({ eml }: LedgerLetter): Promise<LetterText | undefined> {
    try {
      return eml === undefined ? undefined : letterText(await store.get(eml));
    } catch (error) {
      if (error instanceof StoreError) return undefined;
      throw error;
    }
  }
}

/** The unit of this id; one that nobody knows is unknown. */
function requireUnit({ lines }: CampaignPlan, wanted: string): { readonly id: string; readonly name: string } {
  const found = lines.flatMap(({ units }) => units).find(({ id, removed }) => id === wanted && removed !== true);
  if (found === undefined) throw new Denied('unknown');
  return found;
}
