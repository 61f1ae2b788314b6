import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { listCampaigns } from '../../../../activities/store/campaignStore.ts';
import type { Compiled } from '../../../../campaign/definition/compile/compile.ts';
import type { SourceFile } from '../../../../campaign/definition/sources.ts';
import { ORGANISER } from '../../../../campaign/line/plan.ts';
import { fromMillis } from '../../../../campaign/time/instant.ts';
import { checkFiles } from '../../../definitions.ts';
import { plannedLetters } from '../../../plannedLetters.ts';
import { Refused } from '../../../refused.ts';
import { OFFICE } from '../../access.ts';
import { composed } from '../../deeds/composed.ts';
import { attempt } from '../../deeds/deed.ts';
import { readDefinition } from '../../deeds/definitionForm.ts';
import type { App, PortalDeps } from '../../deps.ts';
import { sendPage } from '../../errors.ts';
import { Denied, organiser } from '../../guard.ts';
import { organiserHead } from '../../pages/organiser/frame.ts';
import { IN_PAGE } from '../../pages/organiser/letterFrame.ts';
import { START, type StartPage, plannedLetterPage, startPage } from '../../pages/organiser/start.ts';
import { errorLine } from '../../requestLog.ts';
import { csrfOf } from '../../session.ts';

/** How the office of the new campaign gets its way in. */
const MAILED = {
  sent: '工作台链接已发到其定义中的办公室邮箱。', again: '工作台链接此前已发到其定义中的办公室邮箱。', provider: '请其办公室按统一身份认证登录。',
  off: '本系统未配置邮件：请系统管理员用 npx campaign link 取得其工作台链接。', failed: '但工作台链接没有发出：请其办公室在首页用登记的邮箱获取新链接。',
} as const;
type Mailed = keyof typeof MAILED;
const HOW = z.enum(['sent', 'again', 'provider', 'off', 'failed']).catch('again');

/** So long somebody else's start of the same is waited for. */
const BEGINNING_MS = 5_000;

interface Given { readonly compiled: Compiled; readonly files: readonly SourceFile[] }

