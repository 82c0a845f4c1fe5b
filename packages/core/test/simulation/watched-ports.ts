import type { Http } from '../../src/ports/http.js'
import type { Ports } from '../../src/ports/ports.js'
import type { Store } from '../../src/ports/store.js'
import { RECORD_VERSION, type SessionRecord } from '../../src/runtime/record.js'
import { createTestCrypto } from '../../src/testing/crypto.js'
import type { Ledger, Realm, Sent } from './ledger.js'
import { noteRecord } from './note-record.js'
import { readRequest } from './read-request.js'

/** Who notes, and what else is known when a request leaves. */
export interface Watcher {
  readonly ledger: Ledger
  /** The refresh token in the cookie jar. */
  readonly inJar: () => string | undefined
  readonly depart: (sent: Sent) => void
  /** The server's name for the grant that a refresh token belongs to. */
  readonly familyOf: (refreshToken: string | undefined) => string | undefined
  /** What a realm just wrote of its visits to a provider. */
  readonly stored: (realm: Realm, visits: unknown) => void
}

/** The same ports, and all that passes them is noted. */
export function watchedPorts(ports: Ports, realm: Realm, watcher: Watcher): Ports {
  const { store } = ports
  return {
    ...ports,
    http: watchedHttp(ports, realm, watcher),
    store: store && watchedStore(store, realm, watcher),
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
        asked: await readRequest(copy, cookie),
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
          sent.given = access_token
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

async function bodyOf(response: Response): Promise<{ access_token?: string }> {
  return (await response.json().catch(() => ({}))) as { access_token?: string }
}

const { unseal } = createTestCrypto(
  () => 0,
  () => 0,
)

function watchedStore(store: Store, realm: Realm, watcher: Watcher): Store {
  return {
    ...store,
    update: (key, change) =>
      store.update(key, (old) => {
        const next = change(old)
        if (key.endsWith(':visits')) watcher.stored(realm, next)
        else if (next !== old) void note(watcher, next)
        return next
      }),
  }
}

async function note({ ledger, familyOf }: Watcher, value: unknown): Promise<void> {
  const record = value as SessionRecord | undefined
  if (record?.epoch === undefined) return
  noteRecord(ledger, record)
  if (record.sealed === undefined) return
  const { refreshToken } = JSON.parse(await unseal(record.sealed)) as { refreshToken?: string }
  noteRecord(ledger, record, { refreshToken, family: familyOf(refreshToken) })
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
    ...store,
    read: async (key) => down(await store.read(key)),
    update: (key, change) => store.update(key, (old) => up(change(down(old)))),
  }
}
