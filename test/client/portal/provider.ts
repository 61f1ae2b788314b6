import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** A person with a browser: signs in at this address and agrees; the address that the provider sends them back to. */
  signIn(address: string, mail: string): Promise<URL>;
  close(): Promise<void>;
}

/** A real OpenID provider on this machine. It vouches for every address but those that begin with `unverified`. */
export async function startProvider(redirect: string): Promise<TestProvider> {
  const client = { clientId: 'quality-month', clientSecret: 'a secret of the test only, long enough' };
  const server: Server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [redirect] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: id, email_verified: !id.startsWith('unverified') }) }),
    cookies: { keys: ['test'] }, pkce: { required: () => true },
  });
  const handle = provider.callback();
  server.on('request', (request, response) => { void handle(request, response); });
  return {
    issuer, ...client,
    signIn: (address, mail) => walk(issuer, address, redirect, mail),
    close: () => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => { resolve(); }); }),
  };
}

async function walk(issuer: string, start: string, redirect: string, mail: string): Promise<URL> {
  const cookies = new Map<string, string>();
  const ask = async (address: string, form?: URLSearchParams): Promise<Response> => {
    const response = await fetch(address, {
      redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  let response = await ask(start);
  for (let steps = 0; steps < 12; steps += 1) {
    const to = response.headers.get('location');
    if (to?.startsWith(redirect) === true) return new URL(to);
    if (to !== null) {
      response = await ask(new URL(to, issuer).href);
      continue;
    }
    const page = await response.text();
    const action = /action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1];
    if (action === undefined || prompt === undefined) throw new Error(`the provider shows no form: ${page.slice(0, 300)}`);
    response = await ask(new URL(action, issuer).href, new URLSearchParams({ prompt, login: mail, password: 'any' }));
  }
  throw new Error('the provider never sends back');
}
