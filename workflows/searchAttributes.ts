import { defineSearchAttributeKey } from '@temporalio/common';
import { upsertSearchAttributes } from '@temporalio/workflow';

/** What administrators filter the list by; nothing personal. Types are registered by workers/searchAttributes.ts. */
export const CAMPAIGN_ID = defineSearchAttributeKey('CampaignId', 'KEYWORD');
export const CAMPAIGN_PHASE = defineSearchAttributeKey('CampaignPhase', 'KEYWORD');
export const PARTICIPANT = defineSearchAttributeKey('Participant', 'KEYWORD');
export const REPORT_STATUS = defineSearchAttributeKey('ReportStatus', 'KEYWORD');
export const ATTENTION = defineSearchAttributeKey('Attention', 'KEYWORD_LIST');
export const OVERDUE_TASKS = defineSearchAttributeKey('OverdueTasks', 'INT');
export const ESCALATION_LEVEL = defineSearchAttributeKey('EscalationLevel', 'INT');
export const NEXT_DEADLINE = defineSearchAttributeKey('NextDeadline', 'DATETIME');

export type Pair = Parameters<typeof upsertSearchAttributes>[0] extends infer T ? Extract<T, readonly unknown[]>[number] : never;

/** Sets search attributes only on change: each upsert is an event in the history. */
export function attributeWriter(): (pairs: readonly Pair[]) => void {
  const known = new Map<string, string>();
  return (pairs) => {
    const changed = pairs.filter(({ key, value }) => {
      const text = JSON.stringify(value);
      if (known.get(key.name) === text) return false;
      known.set(key.name, text);
      return true;
    });
    if (changed.length > 0) upsertSearchAttributes([...changed]);
  };
}
