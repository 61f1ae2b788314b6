import type { FastifyInstance, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault, FastifyBaseLogger } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Scope } from '../../activities/links/link.ts';
import type { Keys } from '../../activities/links/secret.ts';
import type { Store } from '../../activities/store/store.ts';
import type { Campaigns } from '../campaigns.ts';
import type { OrganiserView } from '../organiser.ts';
import type { UnitView } from '../units.ts';
import type { Access } from './access.ts';
import type { Bearer } from './api/bearer.ts';
import type { Pictures } from './pictures.ts';
import type { Uploads } from './resumable.ts';
import type { Letterhead } from './pages/layout.ts';
import type { Provider } from './provider.ts';
import type { Session } from './session.ts';

/** What the portal works with. It keeps nothing itself: any number of portals may stand side by side. */
export interface PortalDeps {
  readonly campaigns: Campaigns;
  readonly store: Store;
  readonly keys: Keys;
  /** Those that resume after a lost connection. */
  readonly uploads: Uploads;
  readonly pictures: Pictures;
  /** Where people open it; cookies are Secure if that is https. */
  readonly url: string;
  /** Rejects while store or Temporal cannot be used. */
  readonly ready: () => Promise<void>;
  /** Mails a new link to the mailbox of this scope; absent where there is no mail. */
  readonly mailLink?: (to: { readonly scope: Scope; readonly mail: string; readonly head: Letterhead }) => Promise<void>;
  /** The organiser's people sign in with it, not by links; absent where none is configured. */
  readonly provider?: Provider;
  /** Who letters come from, where they are looked at before they leave; the office if it is not said. */
  readonly mailFrom?: string | undefined;
  /** Where the Temporal UI shows a workflow of this id; absent where nobody knows. */
  readonly workflowUrl?: (workflowId: string) => string;
  /** Addresses of proxies whose word on the client's address is taken. */
  readonly proxies?: readonly string[];
  /** What one address may ask for in a minute; 300 unless told. */
  readonly requests?: number;
  /** Nobody is really asked for anything. */
  readonly rehearsal: boolean;
  /** Lines of JSON; nothing personal. */
  readonly log: (line: string) => void;
  readonly now?: () => number;
}

/** The application, with routes whose inputs zod reads. */
export type App = FastifyInstance<RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger, ZodTypeProvider>;

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** Reads its form itself, part by part (upload.ts checks its token). */
    upload?: true;
  }
  interface FastifyRequest {
    session: Session | undefined;
    /** Of a unit's own people, and of the office where a page is about the organiser's own tasks. */
    view: UnitView | undefined;
    /** Of a route with `access: 'token'`. */
    bearer: Bearer | undefined;
    /** Of the organiser's people. */
    organiser: OrganiserView | undefined;
  }
}
