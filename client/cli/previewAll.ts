import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { escapeHtml } from '../../activities/letters/escapeHtml.ts';
import { previewLetter } from '../../activities/letters/preview.ts';
import { LETTER_KINDS, isInternal } from '../../campaign/definition/letterNames.ts';
import type { LetterKind, Role } from '../../campaign/line/letter.ts';
import { type LinePlan, ORGANISER } from '../../campaign/line/plan.ts';
import { Refused } from '../refused.ts';
import { unreadable } from './definition.ts';
import { print, printJson } from './output.ts';
import { type PreviewDesk, templateFile } from './previewDesk.ts';
import { requireRecipient } from './previewRecipient.ts';

interface Sample {
  readonly kind: LetterKind;
  readonly unit: string;
  readonly role?: Role;
}

/** Every kind of letter to one recipient of each relation, one page each, and a page that shows them side by side. */
export async function previewAll({ compose, campaign, roster }: PreviewDesk, folder: string, json: boolean): Promise<void> {
  const pages = samples(campaign.lines).filter((sample) => leaves(sample)).map((sample) => {
    const { mail, template, envelope } = previewLetter({ compose, campaign, roster, ...sample });
    const { kind, unit, role } = sample;
    return { page: `${[kind, unit, role].filter((part) => part !== undefined).join('-')}.html`, subject: mail.subject, to: envelope.to, template, html: mail.html };
  });
  const index = join(folder, 'index.html');
  try {
    await mkdir(folder, { recursive: true });
    for (const { page, html } of pages) await writeFile(join(folder, page), html);
    await writeFile(index, indexPage(campaign.title, pages));
  } catch (error) {
    throw unreadable(folder, error);
  }
  if (json) printJson({ index, letters: pages.map(({ html: _, ...rest }) => rest) });
  else print(`已写入 ${String(pages.length)} 封函件，请用浏览器打开 ${index}。每封上方写明所用的模板文件。`);

  function leaves({ kind, unit, role }: Sample): boolean {
    const line = campaign.lines.find((each) => each.units.some(({ id }) => id === unit));
    try {
      if (line !== undefined) requireRecipient(roster, line, { kind, unit, role });
      return line !== undefined;
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  }
}

// One participant of each relation, with units below it if there is one; one such unit; the organiser.
function samples(lines: readonly LinePlan[]): Sample[] {
  const of = (relation: LinePlan['relation']): LinePlan[] => lines.filter((line) => line.line !== ORGANISER && line.relation === relation);
  const chosen = (['peer', 'guided', 'own'] as const).flatMap((relation) => of(relation).toSorted((a, b) => b.units.length - a.units.length).slice(0, 1));
  const below = chosen.find((line) => line.relation === 'guided' && line.units.length > 1)?.units[1];
  const units = [...chosen.map(({ line }) => line), ...(below === undefined ? [] : [below.id])];
  return LETTER_KINDS.flatMap((kind): Sample[] => {
    if (kind === 'outlook') return [{ kind, unit: ORGANISER }];
    if (isInternal(kind)) return (['office', 'head'] as const).map((role) => ({ kind, unit: ORGANISER, role }));
    const own = kind === 'assign' || kind === 'remind' || kind === 'overdue' ? [{ kind, unit: ORGANISER }] : [];
    if (kind === 'escalate') return units.flatMap((unit) => (['superior', 'contact'] as const).map((role) => ({ kind, unit, role })));
    return [...units.map((unit) => ({ kind, unit })), ...own];
  });
}

function indexPage(title: string, pages: readonly { page: string; subject: string; template: string }[]): string {
  const figures = pages.map(({ page, subject, template }) => `<figure><figcaption><a href="${escapeHtml(page)}">${escapeHtml(subject)}</a><br><small>${escapeHtml(templateFile(template))}</small></figcaption><iframe src="${escapeHtml(page)}" loading="lazy" title="${escapeHtml(subject)}"></iframe></figure>`);
  return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>函件预览：${escapeHtml(title)}</title>
<style>body{margin:16px;font-family:sans-serif;background:#ddd}main{display:flex;flex-wrap:wrap;gap:16px}figure{margin:0;width:390px}figcaption{min-height:4em;line-height:1.5}iframe{width:390px;height:700px;border:0;background:#fff}</style></head>
<body><h1>${escapeHtml(title)}：全部函件（示例内容）</h1><main>
${figures.join('\n')}
</main></body></html>
`;
}
