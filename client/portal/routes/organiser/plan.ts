import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Compiled } from '../../../../campaign/definition/compile/compile.ts';
import type { SourceFile } from '../../../../campaign/definition/sources.ts';
import type { Amended } from '../../../amend.ts';
import { amendText } from '../../../amendText.ts';
import { checkFiles } from '../../../definitions.ts';
import { isRehearsalOf, renamed } from '../../../renamed.ts';
import { OFFICE } from '../../access.ts';
import { attempt } from '../../deeds/deed.ts';
import { readDefinition } from '../../deeds/definitionForm.ts';
import type { App, PortalDeps } from '../../deps.ts';
import { sendPage } from '../../errors.ts';
import { organiser } from '../../guard.ts';
import { PLAN, type PlanPage, planPage } from '../../pages/organiser/plan.ts';
import { csrfOf } from '../../session.ts';

const DONE = { amended: '已变更，各报送线随即按新方案运行。', same: '定义与现行方案相同，无需变更。', accepted: '已受理，新方案正在启用，请稍候在“总览”查看。' } as const;

/** 变更方案: looked at first; what is carried out is what was seen. */
export function addPlanRoutes(app: App, deps: PortalDeps): void {
  const { campaigns, keys } = deps;
  const config = { access: OFFICE };

  app.get(PLAN, { config, schema: { querystring: z.object({ done: z.enum(['amended', 'same', 'accepted']).optional().catch(undefined) }) } }, async (request, reply) => {
    const { done } = request.query;
    return show(request, reply, { files: await campaigns.definition(organiser(request).view.campaign), done: done && DONE[done] });
  });

  app.post(PLAN, { config: { ...config, upload: true }, bodyLimit: 16 * 1024 ** 2, schema: {} }, async (request, reply) => {
    const { session, view: { campaign } } = organiser(request);
    const { files, wrong, press, seen, request: id } = await readDefinition(request, keys, session);
    if (press === 'edit') return show(request, reply, { files });
    if (wrong.length > 0) return show(request, reply, { files, wrong });
    const read = await checkFiles(files);
    if (!read.ok) return show(request, reply, { files, problems: read.problems });
    const compiled = isRehearsalOf(campaign, read.compiled.plan.campaign) ? renamed(read.compiled, campaign) : read.compiled;
    return press === 'confirm' ? confirm(request, reply, { compiled, files, seen, updateId: idOf(id, files) }) : preview(request, reply, { compiled, files });
  });

  async function preview(request: FastifyRequest, reply: FastifyReply, { compiled, files, stale = false }: { readonly compiled: Compiled; readonly files: readonly SourceFile[]; readonly stale?: boolean }): Promise<FastifyReply> {
    const { campaign } = organiser(request).view;
    const found: Amended[] = [];
    const refused = await attempt(async () => found.push(await campaigns.previewAmendment(campaign, { compiled, files })));
    const [amended] = found;
    if (amended === undefined) return show(request, reply, { files, wrong: refused });
    const wrong = stale ? [{ field: '', text: '预览之后情况有变化，没有执行。请看下面新的预览，确认后再执行。' }] : [];
    return show(request, reply, { files, wrong, preview: { text: amendText(amended, Infinity), seen: digestOf(amended), isEmpty: amended.isEmpty } });
  }

  async function confirm(request: FastifyRequest, reply: FastifyReply, { compiled, files, seen, updateId }: {
    readonly compiled: Compiled; readonly files: readonly SourceFile[]; readonly seen: string; readonly updateId: string;
  }): Promise<FastifyReply> {
    const { campaign } = organiser(request).view;
    const done: (keyof typeof DONE)[] = [];
    const wrong = await attempt(async () => {
      const now = await campaigns.previewAmendment(campaign, { compiled, files });
      // Pressed twice: it runs by this definition already.
      if (now.isEmpty) done.push('same');
      else if (digestOf(now) === seen) done.push((await campaigns.amend(campaign, { compiled, files, updateId })).adopted ? 'amended' : 'accepted');
    });
    if (wrong.length > 0) return show(request, reply, { files, wrong });
    const [how] = done;
    return how === undefined ? preview(request, reply, { compiled, files, stale: true }) : reply.redirect(`${PLAN}?done=${how}`, 303);
  }

  async function show(request: FastifyRequest, reply: FastifyReply, { files, problems = [], wrong = [], preview: seen, done }: Partial<PlanPage> & Pick<PlanPage, 'files'>): Promise<FastifyReply> {
    const { session, view } = organiser(request);
    return sendPage(reply, planPage(deps, { view, role: session.role, csrf: csrfOf(keys, session), files, problems, wrong, preview: seen, done }), problems.length + wrong.length > 0 ? 422 : 200);
  }
}

/** What was seen: the changes, and the revision they would make. */
function digestOf({ revision, changes }: Amended): string {
  return createHash('sha256').update(JSON.stringify([revision, changes])).digest('hex');
}

function idOf(request: string, files: readonly SourceFile[]): string {
  return `portal-${createHash('sha256').update(JSON.stringify([request, files])).digest('hex').slice(0, 32)}`;
}