/** 启动新活动: looked at first, every letter too; what starts is what was seen. Nothing is kept before: the form carries it. */
export function addStartRoutes(app: App, deps: PortalDeps): void {
  const { campaigns, store, keys } = deps;
  const config = { access: OFFICE };

  app.get(START, { config, schema: { querystring: z.object({ done: z.string().max(90).optional().catch(undefined), mail: HOW }) } }, async (request, reply) => {
    const { done, mail } = request.query;
    const isThere = done !== undefined && (await listCampaigns(store)).includes(done);
    return show(request, reply, { files: await campaigns.definition(organiser(request).view.campaign), done: isThere ? `活动 ${done} 已启动，此后按日程自动发函。${MAILED[mail]}` : undefined });
  });

  app.post(START, { config: { ...config, upload: true }, bodyLimit: 16 * 1024 ** 2, schema: {} }, async (request, reply) => {
    const { session } = organiser(request);
    const { files, wrong, press, seen } = await readDefinition(request, keys, session);
    if (press === 'edit' || wrong.length > 0) return show(request, reply, { files, wrong });
    const read = await checkFiles(files);
    if (!read.ok) return show(request, reply, { files, problems: read.problems });
    const given = { compiled: read.compiled, files };
    const number = /^letter-(\d{1,6})$/.exec(press)?.[1];
    if (number !== undefined) return letter(request, reply, given, Number(number));
    return press === 'start' ? start(request, reply, given, seen) : preview(request, reply, given);
  });

  async function preview(request: FastifyRequest, reply: FastifyReply, { compiled, files }: Given, stale = false): Promise<FastifyReply> {
    const refused = await attempt(async () => {
      requireReal();
      await requireNew(compiled);
      await campaigns.requireStartable({ compiled, files });
    });
    if (refused.length > 0) return show(request, reply, { files, wrong: refused });
    const now = fromMillis((deps.now ?? Date.now)());
    const wrong = stale ? [{ field: '', text: '与核对时看到的不同，没有启动。请看下面的新内容，确认后再启动。' }] : [];
    return show(request, reply, { files, wrong, preview: { plan: compiled.plan, letters: plannedLetters(compiled.plan), now, seen: digestOf(compiled) } });
  }

  async function letter(request: FastifyRequest, reply: FastifyReply, { compiled: { plan: campaign, roster } }: Given, number: number): Promise<FastifyReply> {
    const { session, view } = organiser(request);
    const whole = plannedLetters(campaign)[number];
    if (whole === undefined) throw new Denied('unknown');
    reply.header('content-security-policy', IN_PAGE);
    return sendPage(reply, plannedLetterPage(deps, { view, role: session.role, csrf: csrfOf(keys, session), whole, letter: await composed(deps, { ...whole, campaign, roster }) }));
  }

  async function start(request: FastifyRequest, reply: FastifyReply, given: Given, seen: string): Promise<FastifyReply> {
    const { compiled, files } = given;
    const id = compiled.plan.campaign;
    if (digestOf(compiled) !== seen) return preview(request, reply, given, true);
    const wrong = await attempt(async () => {
      requireReal();
      if (!await isSame(given)) await requireNew(compiled);
      await campaigns.start({ compiled, files });
    });
    // Pressed twice: of two at once one starts it, the other finds it running.
    if (wrong.length > 0 && !(await isSame(given) && await runs(id))) return show(request, reply, { files, wrong });
    const mail = wrong.length > 0 ? 'again' : await mailLink(id);
    return reply.redirect(`${START}?${new URLSearchParams({ done: id, mail }).toString()}`, 303);
  }

  /** @throws Refused where time is played. */
  function requireReal(): void {
    if (deps.rehearsal) throw new Refused('这里是演练，不能启动正式活动。');
  }

  /** @throws Refused if there was ever one of this id. */
  async function requireNew({ plan: { campaign } }: Compiled): Promise<void> {
    if ((await listCampaigns(store)).includes(campaign)) throw new Refused(`活动标识 ${campaign} 已经用过，不能再用。请在定义中换一个 id（例如写上年份）后再核对。`);
  }

  /** Whether a campaign of this very definition is there: started by this form, or on its way. */
  async function isSame({ compiled: { plan: { campaign } }, files }: Given): Promise<boolean> {
    return (await listCampaigns(store)).includes(campaign) && isDeepStrictEqual(await campaigns.definition(campaign), files);
  }

  /** It may have begun a moment ago, and have no status yet. */
  async function runs(campaign: string): Promise<boolean> {
    for (const since = Date.now(); Date.now() - since < BEGINNING_MS;) {
      if ((await attempt(() => campaigns.status(campaign))).length === 0) return true;
      await pause(200);
    }
    return false;
  }

  /** To the new campaign's own office. It runs already: without the mail it can be asked for. */
  async function mailLink(campaign: string): Promise<Mailed> {
    if (deps.provider !== undefined) return 'provider';
    if (deps.mailLink === undefined) return 'off';
    try {
      const view = await campaigns.organiser(campaign);
      const [mail] = view.mailboxes.office;
      if (mail === undefined) return 'failed';
      await deps.mailLink({ scope: { campaign, unit: ORGANISER, role: 'office' }, mail, head: organiserHead(view) });
      return 'sent';
    } catch (error) {
      deps.log(errorLine('start-link', error));
      return 'failed';
    }
  }

  async function show(request: FastifyRequest, reply: FastifyReply, { files, problems = [], wrong = [], preview: seen, done }: Partial<StartPage> & Pick<StartPage, 'files'>): Promise<FastifyReply> {
    const { session, view } = organiser(request);
    return sendPage(reply, startPage(deps, { view, role: session.role, csrf: csrfOf(keys, session), files, problems, wrong, preview: seen, done }), problems.length + wrong.length > 0 ? 422 : 200);
  }
}

/** What was seen: the plan, and who it writes to. */
function digestOf({ plan, roster }: Compiled): string {
  return createHash('sha256').update(JSON.stringify([plan, roster])).digest('hex');
}
