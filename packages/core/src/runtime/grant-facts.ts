import type { Renewal } from '../machine/event.js'
import type { Live } from '../machine/state.js'
import type { Grant } from '../ports/strategy.js'
import type { Engine } from './engine.js'
import type { SessionRecord } from './record.js'

const LEAD_PART = 0.1
const MAX_LEAD_MS = 60_000

/** What a grant changes in a running session. */
export function renewalOf(engine: Engine, grant: Grant): Renewal {
  const now = engine.now()
  const { serverIdleAt } = grant
  return {
    ...(grant.expiresAt === undefined ? {} : expiry(engine, grant.expiresAt)),
    ...(grant.reference === undefined ? {} : { reference: grant.reference }),
    serverIdleAt: serverIdleAt ?? Infinity,
    serverEndsAt: grant.serverEndsAt ?? Infinity,
    serverWindowMs: serverIdleAt === undefined ? 0 : Math.max(serverIdleAt - now, 0),
  }
}

/** Whether a grant is of another sign-in than the session: of another user, or under another public name. */
export function isOther({ account, reference }: Live, grant: Grant): boolean {
  const known = reference !== undefined && grant.reference !== undefined
  return grant.account !== account || (known && grant.reference !== reference)
}

/** When a credential expires, and when to renew it: a tenth of its life ahead, a minute at most, with jitter. */
export function expiry(
  engine: Engine,
  expiresAt: number,
): { readonly expiresAt: number; readonly refreshAt: number } {
  const lifeMs = Math.max(expiresAt - engine.now(), 0)
  const jitter = 0.75 + engine.ports.crypto.random() / 2
  return { expiresAt, refreshAt: expiresAt - Math.min(lifeMs * LEAD_PART, MAX_LEAD_MS) * jitter }
}

/** What a grant changes in the record. */
export function recordFactsOf(
  grant: Grant,
): Pick<SessionRecord, 'account' | 'reference' | 'expiresAt' | 'serverDeadlines' | 'sealed'> {
  return {
    account: grant.account,
    reference: grant.reference,
    expiresAt: grant.expiresAt,
    serverDeadlines: {
      ...(grant.serverIdleAt === undefined ? {} : { idleAt: grant.serverIdleAt }),
      ...(grant.serverEndsAt === undefined ? {} : { endsAt: grant.serverEndsAt }),
    },
    sealed: grant.sealed,
  }
}
