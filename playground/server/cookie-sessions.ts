import { isOver, type Lifetime } from './deadlines.js'
import type { Limits } from './limits.js'
import { hashOf, newSecret } from './secrets.js'
import type { User } from './users.js'

/** A session that a cookie names. Its ids are not in it: the store knows only their hashes. */
export interface CookieSession extends Lifetime {
  /** Its public name; stays the same while the id rotates. */
  readonly reference: string
  readonly user: User
  readonly csrfToken: string
  /** Whether the cookie is to outlive the browser. */
  readonly isRemembered: boolean
  /** Until when the API accepts the cookie; a refresh renews it. */
  credentialExpiresAt: number
}

/** The sessions that cookies name. */
export interface CookieSessions {
  /** Starts a session, with a new id. */
  create(user: User, isRemembered: boolean): { session: CookieSession; id: string }
  /** The living session that this id names; an unknown id names none and is never adopted. */
  find(id: string): CookieSession | undefined
  /** Makes a new id; the old one stays good for `graceMs`, and ten seconds at least. Renews the credential. */
  rotate(session: CookieSession, presentedId: string): string
  end(session: CookieSession): void
  list(): readonly CookieSession[]
}

interface IdEntry {
  readonly session: CookieSession
  /** `Infinity` until a rotation replaces the id. */
  retiresAt: number
}

// Long enough for requests that are on their way, and for the retry of a rotation whose answer was
// lost; short enough to be of little use to a thief.
const ROTATION_GRACE_MS = 10_000

/** Creates the store of cookie sessions; `now` tells the time in epoch milliseconds. */
export function createCookieSessions(limits: Limits, now: () => number): CookieSessions {
  const entries = new Map<string, IdEntry>()

  function create(user: User, isRemembered: boolean): { session: CookieSession; id: string } {
    const at = now()
    const session: CookieSession = {
      reference: newSecret(),
      user,
      csrfToken: newSecret(),
      isRemembered,
      createdAt: at,
      activeAt: at,
      credentialExpiresAt: at + limits.credentialMs,
    }
    return { session, id: addId(session) }
  }

  function find(id: string): CookieSession | undefined {
    const hash = hashOf(id)
    const entry = entries.get(hash)
    if (entry === undefined) return undefined
    if (isOver(entry.session, limits, now())) end(entry.session)
    else if (now() < entry.retiresAt) return entry.session
    entries.delete(hash)
    return undefined
  }

  function rotate(session: CookieSession, presentedId: string): string {
    const retiresAt = now() + Math.max(ROTATION_GRACE_MS, limits.graceMs)
    // Two refreshes at once: the second comes with an id that the first has just replaced, and the
    // cookie jar keeps whichever answer arrives last. So only a current id retires the others.
    const isCurrent = entries.get(hashOf(presentedId))?.retiresAt === Infinity
    for (const entry of isCurrent ? entries.values() : []) {
      if (entry.session === session) entry.retiresAt = Math.min(entry.retiresAt, retiresAt)
    }
    session.credentialExpiresAt = now() + limits.credentialMs
    return addId(session)
  }

  function end(session: CookieSession): void {
    for (const [hash, entry] of entries) if (entry.session === session) entries.delete(hash)
  }

  function list(): readonly CookieSession[] {
    const sessions = new Set([...entries.values()].map((entry) => entry.session))
    return [...sessions].filter((session) => !isOver(session, limits, now()))
  }

  function addId(session: CookieSession): string {
    const id = newSecret()
    entries.set(hashOf(id), { session, retiresAt: Infinity })
    return id
  }

  return { create, find, rotate, end, list }
}
