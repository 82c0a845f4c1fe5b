import { SessionError } from '../errors.js'
import { fieldsOf } from '../strategies/fields.js'
import { createTokenWatch } from './token-watch.js'
import { serveBody } from './body-port.js'
import type { Service } from './host-page.js'
import type { VaultPage } from './vault-pages.js'
import type { ToVault, Verb } from './wire.js'
import { packError } from './wire-error.js'
import { unpackRequest, type WireRequest, type WireResponse } from './wire-fetch.js'

type Call = ToVault & { kind: 'call' }
type Perform = (page: VaultPage, input: unknown, signal: AbortSignal) => Promise<unknown>

/** Does what pages ask for; each call is answered once. */
export function createVerbs(service: Service): { run(page: VaultPage, call: Call): Promise<void> } {
  const { driver, config, live, secrets } = service

  // A table of its own properties alone: no message names a way around it.
  const table: Readonly<Record<Verb, Perform>> = {
    signIn: (page, input) => service.as(page, () => driver.signIn(named(page, input))),
    reauthenticate: (page, input) =>
      service.as(page, () => driver.reauthenticate(named(page, input))),
    signOut: (page, input) => service.as(page, () => driver.signOut(named(page, input))),
    refresh: () => driver.refresh(),
    getToken: async (_page, input) => {
      if (!config.exposeToken) throw new SessionError('token_isolated')
      return driver.getToken(typeof input === 'number' ? input : 0)
    },
    fetch: (_page, input, signal) => fetchFor(input as WireRequest, signal),
  }

  /** Which page a provider is visited from. Where none is visited, the input is the server's alone. */
  function named({ id }: VaultPage, input: unknown): object {
    return config.strategy.kind === 'oidc' ? { ...fieldsOf(input), page: id } : (input as object)
  }

  async function run(page: VaultPage, { id, verb, input }: Call): Promise<void> {
    const call = new AbortController()
    page.calls.set(id, call)
    try {
      const value = await table[verb](page, input, call.signal)
      const body = (value as WireResponse | undefined)?.body
      if (!page.leaving) page.port.post({ kind: 'result', id, value }, body ? [body] : [])
    } catch (error) {
      if (!page.leaving) page.port.post({ kind: 'error', id, error: packError(error) })
    } finally {
      page.calls.delete(id)
    }
  }

  async function fetchFor(wire: WireRequest, signal: AbortSignal): Promise<WireResponse> {
    if (wire.epoch !== undefined && live()?.epoch !== wire.epoch)
      throw new SessionError('signed_out')
    const response = await driver.fetch(...unpackRequest(wire, signal))
    return packResponse(response, secrets)
  }

  return { run }
}

const WHOLE_BYTES = 64 * 1_024

async function packResponse(
  response: Response,
  secrets: () => readonly string[],
): Promise<WireResponse> {
  const { status, statusText, url, redirected, type, headers, body } = response
  const watch = createTokenWatch(secrets)
  const head = { status, statusText, url, redirected, type, headers: [...headers] as const }
  try {
    watch.headers(headers)
    if (body === null) return { ...head, body }
    const size = Number(headers.get('content-length') ?? Infinity)
    if (size > WHOLE_BYTES || headers.has('content-encoding')) {
      return { ...head, body: serveBody(body, watch.body) }
    }
    const whole = await response.arrayBuffer()
    watch.body(new Uint8Array(whole))
    return { ...head, body: whole }
  } catch (error) {
    await body?.cancel().catch(() => {})
    throw error
  }
}
