/**
 * The names under which our pages are served.
 *
 * Each is an origin, and all but the last a site, of its own, so two apps can share a sign-in as they
 * would on two domains. Browsers resolve all of them to loopback.
 */
export const PAGE_HOSTS = [
  'localhost',
  'app.localhost',
  'orders.localhost',
  // Of the identity server's own site: there a hidden frame gets its cookie.
  'app.idp.localhost',
] as const

/** The origins of our pages at one listener; none where it does not listen. */
export function pageOriginsAt(scheme: 'http' | 'https', port: number | undefined): string[] {
  return port === undefined ? [] : PAGE_HOSTS.map((name) => `${scheme}://${name}:${port}`)
}
