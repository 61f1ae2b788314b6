import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { safeName } from '../../activities/documents/names.ts';
import type { Audit } from '../../campaign/audit/audit.ts';
import { PROPERTIES } from '../../campaign/audit/properties.ts';
import { loadDotEnv, readEnvironment } from '../../config/environment.ts';
import { readEmbeddedState } from '../../workers/local/embeddedState.ts';
import { InboxClient } from '../../workers/local/inboxClient.ts';
import { chineseInstant } from '../../campaign/time/chinese.ts';
import { type JournalEntry, entry } from '../answers.ts';
import { DONE, REFUSED } from './errors.ts';
import { print, printJson } from './output.ts';
import { showProgress } from './progress.ts';
import { archivesOf, folderOf, withCampaigns } from './server.ts';
import { table } from './width.ts';

/** Shown of one property; --json tells all. */
const SHOWN = 10;

/** Checks every property of the rules over what a campaign really left behind. Says the exit code. */
export async function audit(campaign: string, json: boolean): Promise<number> {
  const progress = showProgress(() => '正在逐项核对流水、台账和收件箱…');
  const answer = await withCampaigns(campaign, async ({ campaigns }) => {
    const [inbox, own] = await Promise.all([inboxOf(campaign), archivedJournal(campaign)]);
    return campaigns.audit(campaign, { ...(inbox === undefined ? {} : { inbox }), ...(own === undefined ? {} : { campaign: own }) });
  }).finally(() => { progress.end(); });
  if (json) printJson(answer);
  else print(auditText(campaign, answer));
  return answer.ok ? DONE : REFUSED;
}

/** The answer for people: every property with its count, then what is broken. */
export function auditText(campaign: string, { ok, checked, violations }: Audit): string {
  const rows = PROPERTIES.map(({ name, title }) => {
    const broken = violations.filter(({ property }) => property === name).length;
    return [broken === 0 ? '✓' : '✗', title, String(checked[name] ?? 0), broken === 0 ? '' : `${String(broken)} 处违反`];
  });
  const details = PROPERTIES.flatMap(({ name, title }) => {
    const own = violations.filter(({ property }) => property === name);
    const rest = own.length > SHOWN ? [`  另有 ${String(own.length - SHOWN)} 处，见 --json`] : [];
    return own.length === 0 ? [] : ['', `${title}（${name}）：`, ...own.slice(0, SHOWN).map(({ unit, at, what }) => `  ${chineseInstant(at)} ${unit}：${what}`), ...rest];
  });
  const heading = ok ? `活动 ${campaign} 审计通过。` : `活动 ${campaign} 审计发现 ${String(violations.length)} 处与规则不符，请联系管理员核查。`;
  return [heading, '', table(['', '规则', '核对', ''], rows), ...details].join('\n');
}

/** The campaign's own journal, once it is archived: its workflow need not run any more, nor a worker for it. */
async function archivedJournal(campaign: string): Promise<JournalEntry[] | undefined> {
  const path = join(archivesOf(campaign), safeName(campaign), 'journal', '_campaign.jsonl');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text?.split('\n').filter((line) => line !== '').map((line) => entry.parse(JSON.parse(line)));
}

/** Message-IDs in the embedded inbox, where all letters of a rehearsal went. */
async function inboxOf(campaign: string): Promise<string[] | undefined> {
  loadDotEnv();
  const environment = readEnvironment();
  const inbox = readEmbeddedState(environment.dataDir)?.inbox;
  const isOurs = inbox !== undefined && (environment.smtpUrl === undefined || environment.smtpUrl === inbox.smtpUrl);
  if (!isOurs || folderOf(environment, campaign) === environment.dataDir) return undefined;
  const letters = await new InboxClient(inbox.apiUrl).letters();
  return letters.filter(({ headers }) => headers['x-campaign-id'] === campaign).map(({ headers }) => headers['message-id'] ?? '');
}
