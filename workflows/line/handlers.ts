import { ApplicationFailure, defineQuery, defineSignal, setHandler } from '@temporalio/workflow';
import { agenda } from '../../campaign/line/agenda.ts';
import type { Command } from '../../campaign/line/commands.ts';
import type { Fact } from '../../campaign/line/facts.ts';
import { possibleAt } from '../../campaign/line/leaving.ts';
import { chinese } from '../../campaign/line/refusals.ts';
import { Refusal, findTask, requireUnit } from '../../campaign/line/requests.ts';
import { standingOf } from '../../campaign/line/standing.ts';
import { earliestSending } from '../../campaign/time/sendingHours.ts';
import { fromMillis } from '../../campaign/time/instant.ts';
import {
  AGENDA_QUERY, type Answer, CANCEL_SIGNAL, JOURNAL_QUERY, type JournalPage, LINE_UPDATES, type LineStatus, REFUSED, SETTLE_SIGNAL, STATUS_QUERY, TELL_SIGNAL, UNIT_QUERY,
  type UnitStatus,
} from '../contract.ts';
import { askedAt } from '../guards.ts';
import { type Decided, onUpdate, opened, untilOpen } from '../updates.ts';
import { afterAmendments, handleAmend } from './amend.ts';
import { DESCRIPTIONS, readCommand } from './commandArgs.ts';
import { type LineRun, take, wakesAt } from './lineRun.ts';
import { attention } from './news.ts';
import { handleUnhold } from './unhold.ts';
import { unitStatusOf } from './unitStatus.ts';

/** Validators know neither plan nor time; they look at the shape only. */
const ANY_TIME = { now: fromMillis(0), sending: { at: '09:00', until: '17:30' } } as const;

/** Handlers come first: what arrives before the plan is open waits. */
export function handleLine(line: string, current: () => LineRun | undefined): void {
  for (const update of LINE_UPDATES) {
    onUpdate(update, {
      description: DESCRIPTIONS[update],
      isOpen: () => current() !== undefined,
      seen: () => opened(current()).seen,
      turn: (input) => {
        const run = opened(current());
        return afterAmendments(run, askedAt(input), () => isKnown(line, run, readCommand(update, input, ANY_TIME)));
      },
      check: (input) => {
        askedAt(input);
        requireKnown(line, current(), readCommand(update, input, ANY_TIME));
      },
      decide: (input) => {
        const run = opened(current());
        const asked = askedAt(input);
        return answer(run, readCommand(update, input, { now: run.clock.entered(asked), sending: run.plan.sending }), asked);
      },
    });
  }
  onSignal(SETTLE_SIGNAL, '组织方事项自动办结', (by) => ({ command: 'settle', by: by === 'issueNotice' ? by : 'approveSummary' }));
  onSignal(CANCEL_SIGNAL, '随活动取消', () => ({ command: 'cancel' }));
  handleAmend(current);
  handleUnhold(current);
  setHandler(defineSignal(TELL_SIGNAL), async () => {
    await untilOpen(() => current() !== undefined);
    const run = opened(current());
    run.told = '';
    run.changes += 1;
  }, { description: '活动重新启动，请再报一次状态' });
  setHandler(defineQuery<LineStatus | null>(STATUS_QUERY), () => statusOf(current()), { description: '各报送事项的状态' });
  setHandler(defineQuery(AGENDA_QUERY), () => agendaOf(current()), { description: '日程：将要办理的节点' });
  setHandler(defineQuery<JournalPage | null>(JOURNAL_QUERY), () => current()?.journal.page() ?? null, { description: '流水' });
  setHandler(defineQuery<UnitStatus | null, [unknown]>(UNIT_QUERY), (unit) => unitStatusOf(current(), unit), { description: '一个单位的报送事项和流水' });

  function onSignal(name: string, description: string, read: (arg: unknown) => Command): void {
    setHandler(defineSignal<[unknown]>(name), async (arg) => {
      await untilOpen(() => current() !== undefined);
      const run = opened(current());
      // Signals come before all commands then, and would end what these speak of.
      if (run.clock.isCatchingUp()) run.later = [...run.later, read(arg)];
      else take(run, read(arg));
    }, { description });
  }
}

/** A unit or task nobody knows may be anything, a name even: it is refused before the history hears of it. */
function requireKnown(line: string, run: LineRun | undefined, command: Command): void {
  if (!('unit' in command)) return;
  try {
    if (run === undefined) {
      if (command.unit !== line && !command.unit.startsWith(`${line}.`)) throw new Refusal(chinese.unknownUnit(line, [line]));
      return;
    }
    const { plan, state } = run;
    if ('task' in command) findTask(plan, state, { unit: command.unit, task: command.task });
    else requireUnit(plan, command.unit);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw ApplicationFailure.create({ type: REFUSED, message: error.message, nonRetryable: true });
  }
}

function isKnown(line: string, run: LineRun, command: Command): boolean {
  try {
    requireKnown(line, run, command);
    return true;
  } catch {
    return false;
  }
}

function answer(run: LineRun, command: Command, asked: number | undefined): Decided {
  const facts = take(run, command, asked);
  const key = 'task' in command ? `${command.unit}/${command.task}` : command.command;
  const refused = facts.find((fact) => fact.fact === 'refused');
  if (refused !== undefined) return { key, refused: refused.why };
  return { key, answer: answerOf(run, key, facts) };
}

function answerOf(run: LineRun, key: string, facts: readonly Fact[]): Answer {
  const own = run.state.tasks[key];
  const reminder = facts.find((fact) => fact.fact === 'reminderAsked');
  const leaves = reminder && earliestSending(run.plan.calendar, run.plan.sending, reminder.at);
  const submitted = facts.find((fact) => fact.fact === 'reportSubmitted');
  return {
    at: facts[0]?.at ?? run.clock.now(), facts: facts.map(({ fact }) => fact),
    ...(own === undefined ? {} : { key, receipts: own.receipts, due: own.due }),
    ...(submitted === undefined ? {} : { version: submitted.version, late: submitted.late, settled: submitted.settles }),
    ...(leaves === undefined ? {} : { leaves }),
  };
}

function statusOf(run: LineRun | undefined): LineStatus | null {
  if (run === undefined) return null;
  const { plan, state } = run;
  const now = run.clock.entered();
  return {
    campaign: plan.campaign, line: plan.line, name: plan.name, asOf: now, revision: state.revision, closed: now >= plan.close,
    ...standingOf(plan, state, now), attention: attention(run, now), next: wakesAt(run), facts: run.journal.page().total,
  };
}

function agendaOf(run: LineRun | undefined) {
  if (run === undefined) return [];
  const { plan, state } = run;
  const now = run.clock.now();
  return agenda(plan, state, now).map((step) => {
    const { at, until, unit, task, round, slot, kind, to, level, reason } = step;
    const leaves = possibleAt(plan, state, step, now);
    return {
      at, until, ...(leaves === undefined || leaves === at ? {} : { leaves }), unit, task, round, slot, kind, to: `${to.unit}:${to.role}`,
      ...(level === undefined ? {} : { level }), ...(reason === undefined ? {} : { reason }),
    };
  });
}
