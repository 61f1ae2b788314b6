import { weekday } from '../../../../../campaign/time/workingDays.ts';
import { chineseDay } from '../../../../../campaign/time/chinese.ts';
import { KINDS } from '../../../../words.ts';
import { type MonthDay, monthAfter, type nextLetters } from '../../../dashboard/month.ts';
import { type Html, html } from '../../../html.ts';

const [WIDTH, HEIGHT, HEAD] = [50, 46, 22];
const WEEK = ['一', '二', '三', '四', '五', '六', '日'] as const;
const FILLS: Readonly<Record<MonthDay['kind'], string>> = { worked: '#ffffff', makeUp: '#ffffff', off: '#f0ede6', holiday: '#f0ede6', unknown: '#ffffff' };

/** 日历: letters ahead, what is due, days off and make-up days; one sheet a month. */
export function monthPart(month: string, days: readonly MonthDay[], next: ReturnType<typeof nextLetters>, query: (month: string) => string): Html {
  return html`<h2 id="calendar">日历</h2>
<p class="months"><a href="${query(monthAfter(month, -1))}">‹ 上月</a> <strong>${title(month)}</strong> <a href="${query(monthAfter(month, 1))}">下月 ›</a></p>
${sheet(month, days)}
<p class="quiet">“函”为拟发函件封数（若此前无人反馈），“止”为当日到期、尚未收到的事项数；灰底为休息日，“休”为法定节假日，“班”为调休上班。</p>
${next !== undefined && html`<p>下一个发函日：<a href="/organiser/letters">${chineseDay(next.day)}</a>，拟发${kindsText(next.kinds)}。</p>`}`;
}

const title = (month: string): string => `${month.slice(0, 4)}年${String(Number(month.slice(5)))}月`;

function kindsText(kinds: MonthDay['kinds']): string {
  return [...kinds].map(([kind, count]) => `${KINDS[kind]} ${String(count)} 封`).join('、');
}

function sheet(month: string, days: readonly MonthDay[]): Html {
  const lead = days[0] === undefined ? 0 : weekday(days[0].day) - 1;
  const height = HEAD + Math.ceil((lead + days.length) / 7) * HEIGHT;
  const told = days.flatMap((each) => textOf(each) ?? []);
  return html`<svg class="month" viewBox="0 0 ${7 * WIDTH} ${height + 1}" role="img" aria-labelledby="month-title month-desc"><title id="month-title">${title(month)}日历</title><desc id="month-desc">${told.length === 0 ? '本月没有拟发函件和到期事项。' : told.join('；')}</desc>
${WEEK.map((name, index) => html`<text x="${index * WIDTH + WIDTH / 2}" y="15" font-size="12" text-anchor="middle" fill="#5f5b54">${name}</text>`)}
${days.map((each, index) => dayCell(each, (lead + index) % 7, Math.floor((lead + index) / 7)))}</svg>`;
}

function dayCell({ day, kind, isToday, letters, due, phase }: MonthDay, column: number, row: number): Html {
  const [x, y] = [column * WIDTH, HEAD + row * HEIGHT];
  const mark = phase ?? (kind === 'holiday' ? '休' : kind === 'makeUp' ? '班' : '');
  return html`<rect x="${x + 0.5}" y="${y + 0.5}" width="${WIDTH - 1}" height="${HEIGHT - 1}" fill="${FILLS[kind]}" stroke="${isToday ? '#a3151b' : '#d9d4ca'}"${isToday && html` stroke-width="2"`}/>
<text x="${x + 5}" y="${y + 15}" font-size="12.5" fill="${isToday ? '#8c1016' : '#222222'}"${isToday && html` font-weight="bold"`}>${Number(day.slice(8))}</text>${mark !== '' && html`<text x="${x + WIDTH - 4}" y="${y + 14}" font-size="10.5" text-anchor="end" fill="${phase === undefined ? '#4a463f' : '#8c1016'}">${mark}</text>`}${letters > 0 && html`<text x="${x + 5}" y="${y + 28}" font-size="10.5" fill="#222222">函 ${letters}</text>`}${due > 0 && html`<text x="${x + 5}" y="${y + 41}" font-size="10.5" font-weight="bold" fill="#8c1016">止 ${due}</text>`}`;
}

/** A day in words; none of those on which there is nothing. */
function textOf({ day, kind, kinds, letters, due, phase }: MonthDay): string | undefined {
  const parts = [
    ...(phase === undefined ? [] : [`${phase}阶段开始`]), ...(kind === 'holiday' ? ['放假'] : kind === 'makeUp' ? ['调休上班'] : []),
    ...(letters > 0 ? [`拟发${kindsText(kinds)}`] : []), ...(due > 0 ? [`${String(due)} 项到期`] : []),
  ];
  return parts.length === 0 ? undefined : `${chineseDay(day)}：${parts.join('，')}`;
}
