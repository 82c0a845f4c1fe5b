import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import { API_HOST } from './api-host.js'
import type { Site } from './site.js'

// Short, because a browser that took it would refuse every http://localhost of its user. A real
// site says a year, and `includeSubDomains`.
const HSTS_MAX_AGE_SECONDS = 300

/**
 * Puts the security headers on every answer, errors and files too.
 *
 * One document of the origin without them would undo them all: it can be framed or opened, and
 * script in it may reach whatever the others may not.
 */
export function addSecurityHeaders(
  app: FastifyInstance,
  { isSecure, state }: Pick<Site, 'isSecure' | 'state'>,
  issuer: string,
): void {
  app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: [
          "'self'",
          ({ headers }) => apiOriginOf(schemeOf(isSecure), headers.host),
          () => [issuer, ...state.connectSources].join(' '),
        ],
        workerSrc: ["'self'"],
        // The hidden frame of a session check: it visits the identity server and comes back here.
        frameSrc: ["'self'", issuer],
        frameAncestors: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    // Good for the API's origin too: it binds `<img>` and the like, not a `fetch` that CORS allows.
    crossOriginResourcePolicy: { policy: 'same-origin' },
    strictTransportSecurity: isSecure && { maxAge: HSTS_MAX_AGE_SECONDS, includeSubDomains: false },
  })
}

/** The headers of the few answers that no hook sees: broken requests, which are never pages. */
export const BARE_HEADERS: Readonly<Record<string, string>> = Object.freeze({
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
})

/** The API's own origin: this server under another name, at the same port. */
export function apiOriginOf(scheme: string, host: string | undefined): string {
  // Only digits are taken from `Host`: it ends up in a header.
  const port = /:(\d{1,5})$/.exec(host ?? '')?.[1]
  return `${scheme}://${API_HOST}${port === undefined ? '' : `:${port}`}`
}

function schemeOf(isSecure: boolean): string {
  return isSecure ? 'https' : 'http'
}
