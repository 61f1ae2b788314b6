import { chineseInstant } from '../../../campaign/time/chinese.ts';
import { dayOf, timeOf } from '../../../campaign/time/instant.ts';
import type { Campaigns } from '../../campaigns.ts';
import type { UnitTask, UnitView } from '../../units.ts';
import { channelField, personOf } from './channels.ts';
import { type Asked, type Deed, type Typed, dayTyped, given } from './deed.ts';

/** Whose form it is. */
export interface About {
  readonly view: UnitView;
  /** The task it is about; a deed of the unit has none. */
  readonly task?: UnitTask;
}

/** What the office does about a unit or one of its tasks. */
export interface UnitDeed {
  readonly title: string;
  readonly of: 'task' | 'unit';
  /** Said afterwards. */
  readonly done: string;
  /** Whether it makes sense about this task now; the line decides. */
  readonly fits: (task: UnitTask, view: UnitView) => boolean;
  readonly form: (about: About) => Omit<Deed, 'title'>;
  readonly run: (campaigns: Campaigns, campaign: string, of: { readonly unit: string; readonly task: string; readonly updateId: string }, typed: Typed) => Promise<unknown>;
}

const why: Asked = { name: 'why', label: '原因（可不填，仅组织方可见）', as: 'area' };
const scope: Asked = { name: 'scope', label: '范围', as: 'choice', value: 'one', options: [['one', '只这一项'], ['all', '该单位全部未报事项']] };
const isOpen = ({ state }: UnitTask): boolean => state === 'open';
const isUnreported = ({ state }: UnitTask): boolean => state === 'open' || state === 'scheduled';
const within = ({ unit, task, updateId }: { readonly unit: string; readonly task: string; readonly updateId: string }, typed: Typed) => (
  typed['scope'] === 'all' ? { unit, updateId } : { unit, task, updateId });

