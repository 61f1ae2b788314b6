import type { Action, Participant, TaskRule } from './schema.ts';

type Bodies = { readonly participants: readonly Participant[]; readonly actions: readonly Action[] };

/**
 * The ids of the units a rule names by its `for`, less `except`, each once; `["organiser"]` for the organiser.
 * The subordinate units that `unitsDue` adds are not among them.
 */
export function recipients(rule: Pick<TaskRule, 'for' | 'except' | 'kinds'>, { participants, actions }: Bodies): string[] {
  const named = () => {
    const { for: group, kinds } = rule;
    if (typeof group !== 'string') return group;
    const led = actions.filter(({ kind }) => kinds === undefined || kinds.includes(kind));
    switch (group) {
      case 'all': return participants.map(({ id }) => id);
      case 'departments': return participants.filter(({ kind }) => kind === 'department').map(({ id }) => id);
      case 'regions': return participants.filter(({ kind }) => kind === 'region').map(({ id }) => id);
      case 'leads': return led.map(({ lead }) => lead);
      case 'co': return led.flatMap(({ co }) => co);
      case 'organiser': return ['organiser'];
    }
  };
  return [...new Set(named())].filter((id) => !rule.except.includes(id));
}
