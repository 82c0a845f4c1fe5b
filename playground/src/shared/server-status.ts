/** A planned failure of the server. */
export interface Fault {
  readonly route: string
  readonly kind: string
  /** How many requests it hits; left out: all, until it is cleared. */
  readonly times?: number
}

/** A session that lives at the server; its reference is public. */
export interface LiveSession {
  readonly reference: string
  readonly kind: string
  readonly sub: string
}

/** What the server tells of itself. */
export interface ServerStatus {
  readonly counters: Readonly<Record<string, number>>
  readonly faults: readonly Fault[]
  readonly sessions: readonly LiveSession[]
  /** The identity server, which has no list of sessions to show. */
  readonly issuer: string
  readonly identityCounters: Readonly<Record<string, number>>
}

/** Reads the answer of `GET /playground/status`; what is missing counts as nothing. */
export function toStatus(answer: unknown): ServerStatus {
  const { counters, faults, sessions, issuer, identity } = objectOf(answer)
  return {
    counters: numbersOf(counters),
    faults: listOf(faults).map(toFault),
    sessions: listOf(sessions).map(toLiveSession),
    issuer: String(issuer),
    identityCounters: numbersOf(objectOf(identity)['counters']),
  }
}

function numbersOf(value: unknown): Record<string, number> {
  const numbers = Object.entries(objectOf(value)).filter(([, one]) => Number.isFinite(one))
  return Object.fromEntries(numbers) as Record<string, number>
}

function toFault(value: unknown): Fault {
  const { route, kind, times } = objectOf(value)
  const fault = { route: String(route), kind: String(kind) }
  return typeof times === 'number' ? { ...fault, times } : fault
}

function toLiveSession(value: unknown): LiveSession {
  const { reference, kind, user } = objectOf(value)
  return { reference: String(reference), kind: String(kind), sub: String(objectOf(user)['sub']) }
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