/** By the names they have in addresses. */
export const UNIT_DEEDS = {
  received: {
    title: '代录已收到的原件', of: 'task', done: '已登记收到原件，不再就此事项发送提示。', fits: (task) => isOpen(task) && task.originals.length === 0,
    form: ({ view: { asOf } }) => ({
      button: '登记', blame: 'receivedAt',
      says: ['纸质、传真、电话等已收到的，先登记：立即停止就此事项发送提示。', '收到时间决定是否按时；材料内容可稍后录入。'],
      asks: [
        channelField('渠道'),
        { name: 'receivedAt', label: '收到时间', as: 'line', value: `${dayOf(asOf)} ${timeOf(asOf)}`, hint: '例如 2024-10-16 15:00' },
        { name: 'number', label: '文号（可不填）', as: 'line' },
      ],
    }),
    run: (campaigns, campaign, of, typed) => campaigns.received(campaign, {
      ...of, ...personOf(typed), ...given(typed, 'number'),
    }),
  },
  remind: {
    title: '再次提醒', of: 'task', done: '已安排提醒，在发函时间发给联络员。', fits: (task, { asOf }) => isOpen(task) && !task.suspended && task.originals.length === 0 && task.assign <= asOf,
    form: ({ view: { contact } }) => ({
      button: '发函提醒', asks: [],
      says: [`在计划之外，就此事项再给联络员${contact === undefined ? '' : `（${contact.mail}）`}发一封提醒；现在不在发函时间的，到下一发函时间发出。`, '计入减负的提醒次数：当日已有函件、即将有函件或次数已满的，不再发，请电话联系。'],
    }),
    run: (campaigns, campaign, of) => campaigns.remind(campaign, { ...of, enteredBy: 'organiser' }),
  },
  extend: {
    title: '延期', of: 'task', done: '已延期，答复函随即发给联络员。', fits: isOpen,
    form: ({ task }) => ({
      button: '同意延期', blame: 'until',
      says: [`现期限${task === undefined ? '' : chineseInstant(task.due)}改到下面的时间，须为工作日且早于报送截止。`, '之前未发的提醒不再发，按新期限重新安排；以函件告知联络员。'],
      asks: [
        { name: 'until', label: '延到', as: 'line', value: task?.extension?.granted === undefined ? task?.extension?.until.slice(0, 10) ?? '' : '', hint: '例如 2024-10-25 或 2024-10-25 17:00' },
        { name: 'text', label: '附言（可不填，写入答复函）', as: 'area' },
      ],
    }),
    run: (campaigns, campaign, of, typed) => campaigns.decideExtension(campaign, { ...of, grant: true, until: dayTyped(typed['until']), ...given(typed, 'text') }),
  },
  suspend: {
    title: '中止', of: 'task', done: '已中止，期间不发送提示。', fits: (task) => isUnreported(task) && !task.suspended,
    form: () => ({ button: '中止', says: ['中止期间不发送提示，也不提请；恢复后，期限按中止的工作日顺延。'], asks: [scope, why] }),
    run: (campaigns, campaign, of, typed) => campaigns.suspend(campaign, { ...within(of, typed), ...given(typed, 'why') }),
  },
  resume: {
    title: '恢复', of: 'task', done: '已恢复，期限已按中止的工作日顺延。', fits: (task) => isUnreported(task) && task.suspended,
    form: () => ({ button: '恢复', says: ['期限按中止的工作日顺延，提醒按新期限重新安排，并以函件告知联络员。'], asks: [scope] }),
    run: (campaigns, campaign, of, typed) => campaigns.resume(campaign, within(of, typed)),
  },
  exempt: {
    title: '免报', of: 'task', done: '已免报，不再就此发送提示。', fits: isUnreported,
    form: () => ({ button: '免报', says: ['不再就此发送提示，也不计为未报。', '免报不能撤销；只是暂缓的，请用“中止”。'], asks: [scope, why] }),
    run: (campaigns, campaign, of, typed) => campaigns.exempt(campaign, { ...within(of, typed), ...given(typed, 'why') }),
  },
  release: {
    title: '批准提请', of: 'task', done: '已批准，提请函在发函时间发给分管领导。', fits: (task, { asOf, mailboxes }) => isOpen(task) && task.due < asOf && mailboxes.superior.length > 0,
    form: ({ view }) => ({ button: '批准', asks: [], says: [`提请函发给${view.unit.name}的分管领导（${view.mailboxes.superior[0] ?? ''}），在定好的发函时间发出。`] }),
    run: (campaigns, campaign, of) => campaigns.release(campaign, of),
  },
  delegate: {
    title: '更换或更正联络员', of: 'unit', done: '已登记。以后的函件发给新的联络信息。', fits: () => false,
    form: ({ view: { contact } }) => ({
      button: '登记', says: ['以后的函件发给下面的联络员，未办结的事项重新发函布置。', '邮箱有变的，此前发出的链接随即停用。'],
      asks: [
        { name: 'role', label: '称谓（例如：张三，联络员）', as: 'line', value: contact?.role ?? '' },
        { name: 'phone', label: '办公电话', as: 'tel', value: contact?.phone ?? '' },
        { name: 'mail', label: '邮箱', as: 'email', value: contact?.mail ?? '' },
      ],
      blame: 'mail',
    }),
    run: (campaigns, campaign, { unit, updateId }, typed) => campaigns.delegate(campaign, {
      unit, updateId, enteredBy: 'organiser', contact: { mail: (typed['mail'] ?? '').trim(), ...given(typed, 'role'), ...given(typed, 'phone') },
    }),
  },
  revoke: {
    title: '停用链接', of: 'unit', done: '已停用至今发给该单位的链接。', fits: () => false,
    form: ({ view }) => ({ button: '停用', asks: [], says: [`至今发给${view.unit.name}的专属链接全部停用，正在使用的也随即退出。`, '此后的函件带有新的链接；对方也可用登记的邮箱获取新链接。'] }),
    run: (campaigns, campaign, { unit }) => campaigns.revokeLinks(campaign, { unit }),
  },
} as const satisfies Readonly<Record<string, UnitDeed>>;

export type UnitDeedName = keyof typeof UNIT_DEEDS;
export const UNIT_DEED_NAMES = ['received', 'remind', 'extend', 'suspend', 'resume', 'exempt', 'release', 'delegate', 'revoke'] as const satisfies readonly UnitDeedName[];
export const unitDeed = (name: UnitDeedName): UnitDeed => UNIT_DEEDS[name];
