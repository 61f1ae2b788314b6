import type { LetterKind, Level, Relation } from '../line/letter.ts';

/** Whom a template is for: a relation, or the organiser's office and head, who are spoken to like our own. */
export type Variant = Relation | 'office' | 'head';

/** Every kind of letter, as templates are named after it. */
export const LETTER_KINDS: readonly LetterKind[] = [
  'assign', 'remind', 'overdue', 'escalate', 'digest', 'receipt', 'accepted', 'returned', 'extension', 'changed',
  'outlook', 'announce', 'notice', 'summary',
];

/** What they are called on screens. */
export const KIND_NAMES: Readonly<Record<LetterKind, string>> = {
  assign: '布置', remind: '提醒', overdue: '再次提醒', escalate: '提请', digest: '每日汇总', receipt: '回执', accepted: '收悉',
  returned: '请补充', extension: '延期答复', changed: '变更告知', outlook: '明日拟发', announce: '宣传', notice: '通知', summary: '总结',
};

export const LEVEL_NAMES: Readonly<Record<Level, string>> = { blue: '蓝', yellow: '黄', red: '红' };

/** The pieces every letter has, whatever its kind: who writes, and what stands at its foot. */
export const NEEDED_PARTS = ['sender', 'notes', 'rehearsal'] as const;

const VARIANTS: Readonly<Record<Variant, readonly Variant[]>> = {
  peer: ['peer'], guided: ['guided'], own: ['own'], office: ['office', 'own'], head: ['head', 'own'],
};

/** Whether a word names a variant. */
export function isVariant(word: string): word is Variant {
  return Object.hasOwn(VARIANTS, word);
}

/** Whether a word names a kind of letter. */
export function isLetterKind(word: string): word is LetterKind {
  return LETTER_KINDS.some((kind) => kind === word);
}

/** Names to look for, best first: `digest.head`, `digest.own`, `digest`. */
export function namesFor(base: string, variant: Variant): readonly string[] {
  return [...VARIANTS[variant].map((own) => `${base}.${own}`), base];
}

/** Kinds that only the organiser itself gets. */
export function isInternal(kind: LetterKind): boolean {
  return kind === 'digest' || kind === 'outlook';
}

/** The variants that get letters of this kind. */
export function variantsOf(kind: LetterKind): readonly Variant[] {
  if (kind === 'digest') return ['office', 'head'];
  if (kind === 'outlook') return ['office'];
  return ['peer', 'guided', 'own'];
}
