import type { z } from 'zod'
import { type InboxLetter, letterBody, letterPage, maxPage } from './inboxWire.ts'

/** Reads the inbox over HTTP. */
export class InboxClient {
  readonly #apiUrl: string

  /** @param apiUrl `inbox.apiUrl` of the embedded state. */
  constructor(apiUrl: string) {
    this.#apiUrl = apiUrl
  }

  /** How many letters have arrived. */
  async count(): Promise<number> {
    return (await this.#page(0, 1)).total
  }

  /**
   * The letters in the order of arrival, without their texts.
   * @param after leaves out the first so many: pass the number you have seen to get only what is new.
   */
  async letters(after = 0): Promise<InboxLetter[]> {
    const all: InboxLetter[] = []
    for (;;) {
      const { letters } = await this.#page(after + all.length, maxPage)
      all.push(...letters)
      if (letters.length < maxPage) return all
    }
  }

  /** The text of a letter; does not mark it as read. */
  async body(id: string): Promise<{ text: string; html: string }> {
    return await this.#json(`letters/${encodeURIComponent(id)}`, letterBody)
  }

  /** The letter as it was received. */
  async source(id: string): Promise<string> {
    return await (await this.#get(`api/email/${encodeURIComponent(id)}/source`)).text()
  }

  async #page(after: number, limit: number) {
    return await this.#json(`letters?after=${String(after)}&limit=${String(limit)}`, letterPage)
  }

  async #json<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return schema.parse(await (await this.#get(path)).json())
  }

  async #get(path: string): Promise<Response> {
    const url = new URL(path, this.#apiUrl)
    const response = await fetch(url, { signal: AbortSignal.timeout(30_000) })
    if (!response.ok) throw new Error(`the inbox answered ${String(response.status)} to ${url.pathname}: ${await response.text()}`)
    return response
  }
}
