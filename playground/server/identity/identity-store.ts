import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { IdentityLimits } from './identity-limits.js'

/** All that the identity server remembers: sessions, interactions, grants, codes, tokens. */
export interface IdentityStore {
  /** What the provider asks for each of its models, such as `RefreshToken`. */
  adapterFor(model: string): Adapter
  /** Forgets all entries of a model; returns how many there were. */
  clear(model: string): number
  /** The grants that have a refresh token from this session of the user. */
  grantsOf(sessionUid: string): string[]
  stop(): void
}

interface Entry {
  readonly payload: AdapterPayload
  readonly expiresAt: number
  spentAt?: number
}

const SWEEP_MS = 60_000

/** Creates an empty store in memory; it is gone when the playground stops. */
export function createIdentityStore(limits: IdentityLimits): IdentityStore {
  const models = new Map<string, Map<string, Entry>>()
  const sweeping = setInterval(sweep, SWEEP_MS).unref()

  function entriesOf(model: string): Map<string, Entry> {
    const known = models.get(model) ?? new Map<string, Entry>()
    models.set(model, known)
    return known
  }

  function adapterFor(model: string): Adapter {
    const entries = entriesOf(model)
    return {
      upsert: async (id, payload, expiresInSeconds) => {
        const expiresAt = Date.now() + (expiresInSeconds || Infinity) * 1000
        entries.set(id, { payload, expiresAt })
      },
      find: async (id) => graced(model, entries.get(id)),
      findByUid: async (uid) => findBy(entries, (payload) => payload.uid === uid),
      findByUserCode: async (code) => findBy(entries, (payload) => payload.userCode === code),
      consume: async (id) => {
        const entry = entries.get(id)
        if (entry === undefined) return
        entry.spentAt ??= Date.now()
        entry.payload.consumed ??= Math.floor(entry.spentAt / 1000)
      },
      destroy: async (id) => void entries.delete(id),
      revokeByGrantId: async (grantId) => {
        for (const [id, { payload }] of entries) if (payload.grantId === grantId) entries.delete(id)
      },
    }
  }

  /** The provider knows no grace period: for a while it does not learn that a token is spent. */
  function graced(model: string, entry: Entry | undefined): AdapterPayload | undefined {
    const payload = living(entry)
    const spentAt = model === 'RefreshToken' ? entry?.spentAt : undefined
    if (payload === undefined || spentAt === undefined) return payload
    if (Date.now() >= spentAt + limits.refreshGraceMs) return payload
    return { ...payload, consumed: undefined }
  }

  function clear(model: string): number {
    const entries = entriesOf(model)
    const { size } = entries
    entries.clear()
    return size
  }

  function grantsOf(sessionUid: string): string[] {
    const payloads = [...entriesOf('RefreshToken').values()].map(({ payload }) => payload)
    const ofSession = payloads.filter((payload) => payload.sessionUid === sessionUid)
    return [...new Set(ofSession.flatMap(({ grantId }) => grantId ?? []))]
  }

  function sweep(): void {
    for (const entries of models.values()) {
      for (const [id, entry] of entries) if (living(entry) === undefined) entries.delete(id)
    }
  }

  return { adapterFor, clear, grantsOf, stop: () => clearInterval(sweeping) }
}

function findBy(
  entries: ReadonlyMap<string, Entry>,
  isMeant: (payload: AdapterPayload) => boolean,
): AdapterPayload | undefined {
  return living([...entries.values()].find(({ payload }) => isMeant(payload)))
}

function living(entry: Entry | undefined): AdapterPayload | undefined {
  return entry !== undefined && Date.now() < entry.expiresAt ? entry.payload : undefined
}
