import type { Draft, Placed } from './draft.ts';
import type { Path } from './problem.ts';
import { recipients } from './recipients.ts';
import type { Participant, TaskRule } from './schema.ts';
import { participantOf } from '../line/plan.ts';

/** A ladder that some unit really gets, where it is written, and the participants (units not counted) who get it themselves. */
type LadderUse = { readonly path: Path; readonly name: string | undefined; readonly participants: Set<Placed<Participant>> };

/**
 * The ladders in use: a rule's own (named or inline), else that of each recipient's relation; for the organiser `own`.
 * A subordinate unit follows its participant's ladder, and needs no superior of its own.
 */
export function laddersInUse(draft: Draft): LadderUse[] {
  const uses = new Map<string, LadderUse>();
  const use = (path: Path, name: string | undefined) => {
    const key = path.join(' ');
    const found = uses.get(key) ?? { path, name, participants: new Set() };
    uses.set(key, found);
    return found;
  };
  const byId = new Map(draft.participants.map((participant) => [participant.value.id, participant]));
  const bodies = { participants: draft.participants.map(({ value }) => value), actions: draft.actions.map(({ value }) => value) };
  for (const { path, value: rule } of draft.tasks) {
    for (const id of recipients(rule, bodies)) {
      const participant = byId.get(participantOf(id));
      const relation = id === 'organiser' ? 'own' : participant?.value.relation;
      if (relation === undefined) continue;
      const { participants } = useOf(rule, path, relation, use);
      if (participant !== undefined && participant.value.id === id && id !== 'organiser') participants.add(participant);
    }
  }
  return [...uses.values()];
}

function useOf(rule: TaskRule, path: Path, relation: string, use: (path: Path, name: string | undefined) => LadderUse): LadderUse {
  if (typeof rule.ladder === 'object') return use([...path, 'ladder'], undefined);
  const name = rule.ladder ?? relation;
  return use(['ladders', name], name);
}
