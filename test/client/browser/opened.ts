import { createServer } from 'node:net';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core';
import { expect } from 'vitest';
import { type Scope, signLink, urlOfLink } from '../../../activities/links/link.ts';
import { type RunningPortal, startPortal } from '../../../client/portal/portal.ts';
import type { PortalWorld } from '../portal/portalWorld.ts';

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

/** A portal on a port, and a browser. */
export interface Opened {
  readonly portal: RunningPortal;
  /** A page of whoever has this mailbox, after its link's button. */
  enter(who: Omit<Scope, 'campaign'>, mail: string, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

export async function openBrowser({ world, keys }: PortalWorld): Promise<Opened> {
  const port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => { resolve(typeof address === 'object' && address !== null ? address.port : 0); });
    });
  });
  const portal = await startPortal({
    client: world.client, campaigns: world.campaigns, store: world.store, keys, uploadsFolder: join(world.dataDir, 'uploads'), host: '127.0.0.1', port,
    url: `http://127.0.0.1:${String(port)}`, rehearsal: false, log: () => undefined,
  });
  // Not the package's own arguments: they switch the web's security off, and all pages into one process.
  const browser: Browser = await playwright.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? await chromium.executablePath(), args: ['--no-sandbox', '--disable-gpu'], headless: true });
  return {
    portal,
    enter: async (who, mail, options = { viewport: { width: 1280, height: 900 } }) => {
      const page = await (await browser.newContext(options)).newPage();
      await page.goto(urlOfLink(portal.url, signLink(keys, { campaign: world.campaign, ...who }, mail, Date.now())));
      await page.locator('main button').click();
      return page;
    },
    close: async () => {
      await browser.close();
      await portal.close();
    },
  };
}

/** axe finds nothing, and nothing scrolls sideways. */
export async function accessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`))');
  expect({ what: page.url(), violations }).toEqual({ what: page.url(), violations: [] });
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect(width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
}

/** Presses Tab until this is focused, as who has no mouse; the focus is to be seen. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const [focused, outline] = await page.evaluate<[string, string]>('[document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText ?? "", getComputedStyle(document.activeElement).outlineStyle]');
    if (!focused.includes(name)) continue;
    expect(outline, `focus on ${name} is to be seen`).not.toBe('none');
    return;
  }
  throw new Error(`Tab does not come to ${name}`);
}
