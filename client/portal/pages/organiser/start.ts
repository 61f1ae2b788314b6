import { KIND_NAMES } from '../../../../campaign/definition/letterNames.ts';
import type { CampaignPlan } from '../../../../campaign/definition/plan.ts';
import type { Problem } from '../../../../campaign/definition/problem.ts';
import type { SourceFile } from '../../../../campaign/definition/sources.ts';
import type { ComposedLetter } from '../../../../activities/letters/compose.ts';
import { chineseDate, chineseDay, chineseInstant } from '../../../../campaign/time/chinese.ts';
import { ORGANISER } from '../../../../campaign/line/plan.ts';
import { type Instant, dayOf, timeOf } from '../../../../campaign/time/instant.ts';
import { namesOf } from '../../../agendaText.ts';
import type { PlannedWhole } from '../../../plannedLetters.ts';
import { ROLES } from '../../../words.ts';
import type { PortalDeps } from '../../deps.ts';
import type { Remark } from '../../form.ts';
import { type Html, html } from '../../html.ts';
import { words } from '../layout.ts';
import { doneNote } from './deedForm.ts';
import { carriedFiles, definitionFields, problemList } from './definitionFields.ts';
import { type OrganiserPage, organiserPage } from './frame.ts';
import { letterInPage } from './letterFrame.ts';

export const START = '/organiser/start';
/** Letters that are listed one by one; of a campaign of thousands the later days are counted. */
const LISTED = 2_000;
/** Items of one letter that are listed; the others are counted. */
const ITEMS = 3;

type Frame = Pick<OrganiserPage, 'view' | 'role' | 'csrf'>;

export interface StartPage extends Frame {
  readonly files: readonly SourceFile[];
  readonly problems: readonly Problem[];
  readonly wrong: readonly Remark[];
  /** What would start, and the digest of that: started is what was seen. */
  readonly preview?: { readonly plan: CampaignPlan; readonly letters: readonly PlannedWhole[]; readonly now: Instant; readonly seen: string } | undefined;
  readonly done: string | undefined;
}

/** 启动新活动: a definition; then everything that would happen, each letter to be looked at; then the button. */
export function startPage(deps: PortalDeps, { files, problems, wrong, preview, done, ...page }: StartPage): Html {
  const own = wrong.filter(({ field }) => field === '');
  return organiserPage(deps, {
    ...page, title: preview === undefined ? '启动新活动' : '启动前核对', at: START, body: html`${doneNote(done)}
${own.length > 0 && html`<div class="note wrong" role="alert">${own.map(({ text }) => words(text))}</div>`}
${problems.length > 0 && problemList(problems)}
<form class="form" method="post" action="${START}" enctype="multipart/form-data"><input type="hidden" name="csrf" value="${page.csrf}">
${preview === undefined ? editing(files, wrong) : confirming(files, preview)}</form>`,
  });
}

function editing(files: readonly SourceFile[], wrong: readonly Remark[]): Html {
  return html`<p class="lead">例如下一年度的活动。下面以本活动的定义为底稿：请改写活动标识（id）、名称、日期和名单，或上传写好的文件（同名的替换下面的内容）。先核对，什么都不会启动；本活动不受影响。</p>
${definitionFields(files, wrong)}
<div class="actions"><button type="submit" name="do" value="check">核对</button></div>`;
}

function confirming(files: readonly SourceFile[], { plan, letters, now, seen }: NonNullable<StartPage['preview']>): Html {
  const days = [...Map.groupBy(letters.map((whole, index) => ({ ...whole, index })), ({ letter: { at } }) => dayOf(at))];
  const past = letters.filter(({ letter: { at } }) => at < now).length;
  return html`<dl class="facts"><dt>活动</dt><dd><strong>${plan.title}</strong>（${plan.campaign}）</dd><dt>主题</dt><dd>${plan.theme}</dd>
<dt>规模</dt><dd>参与单位 ${plan.participants.length} 个，报送事项 ${plan.lines.reduce((sum, { tasks }) => sum + tasks.length, 0)} 项</dd><dt>阶段</dt><dd>${plan.phases.map(({ name, at }) => `${PHASES[name]}${chineseDate(dayOf(at))}`).join('，')}</dd></dl>
<p class="lead">若始终无人反馈，共发函件 <strong>${letters.length}</strong> 封；单位反馈后，其余的不再发。每一封都可点开查看。回执、收悉、明日拟发等随办理情况发出，不在其中。</p>
${past > 0 && html`<div class="note wrong">其中 ${past} 封的发函时间已过：启动后仍在有效期内的随即发出，其余的不再补发。</div>`}
${carriedFiles(files)}<input type="hidden" name="seen" value="${seen}">
${days.map(([day, own]) => dayPart(plan, day, own))}
<p>以上只是核对，什么都没有启动。启动的就是上面这些，此后按日程自动发函。新活动的工作台链接发到其定义中的办公室邮箱。</p>
<div class="actions"><button type="submit" name="do" value="start">启动活动</button><button class="second" type="submit" name="do" value="edit">返回修改</button></div>`;
}

const PHASES: Readonly<Record<CampaignPlan['phases'][number]['name'], string>> = { planning: '筹备', activities: '开展活动', summarisation: '总结', close: '报送截止', archive: '归档' };

type Numbered = PlannedWhole & { readonly index: number };

function dayPart(plan: CampaignPlan, day: ReturnType<typeof dayOf>, letters: readonly Numbered[]): Html {
  const title = `${day.slice(0, 4)}年${chineseDay(day)}　${String(letters.length)} 封`;
  if ((letters.at(-1)?.index ?? 0) >= LISTED) return html`<p>${title}<span class="quiet">　（总数较多，不逐封列出）</span></p>`;
  const { tasks } = namesOf(plan);
  const items = ({ letter: { items } }: Numbered): string => `${[...new Set(items.map(({ task }) => tasks.get(task) ?? task))].slice(0, ITEMS).join('；')}${items.length > 1 ? `（${String(items.length)} 项）` : ''}`;
  return html`<details><summary>${title}</summary><div class="scroll" role="region" aria-label="${title}" tabindex="0"><table class="list"><thead><tr><th scope="col">时间</th><th scope="col">函件</th><th scope="col">收件</th><th scope="col">事项</th></tr></thead><tbody>
${letters.map((each) => html`<tr><td>${timeOf(each.letter.at)}</td><td><button class="plain" type="submit" name="do" value="letter-${each.index}" formtarget="_blank">${KIND_NAMES[each.letter.kind]}函</button></td><td>${recipientOf(each)}</td><td>${items(each)}</td></tr>`)}</tbody></table></div></details>`;
}

function recipientOf({ letter: { unit, role }, plan }: PlannedWhole): string {
  const name = unit === ORGANISER ? '组织方' : plan.units.find(({ id }) => id === unit)?.name ?? unit;
  return role === 'contact' ? name : `${name}（${ROLES[role]}）`;
}

/** One of the letters, as it will leave; in a window of its own. */
export function plannedLetterPage(deps: PortalDeps, { whole, letter, ...page }: Frame & { readonly whole: PlannedWhole; readonly letter: ComposedLetter }): Html {
  return organiserPage(deps, {
    ...page, title: `${KIND_NAMES[whole.letter.kind]}函：${recipientOf(whole)}`, at: START, body: html`
<p class="lead">启动后，拟于 <strong>${whole.letter.at.slice(0, 4)}年${chineseInstant(whole.letter.at)}</strong> 发出。看后请关闭本窗口，回到核对页。</p>${letterInPage(letter)}`,
  });
}
