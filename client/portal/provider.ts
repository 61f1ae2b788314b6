import * as oidc from 'openid-client';
import { z } from 'zod';
import { seal, unseal } from '../../activities/links/sealed.ts';
import type { Keys } from '../../activities/links/secret.ts';

/** The organiser's own provider of identities, in place of links for its people. */
export interface Provider {
  /** Where the browser goes to sign in, and what it must bring back in its cookie. */
  begin(): Promise<{ readonly url: string; readonly cookie: string }>;
  /** The mail address of who came back, as the provider vouches for it. @throws NotSignedIn */
  finish(address: URL, cookie: string | undefined): Promise<string>;
}

export interface ProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Why nobody was signed in: too late, begun elsewhere, the provider says no, names no verified address, or is away. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn';
  readonly why: 'stale' | 'declined' | 'unverified' | 'providerAway';

  constructor(why: NotSignedIn['why'], cause?: unknown) {
    super(why, { cause });
    this.why = why;
  }
}

/** Who takes longer to sign in begins again. */
const WITHIN_MS = 10 * 60_000;

const begun = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), until: z.number() });
const claimed = z.looseObject({ email: z.string(), email_verified: z.literal(true) });

/** Authorization code flow with PKCE, state and nonce. The provider is asked for its description at the first sign-in, not before: the portal starts without it. */
export function openProvider({ issuer, clientId, clientSecret }: ProviderOptions, { url, keys, now = Date.now }: { readonly url: string; readonly keys: Keys; readonly now?: () => number }): Provider {
  let known: Promise<oidc.Configuration> | undefined;
  const described = (): Promise<oidc.Configuration> => {
    // Its signatures are looked at too, not the connection alone. Without TLS on this machine only: a provider for tests.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- its authors strike it out as a warning, not because it is going away
    const here = new URL(issuer).hostname === '127.0.0.1' ? [oidc.allowInsecureRequests] : [];
    known ??= oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, { execute: [oidc.enableNonRepudiationChecks, ...here] });
    return known.catch((error: unknown) => {
      known = undefined;
      throw new NotSignedIn('providerAway', error);
    });
  };
  return {
    begin: async () => {
      const config = await described();
      const made = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier(), until: now() + WITHIN_MS };
      const address = oidc.buildAuthorizationUrl(config, {
        redirect_uri: new URL('/sign-in/done', url).href, scope: 'openid email', state: made.state, nonce: made.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(made.verifier), code_challenge_method: 'S256',
      });
      return { url: address.href, cookie: seal(keys('sign-in'), made) };
    },
    finish: async (address, cookie) => {
      const own = begun.safeParse(cookie === undefined ? undefined : unseal(keys('sign-in'), cookie)).data;
      if (own === undefined || own.until < now()) throw new NotSignedIn('stale');
      const claims = claimed.safeParse(await redeem(await described(), address, own));
      if (!claims.success) throw new NotSignedIn('unverified');
      return claims.data.email;
    },
  };
}

/** The claims about the person: of the ID token, and what only the provider's user information says. */
async function redeem(config: oidc.Configuration, address: URL, own: z.infer<typeof begun>): Promise<unknown> {
  try {
    const tokens = await oidc.authorizationCodeGrant(config, address, { pkceCodeVerifier: own.verifier, expectedState: own.state, expectedNonce: own.nonce, idTokenExpected: true });
    const claims = tokens.claims();
    if (claims === undefined || claims['email'] !== undefined || config.serverMetadata().userinfo_endpoint === undefined) return claims;
    return await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
  } catch (error) {
    throw new NotSignedIn('declined', error);
  }
}
