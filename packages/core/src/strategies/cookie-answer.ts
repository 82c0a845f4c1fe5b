import type { Grant, Outcome } from '../ports/strategy.js'
import { fieldsOf, misconfigured, sessionFacts, wrongField } from './fields.js'

/** What the session endpoint answers; instants are epoch milliseconds of the server's clock. */
export interface CookieAnswer {
  /** `null`: nobody is signed in. `sub` is the user's stable id; all else is the app's. */
  readonly user: { readonly sub: string } | null
  /** The server's public name for the session; not its id. */
  readonly reference?: string
  readonly idleExpiresAt?: number
  readonly absoluteExpiresAt?: number
  /** When the credential wants a `refresh`. */
  readonly credentialExpiresAt?: number
  /** The server's clock; needed where one of the instants is given. */
  readonly serverNow?: number
  readonly csrfToken?: string
}

/** Reads a session answer; no secret is among what it may hold. */
export function cookieGrant(
  body: unknown,
  read: ((body: unknown) => CookieAnswer) | undefined,
  now: number,
): Outcome<{ readonly grant: Grant; readonly csrfToken?: string }> {
  let answer: unknown
  try {
    answer = read === undefined ? body : read(body)
  } catch {
    return misconfigured('read')
  }
  const fields = fieldsOf(answer)
  if (fields['user'] === null) return { kind: 'none' }
  const claims = fieldsOf(fields['user'])
  const account = claims['sub']
  if (typeof account !== 'string') return misconfigured('user.sub')
  const wrong = wrongField(fields, { csrfToken: 'string' })
  if (wrong !== undefined) return misconfigured(wrong)
  const facts = sessionFacts(fields, now)
  if (facts.kind !== 'ok') return facts
  const { csrfToken } = fields as { csrfToken?: string | null }
  const grant = { account, claims, ...facts.value }
  return { kind: 'ok', value: csrfToken == null ? { grant } : { grant, csrfToken } }
}
