import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RouteOptions } from 'fastify';
import { simpleParser } from 'mailparser';
import { signLink } from '../../../activities/links/link.ts';
import { type Keys, openKeys } from '../../../activities/links/secret.ts';
import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import type { Timeline } from '../../../campaign/time/timeline.ts';
import { createApp } from '../../../client/portal/app.ts';
import type { App, PortalDeps } from '../../../client/portal/deps.ts';
import { openPictures } from '../../../client/portal/pictures.ts';
import { openUploads } from '../../../client/portal/resumable.ts';
import { openLinkMailer } from '../../../client/portal/linkMail.ts';
import { type World, createWorld, eventually } from '../../workflows/harness.ts';
import type { Shape } from '../../workflows/definition.ts';
import { asOf } from '../../workflows/time.ts';
import { Browser } from './browser.ts';

export const URL_OF_PORTAL = 'https://quality.samr.test';

/** A campaign whose letters carry links, and a portal for it. */
export interface PortalWorld {
  readonly world: World;
  readonly keys: Keys;
  readonly deps: PortalDeps;
  readonly app: App;
  readonly routes: RouteOptions[];
  readonly logged: string[];
  /** A second portal on the same store. */
  another(more?: Partial<PortalDeps>): Promise<App>;
  /** The token of the last link that was mailed to this address, after so many letters. */
  linkTo(mail: string, after?: number): Promise<string>;
  /** A browser with the session of a contact, or of who else. */
  enter(unit: string, role?: 'contact' | 'superior', mail?: string): Promise<Browser>;
  end(): Promise<void>;
}

const MAILS: Readonly<Record<string, string>> = { mot: 'mot@departments.test', sd: 'sd@regions.test', 'sd.jinan': 'jinan@regions.test', samr: 'zf@samr.test' };

/** Starts it at this nominal instant, or in a time of its own. */
export async function createPortalWorld(when: string | ((plan: CampaignPlan) => Timeline), shape: Shape = {}): Promise<PortalWorld> {
  const keys = await openKeys({ dataDir: await mkdtemp(join(tmpdir(), 'campaign-secret-')) });
  const world = await createWorld(shape, undefined, { portal: { url: URL_OF_PORTAL, keys } });
  await world.start({ timeline: typeof when === 'string' ? asOf(when) : when(world.compiled.plan) });
  const logged: string[] = [];
  const routes: RouteOptions[] = [];
  const mailer = openLinkMailer({ smtpUrl: world.sink.url, keys, url: URL_OF_PORTAL, rehearsal: false, office: () => Promise.resolve(world.compiled.roster.office) });
  const deps: PortalDeps = {
    campaigns: world.campaigns, store: world.store, keys, uploads: await openUploads(join(world.dataDir, 'uploads')), pictures: openPictures(world.store), url: URL_OF_PORTAL, rehearsal: false, log: (line) => { logged.push(line); },
    // A test is quicker than a person: its requests of a minute would be refused.
    ready: () => Promise.resolve(), mailLink: mailer.send, requests: 10_000,
  };
  const apps: App[] = [];
  const open = async (more: Partial<PortalDeps> = {}, hear?: (route: RouteOptions) => void): Promise<App> => {
    const app = await createApp({ ...deps, ...more }, hear);
    apps.push(app);
    return app;
  };
  const app = await open({}, (route) => { routes.push(route); });
  await eventually(() => world.campaigns.unit(world.campaign, { unit: 'mot' }));
  return {
    world, keys, deps, app, routes, logged, another: open,
    linkTo: (mail, after = 0) => eventually(async () => {
      const texts = await Promise.all(world.sink.to(mail).slice(after).map(async ({ raw }) => (await simpleParser(raw)).text ?? ''));
      const token = texts.flatMap((text) => /quality\.samr\.test\/l\/([\w.-]+)/.exec(text)?.[1] ?? []).at(-1);
      if (token === undefined) throw new Error(`no link for ${mail} yet`);
      return token;
    }),
    enter: async (unit, role = 'contact', mail = MAILS[unit] ?? '') => {
      const browser = new Browser(app);
      const token = signLink(keys, { campaign: world.campaign, unit, role }, mail, Date.now());
      const { status } = await browser.post('/enter', { token });
      if (status !== 303) throw new Error(`entering answered ${String(status)}`);
      return browser;
    },
    end: async () => {
      await Promise.all(apps.map((each) => each.close()));
      mailer.close();
      await world.end();
    },
  };
}

/** A picture of one pixel. */
export const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
