import { browserRealm } from '../../../packages/core/src/browser/browser-realm.js'
import type { RealmPorts } from '../../../packages/core/src/ports/ports.js'
import { SOAK_SPEED, type SoakNote, type SoakWay } from '../soak-ways.ts'
import { elsewhereHttp } from './elsewhere-http.ts'
import { createFastClock } from './fault-clock.ts'

/** Which tab it is, and since when the clocks run fast. */
export interface SoakPlace {
  readonly tab: string
  readonly epoch: number
}

/** The browser's own world, but for a fast clock that all realms share, and a room at the servers. */
export function soakRealm(
  way: SoakWay,
  { tab, epoch }: SoakPlace,
  note: (what: SoakNote) => void,
): RealmPorts {
  const real = browserRealm()
  const clock = createFastClock(epoch + (Date.now() - epoch) * SOAK_SPEED)
  clock.setSpeed(SOAK_SPEED)
  const numbers = new WeakMap<Request, number>()
  let count = 0

  const elsewhere = elsewhereHttp(real.http, async (request, body) => {
    const { origin, pathname } = new URL(request.url)
    const token = new URLSearchParams(new TextDecoder().decode(body)).get('refresh_token')
    const spends = token === null ? '' : await hashOf(token)
    const query = `tab=${tab}&request=${numbers.get(request)}&spends=${spends}`
    const address = `${origin}/rooms/${way}${pathname}?${query}`
    return { address, more: { keepalive: request.keepalive } }
  })

  async function send(request: Request): Promise<Response> {
    const sentAt = clock.monotonic()
    const number = ++count
    numbers.set(request, number)
    try {
      return await elsewhere.send(request)
    } catch (error) {
      note({ kind: 'unanswered', way, request: number, tookMs: clock.monotonic() - sentAt })
      throw error
    }
  }

  return { ...real, clock, http: { send } }
}

/** Names a token without telling it. */
async function hashOf(token: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return [...new Uint8Array(hash).slice(0, 8)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
