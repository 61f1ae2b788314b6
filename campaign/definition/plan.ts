import type { LinePlan } from '../line/plan.ts';
import type { Relation } from '../line/letter.ts';
import type { Instant } from '../time/instant.ts';
import type { SendingHours } from '../time/sendingHours.ts';
import type { WorkingDays } from '../time/workingDays.ts';

export interface Phase {
  readonly name: 'planning' | 'activities' | 'summarisation' | 'close' | 'archive';
  readonly at: Instant;
}

export interface ActionPlan {
  readonly id: string;
  readonly title: string;
  readonly clause: string;
  readonly kind: string;
  readonly lead: string;
  readonly co: readonly string[];
  readonly partners: readonly string[];
  readonly source: 'stated' | 'inferred';
}

/** The whole plan of a campaign, without personal data. Lines get their slice of it only. */
export interface CampaignPlan {
  readonly rulesVersion: number;
  readonly campaign: string;
  readonly title: string;
  readonly theme: string;
  readonly revision: number;
  readonly calendar: WorkingDays;
  readonly sending: SendingHours;
  readonly phases: readonly Phase[];
  readonly office: string;
  readonly clauses: readonly { readonly id: string; readonly title: string }[];
  readonly actions: readonly ActionPlan[];
  readonly participants: readonly {
    readonly id: string; readonly name: string; readonly fullName: string;
    readonly kind: 'department' | 'region'; readonly relation: Relation;
  }[];
  /** One per participant in the order of signing; the organiser's is last. */
  readonly lines: readonly LinePlan[];
}

export interface ContactCard {
  readonly role?: string;
  readonly mail: string;
  readonly phone?: string;
}

/** 通讯录: everything personal, in the store only. Keys: unit ids, participant ids for superiors. */
export interface Roster {
  readonly contacts: Readonly<Record<string, readonly ContactCard[]>>;
  readonly superiors: Readonly<Record<string, { readonly title: string; readonly mail: string }>>;
  readonly office: { readonly name: string; readonly mail: string; readonly phone: string };
  readonly head: { readonly title: string; readonly mail: string };
}
