import { request as ask } from 'node:http'

export interface Sending {
  readonly method?: string
  readonly form?: Record<string, string>
  readonly body?: string | Uint8Array
  readonly headers?: Record<string, string>
}

/** Where a browser came to rest: a page, or an address of an app, which nobody loads here. */
export interface Landing {
  readonly url: URL
  readonly status: number
  readonly page: string
  /** The page's content security policy. */
  readonly policy: string
}

/** A browser as far as redirects and cookies go. */
export interface Browser {
  /** Follows redirects within the origin of `url`. */
  visit(url: string | URL, sending?: Sending): Promise<Landing>
  /** The lines of `Set-Cookie` that came so far. */
  readonly setCookies: readonly string[]
}

interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
}

const MAX_REDIRECTS = 10

/** Sends a request to a name under `localhost`, which Node does not resolve as browsers do. */
export function send(address: string | URL, sending: Sending = {}): Promise<Response> {
  const url = new URL(address)
  const { form, method = form ? 'POST' : 'GET', headers } = sending
  const body = form ? new URLSearchParams(form).toString() : sending.body
  const type = form && { 'content-type': 'application/x-www-form-urlencoded' }
  const options = { method, headers: { ...type, ...headers, host: url.host } }
  return new Promise((resolve, reject) => {
    const local = `http://localhost:${url.port}${url.pathname}${url.search}`
    const request = ask(local, options, async (answer) => {
      const chunks: Buffer[] = []
      try {
        for await (const chunk of answer) chunks.push(chunk as Buffer)
      } catch (error) {
        return reject(error)
      }
      const pairs = answer.rawHeaders.flatMap((name, index, all): [string, string][] =>
        index % 2 === 0 ? [[name, all[index + 1] ?? '']] : [],
      )
      const status = answer.statusCode ?? 0
      const content = [204, 304].includes(status) ? null : Buffer.concat(chunks)
      return resolve(new Response(content, { status, headers: pairs }))
    })
    request.on('error', reject).end(body)
  })
}

/** Opens a browser that has been nowhere. */
export function openBrowser(): Browser {
  const setCookies: string[] = []
  let cookies: Cookie[] = []

  async function visit(address: string | URL, sending: Sending = {}, count = 0): Promise<Landing> {
    const url = new URL(address)
    const sent = cookies.filter(({ path }) => url.pathname.startsWith(path))
    const cookie = sent.map(({ name, value }) => `${name}=${value}`).join('; ')
    const answer = await send(url, { ...sending, headers: { ...sending.headers, cookie } })
    answer.headers.getSetCookie().forEach(keep)
    const location = answer.headers.get('location')
    const next = location === null ? undefined : new URL(location, url)
    const policy = answer.headers.get('content-security-policy') ?? ''
    const here = { url, status: answer.status, page: await answer.text(), policy }
    if (next === undefined || count > MAX_REDIRECTS) return here
    if (next.origin !== url.origin) return { ...here, url: next, page: '' }
    return visit(next, {}, count + 1)
  }

  function keep(line: string): void {
    setCookies.push(line)
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    const path = /; path=([^;]+)/i.exec(line)?.[1] ?? '/'
    cookies = cookies.filter((old) => old.name !== name || old.path !== path)
    if (value !== '') cookies.push({ name, value, path })
  }

  return { visit: (url, sending) => visit(url, sending), setCookies }
}
