import type { App } from '../../../client/portal/deps.ts';

/** What a browser got. */
export interface Got {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Where it was sent on to. */
  readonly to: string;
}

interface File { readonly field: string; readonly name: string; readonly bytes: Buffer }

/** A browser without script: keeps cookies, follows nothing by itself, sends forms with their hidden fields. */
export class Browser {
  readonly #app: App;
  readonly cookies = new Map<string, string>();

  constructor(app: App) {
    this.#app = app;
  }

  async get(url: string): Promise<Got> {
    return this.send('GET', url);
  }

  /** A form without files. */
  async post(url: string, fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<Got> {
    return this.send('POST', url, new URLSearchParams(fields).toString(), { 'content-type': 'application/x-www-form-urlencoded', ...headers });
  }

  /** A form with files; fields in the order given. */
  async upload(url: string, fields: readonly (readonly [name: string, value: string])[], files: readonly File[] = []): Promise<Got> {
    const boundary = '----form';
    const parts = [
      ...fields.map(([name, value]) => Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)),
      ...files.flatMap(({ field, name, bytes }) => [
        Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`), bytes, Buffer.from('\r\n'),
      ]),
      Buffer.from(`--${boundary}--\r\n`),
    ];
    return this.send('POST', url, Buffer.concat(parts), { 'content-type': `multipart/form-data; boundary=${boundary}` });
  }

  async send(method: string, url: string, payload?: string | Buffer, headers: Readonly<Record<string, string>> = {}): Promise<Got> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.#app.inject({ method: method as 'GET', url, headers: { ...(cookie === '' ? {} : { cookie }), ...headers }, ...(payload === undefined ? {} : { payload }) });
    for (const { name, value } of response.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { status: response.statusCode, text: response.payload, headers: response.headers, to: response.headers.location ?? '' };
  }
}

/** The value of a hidden field of a page. */
export function hidden(text: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
}

/** The sealed word of the first file that a form carries on, in a page or an answer. */
export const keptIn = (text: string): string => /name=\\?"keep\\?" type=\\?"checkbox\\?" value=\\?"([^"\\]+)/.exec(text)?.[1] ?? '';
