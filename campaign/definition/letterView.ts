import type { CallReason, ItemKind, Level, Relation, Role } from '../line/letter.ts';
import type { Evidence, Form } from '../line/plan.ts';

/** What a letter's template may say about one item. Absent is `null`: Liquid's strict variables refuse `undefined`. */
export interface ItemView {
  readonly kind: ItemKind;
  /** 单位, and the 参与单位 whose line it is on. */
  readonly unit: string;
  readonly line: string;
  /** 报送事项, with its action's title. */
  readonly title: string;
  readonly form: Form;
  /** 通知已明确 (not merely our own request). */
  readonly stated: boolean;
  /** 10月18日（周五）17:00 · 10月18日（周五） · 17:00. */
  readonly due: string;
  readonly dueDay: string;
  readonly dueTime: string;
  /** Working days still left, and passed since; 0 if none. */
  readonly left: number;
  readonly over: number;
  readonly level: Level | null;
  readonly reason: CallReason | null;
  readonly text: string | null;
  readonly granted: boolean | null;
  readonly version: number | null;
  readonly evidence: { readonly [Key in Exclude<keyof Evidence, 'figures'>]-?: Evidence[Key] | null } & { readonly figures: string | null };
  /** Since when it waits for a review or a release. */
  readonly since: string | null;
  /** The unit's contact, for the office's call list. */
  readonly contact: string | null;
  readonly phone: string | null;
}

/** One of tomorrow's letters (明日拟发); those of a line that told only their number stand in one row without an id. */
export interface OutlookView {
  readonly id: string | null;
  readonly day: string;
  readonly time: string;
  readonly kind: string;
  readonly count: number;
  readonly to: string;
  readonly superior: boolean;
  readonly struck: boolean;
  readonly items: string;
}

/** Everything a letter's template may use; the check knows the names from `EXAMPLE_VIEW`. */
export interface LetterView {
  readonly campaign: { readonly id: string; readonly title: string; readonly theme: string };
  readonly office: { readonly name: string; readonly phone: string; readonly mail: string };
  /** The addressee, and how it is spoken to: 贵单位, 你局, 你单位. */
  readonly to: { readonly name: string; readonly you: string };
  /** Who writes: the office, or the participant in whose name its subordinate unit is asked. */
  readonly sender: { readonly name: string; readonly we: string; readonly phone: string; readonly onBehalf: boolean };
  readonly relation: Relation;
  readonly role: Role;
  /** Addressed is a participant's contact, not a leader. */
  readonly toContact: boolean;
  /** Addressed is the organiser itself. */
  readonly internal: boolean;
  readonly rehearsal: boolean;
  /** 2024年10月15日 · 10月15日9时. */
  readonly today: string;
  readonly now: string;
  /** The recipient's personal link. */
  readonly link: string | null;
  readonly replyTo: string;
  /** A 反馈表 is attached. */
  readonly form: boolean;
  /** The notice asks for everything the letter is about. */
  readonly stated: boolean;
  /** Nothing but reports waiting for the recipient's review. */
  readonly reviewOnly: boolean;
  /**
   * What the letter is about: the items of its own kind (a reminder may list answers too; `asked` of all `count`). “活动总结”等3项;
   * the earliest due time and day.
   */
  readonly titles: string;
  /** The same, short enough for a subject. */
  readonly brief: string;
  readonly due: string;
  readonly dueDay: string;
  /** All of them are due at that time. */
  readonly oneDue: boolean;
  /** One of them is past its due time: a reminder by hand may be. */
  readonly past: boolean;
  readonly asked: number;
  readonly count: number;
  /** How extension requests were answered, and the version a receipt is about. */
  readonly granted: 'all' | 'some' | 'none';
  readonly version: number;
  /** Distinct units of the items. */
  readonly units: number;
  readonly items: readonly ItemView[];
  readonly standing: {
    readonly tasks: number; readonly received: number;
    /** Participants with reports that wait for a review, and with escalations that wait for a release. */
    readonly reviewing: number; readonly releasing: number;
  } | null;
  readonly outlook: readonly OutlookView[];
  /** How many letters these are, without those struck. */
  readonly outlookCount: number;
  /** A campaign letter's own text, its 文号 and where the posters are. */
  readonly document: string;
  readonly number: string | null;
  readonly posters: string | null;
}

const EXAMPLE_ITEM: ItemView = {
  kind: 'remind', unit: '交通运输部', line: '交通运输部', title: '活动总结', form: 'report', stated: true,
  due: '10月18日（周五）17:00', dueDay: '10月18日（周五）', dueTime: '17:00', left: 5, over: 0,
  level: null, reason: null, text: null, granted: null, version: null,
  evidence: { narrative: 0, cases: 0, photos: 0, videos: 0, files: 0, links: 0, figures: null, publishedOn: null },
  since: null, contact: '联络员', phone: '010-0000',
};

/** One of everything: what names there are, and something to try templates with. */
export const EXAMPLE_VIEW: LetterView = {
  campaign: { id: 'quality-month-2024', title: '2024年全国“质量月”活动', theme: '加强质量支撑 共建质量强国' },
  office: { name: '质量发展局', phone: '010-0000', mail: 'office@samr.test' },
  to: { name: '交通运输部', you: '贵单位' },
  sender: { name: '质量发展局', we: '我局', phone: '010-0000', onBehalf: false },
  relation: 'peer', role: 'contact', toContact: true, internal: false, rehearsal: false,
  today: '2024年10月12日', now: '10月12日9时', link: null, replyTo: 'office@samr.test',
  form: true, stated: true, reviewOnly: false,
  titles: '“活动总结”', brief: '“活动总结”', due: '10月18日（周五）17:00', dueDay: '10月18日（周五）', oneDue: true, past: false, asked: 1, count: 1,
  granted: 'all', version: 1, units: 1,
  items: [EXAMPLE_ITEM], standing: { tasks: 60, received: 52, reviewing: 3, releasing: 1 },
  outlook: [{ id: '1012-mot', day: '10月12日（周六）', time: '09:00', kind: '工作提示', count: 1, to: '交通运输部', superior: false, struck: false, items: '活动总结' }],
  outlookCount: 1,
  document: '', number: null, posters: null,
};
