import type { Client } from '@temporalio/client';
import { openPlans } from '../../activities/plans.ts';
import type { Keys } from '../../activities/links/secret.ts';
import type { Store } from '../../activities/store/store.ts';
import type { Campaigns } from '../campaigns.ts';
import { createApp } from './app.ts';
import { asked } from './askedLinks.ts';
import type { PortalDeps } from './deps.ts';
import { openLinkMailer } from './linkMail.ts';
import { errorLine } from './requestLog.ts';
import { openPictures } from './pictures.ts';
import { openUploads } from './resumable.ts';
import { organiserLink } from './organiserLink.ts';
import { type ProviderOptions, openProvider } from './provider.ts';

export interface PortalOptions {
  readonly client: Client;
  readonly campaigns: Campaigns;
  readonly store: Store;
  readonly keys: Keys;
  /** Where unfinished uploads lie; portals side by side share it as they share the store. */
  readonly uploadsFolder: string;
  /** Where it listens. */
  readonly host: string;
  readonly port: number;
  /** Where people open it; behind a proxy this is the proxy's address. */
  readonly url: string;
  readonly proxies?: readonly string[];
  readonly requests?: number;
  readonly smtpUrl?: string | undefined;
  readonly mailFrom?: string | undefined;
  /** Where the organiser's people sign in, in place of links. */
  readonly provider?: ProviderOptions | undefined;
  /** Temporal's own web pages, where a thing's workflow can be looked at. */
  readonly temporalUi?: string | undefined;
  readonly rehearsal: boolean;
  readonly log: (line: string) => void;
}

export interface RunningPortal {
  readonly url: string;
  /** A link into the organiser's pages of a campaign. */
  organiserLink(campaign: string): Promise<string>;
  /** Finishes what is under way and ends. */
  close(): Promise<void>;
}

/** Where a store's portal says its address, for the links that the command line makes. */
export const PORTAL_ADDRESS = 'portal';
const READY_MS = 3_000;
const SWEEP_MS = 3_600_000;

/** Starts a portal. It keeps nothing: several may stand side by side on one store and one server. */
export async function startPortal(options: PortalOptions): Promise<RunningPortal> {
  const { client, campaigns, store, keys, url, smtpUrl, rehearsal } = options;
  const plans = openPlans(store);
  const uploads = await openUploads(options.uploadsFolder);
  const mailer = smtpUrl === undefined ? undefined : openLinkMailer({
    smtpUrl, from: options.mailFrom, keys, url, rehearsal, office: async (campaign) => (await plans.roster(campaign)).office,
  });
  const app = await createApp({
    campaigns, store, keys, uploads, pictures: openPictures(store), url, rehearsal, log: options.log, mailFrom: options.mailFrom, ...workflowUrls(options),
    ...(options.provider === undefined ? {} : { provider: openProvider(options.provider, { url, keys }) }), ...(mailer === undefined ? {} : { mailLink: mailer.send }),
    ...(options.proxies === undefined ? {} : { proxies: options.proxies }), ...(options.requests === undefined ? {} : { requests: options.requests }),
    ready: async () => {
      await Promise.all([store.getReference('ready'), client.withDeadline(Date.now() + READY_MS, () => client.workflowService.getSystemInfo({}))]);
    },
  });
  const sweep = (): void => { uploads.sweep(Date.now()).catch((error: unknown) => { options.log(errorLine('sweep', error)); }); };
  sweep();
  const sweeping = setInterval(sweep, SWEEP_MS);
  await store.setReference(PORTAL_ADDRESS, url);
  await app.listen({ host: options.host, port: options.port });
  return {
    url,
    organiserLink: (campaign) => organiserLink({ campaigns, keys, url }, campaign),
    close: async () => {
      clearInterval(sweeping);
      await app.close();
      await asked();
      mailer?.close();
    },
  };
}

function workflowUrls({ temporalUi, client }: PortalOptions): Pick<PortalDeps, 'workflowUrl'> {
  if (temporalUi === undefined) return {};
  const { namespace } = client.options;
  return { workflowUrl: (id) => `${temporalUi.replace(/\/$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(id)}` };
}
