import { ORGANISER } from '../../../campaign/line/plan.ts';
import { dayOf } from '../../../campaign/time/instant.ts';
import type { Act, Deed } from '../script/act.ts';
import { actingDays, afternoonOf } from '../script/hours.ts';
import { randomOf } from '../script/seed.ts';
import type { Trouble } from './trouble.ts';

/** 反映问题 three times: about a participant, about nobody, and one that is answered only when the summary waits for it. */
export const threeConcerns: Trouble = {
  name: '三件反映问题：一件关于参与单位，一件不涉单位，一件到审定前才答复',
  happened: (acts) => acts.filter(({ deed }) => deed.do === 'answerConcern').length === 3,
  direct: ({ plan, quiet, seed, revisions }, _, acts) => {
    const random = randomOf(seed, 'concerns');
    const about = random.pick(plan.participants.filter(({ id }) => revisions.every(({ removed }) => removed !== id))).id;
    const approved = acts.find(({ deed }) => deed.do === 'approveSummary')?.at;
    const close = plan.phases.find(({ name }) => name === 'close')?.at;
    const last = approved === undefined || close === undefined ? undefined : actingDays(plan, close, approved).findLast((on) => on < dayOf(approved));
    const [first, second, third, fourth, fifth] = [0, 0.2, 0.4, 0.5, 0.8].map((part) => quiet[Math.floor(part * quiet.length)]);
    if (first === undefined || second === undefined || third === undefined || fourth === undefined || fifth === undefined) return acts;
    const on = (when: typeof first, deed: Deed): Act => ({ at: afternoonOf(plan.sending, when, random), line: ORGANISER, deed });
    const inOrder = [on(first, { do: 'recordConcern', about }), on(second, { do: 'recordConcern' }), on(fourth, { do: 'recordConcern', about })];
    return [
      ...acts, ...inOrder, on(third, { do: 'answerConcern', number: 1 }), on(fifth, { do: 'answerConcern', number: 2 }),
      on(last ?? fifth, { do: 'answerConcern', number: 3 }),
    ];
  },
};

