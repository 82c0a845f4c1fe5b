import { startIsolated } from './isolation/start-isolated.js'
import { isSafeAddress } from './runtime/safe-address.js'
import type { SessionStrategy } from './runtime/driver.js'
import type { OidcOptions } from './strategies/oidc/oidc-options.js'

const NAMES = 'issuer clientId redirectUri scope resource params dpop flows'.split(' ')

/**
 * Signs in with any OpenID provider; the tokens stay in a worker, out of reach of script in the page.
 *
 * Authorization code with PKCE, bound to a key where the provider offers it.
 *
 * @throws {TypeError | RangeError} for unknown options or an issuer that is no https address
 * @see OpenID Connect Core 1.0; RFC 9700; RFC 9449
 * @example
 * export const session = createSession({
 *   strategy: oidc({ issuer: 'https://login.example.com', clientId: 'shop' }),
 *   allowedOrigins: ['https://api.example.com'],
 * })
 */
export function oidc(options: OidcOptions): SessionStrategy {
  check(options)
  const { issuer, clientId } = options
  return {
    kind: 'oidc',
    key: `${issuer} ${clientId}`,
    isolates: true,
    start: (front) => startIsolated(front, { kind: 'oidc', options }),
  }
}

function check(options: OidcOptions): void {
  const unknown = Object.keys(options).find((name) => !NAMES.includes(name))
  if (unknown !== undefined) {
    throw new TypeError(`oidc: ${unknown} is not known; known are: ${NAMES.join(' ')}`)
  }
  const { issuer, clientId } = options
  if (typeof clientId !== 'string' || clientId === '') {
    throw new TypeError('oidc: clientId must be a text that is not empty')
  }
  if (!isSafeAddress(issuer)) {
    throw new RangeError('oidc: issuer must be an https address (http for loopback)')
  }
}
