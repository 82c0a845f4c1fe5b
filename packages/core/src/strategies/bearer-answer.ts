import { jwtDecode } from 'jwt-decode'
import type { Outcome } from '../ports/strategy.js'
import type { Tokens } from './tokens.js'
import { type Fields, fieldsOf, misconfigured, sessionFacts, wrongField } from './fields.js'

/** Reads a token answer. RFC 6749, section 5.1, with the user and the session's facts beside the tokens. */
export function bearerTokens(
  body: unknown,
  before: Tokens | undefined,
  now: number,
): Outcome<Tokens> {
  const fields = fieldsOf(body)
  const accessToken = fields['access_token']
  if (typeof accessToken !== 'string' || accessToken === '') return misconfigured('access_token')
  const wrong =
    wrongField(fields, { expires_in: 'number', refresh_token: 'string' }) ?? wrongType(fields)
  if (wrong !== undefined) return misconfigured(wrong)
  const facts = sessionFacts(fields, now)
  if (facts.kind !== 'ok') return facts
  const jwt = fields['user'] == null || fields['expires_in'] == null ? readJwt(accessToken) : {}
  const claims = fields['user'] ?? (typeof jwt['sub'] === 'string' ? jwt : before?.grant.claims)
  const account = fieldsOf(claims)['sub']
  if (typeof account !== 'string') return misconfigured('user.sub')
  const expiresAt = expiryOf(fields['expires_in'], jwt, now)
  return {
    kind: 'ok',
    value: {
      accessToken,
      // RFC 6749, section 6: without a new one the old one stays.
      refreshToken: (fields['refresh_token'] as string | null | undefined) ?? before?.refreshToken,
      grant: { account, claims, ...facts.value, ...(expiresAt !== undefined && { expiresAt }) },
    },
  }
}

// RFC 6749, section 7.1: a client must not use a token of a type that it does not understand.
function wrongType(fields: Fields): string | undefined {
  const type = fields['token_type']
  return typeof type === 'string' && type.toLowerCase() === 'bearer' ? undefined : 'token_type'
}

/** Counted from the receipt: of a token's own times only their difference is used. */
function expiryOf(expiresIn: unknown, jwt: Fields, now: number): number | undefined {
  if (typeof expiresIn === 'number') return now + expiresIn * 1_000
  const { exp, iat } = jwt
  if (typeof exp !== 'number') return undefined
  return typeof iat === 'number' ? now + (exp - iat) * 1_000 : exp * 1_000
}

function readJwt(token: string): Fields {
  try {
    return fieldsOf(jwtDecode(token))
  } catch {
    return {}
  } finally {
    // jwtDecode leaves the claims in RegExp.input; another match takes their place.
    ;/(?:)/.test('')
  }
}
