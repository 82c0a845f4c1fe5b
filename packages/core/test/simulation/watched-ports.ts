import type { Http } from '../../src/ports/http.js'
import type { Ports } from '../../src/ports/ports.js'
import type { Store } from '../../src/ports/store.js'
import { RECORD_VERSION, type SessionRecord } from '../../src/runtime/record.js'
import { createTestCrypto } from '../../src/testing/crypto.js'
import { type Ledger, noteRecord, type Realm, type Sent } from './ledger.js'

/** Who notes, and what else is known when a request leaves. */
export interface Watcher {
  readonly ledger: Ledger
  /** The refresh token in the cookie jar. */
  readonly inJar: () => string | undefined
  readonly depart: (sent: Sent) => void
}

/** The same ports, and all that passes them is noted. */
export function watchedPorts(ports: Ports, realm: Realm, watcher: Watcher): Ports {
  const { store } = ports
  return {
    ...ports,
    http: watchedHttp(ports, realm, watcher),
    store: store && watchedStore(store, watcher.ledger),
  }
}

function watchedHttp(
  { clock, http }: Ports,
  realm: Realm,
  { ledger, inJar, depart }: Watcher,
): Http {
  return {
    send: async (request) => {
      if (request.signal.aborted) return http.send(request)
      const copy = request.clone()
      const cookie = inJar()
      const answer = http.send(request)
      answer.catch(() => {})
      const sent: Sent = {
        realm,
        at: ledger.now(),
        wallAt: clock.now(),
        monotonicAt: clock.monotonic(),
        path: new URL(request.url).pathname,
        credential: await credentialOf(copy, cookie),
        outcome: 'pending',
        settledAt: Infinity,
      }
      ledger.sent.push(sent)
      ledger.tell(`${realm.name} → ${sent.path}`)
      depart(sent)
      const settle = (outcome: Sent['outcome']): void => {
        if (sent.outcome !== 'pending') return
        sent.outcome = outcome
        sent.settledAt = ledger.now()
        ledger.tell(`${realm.name} ← ${sent.path} ${outcome}`)
      }
      request.signal.addEventListener('abort', () => settle('aborted'))
      try {
        const response = await answer
        settle('answered')
        const { access_token } = await bodyOf(response.clone())
        if (access_token !== undefined) {
          const monotonicAt = clock.monotonic()
          ledger.receipts.set(access_token, { realm, wallAt: clock.now(), monotonicAt })
        }
        return response
      } catch (error) {
        settle('failed')
        throw error
      }
    },
  }
}

async function credentialOf(request: Request, cookie: string | undefined): Promise<string> {
  const { headers, url } = request
  const bearer = headers.get('authorization')?.replace('Bearer ', '')
  if (bearer !== undefined) return bearer
  if (!url.includes('/token/')) return headers.get('latchkey-session') ?? ''
  return new URLSearchParams(await request.text()).get('refresh_token') ?? cookie ?? ''
}

async function bodyOf(response: Response): Promise<{ access_token?: string }> {
  return (await response.json().catch(() => ({}))) as { access_token?: string }
}

const { unseal } = createTestCrypto(
  () => 0,
  () => 0,
)

function watchedStore(store: Store, ledger: Ledger): Store {
  return {
    ...store,
    update: (key, change) =>
      store.update(key, (old) => {
        const next = change(old)
        if (next !== old) void note(ledger, next)
        return next
      }),
  }
}

async function note(ledger: Ledger, value: unknown): Promise<void> {
  const record = value as SessionRecord | undefined
  if (record?.epoch === undefined) return
  noteRecord(ledger, record)
  if (record.sealed === undefined) return
  const { refreshToken } = JSON.parse(await unseal(record.sealed)) as { refreshToken?: string }
  noteRecord(ledger, record, refreshToken)
}

const NEWER = RECORD_VERSION + 1

/** The store as a later version of the code uses it: it writes what this version may not touch, and reads what this one wrote. */
export function newerStore(store: Store): Store {
  const down = (value: unknown): unknown =>
    (value as SessionRecord | undefined)?.v === (NEWER as number)
      ? { ...(value as SessionRecord), v: RECORD_VERSION }
      : value
  const up = (value: unknown): unknown =>
    (value as SessionRecord | undefined)?.v === RECORD_VERSION
      ? { ...(value as SessionRecord), v: NEWER, later: true }
      : value
  return {
    read: async (key) => down(await store.read(key)),
    update: (key, change) => store.update(key, (old) => up(change(down(old)))),
  }
}
