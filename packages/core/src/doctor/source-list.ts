import { allGoverning, type Policy } from './csp.js'

/** What a page's policies say to an origin: `free` where none speaks of it. */
export type Permission = 'allowed' | 'refused' | 'free'

const DEFAULT_PORTS: Readonly<Record<string, string>> = {
  http: '80',
  ws: '80',
  https: '443',
  wss: '443',
}

// A scheme also stands for its safer siblings. CSP3, "scheme-part matches".
const UPGRADES: Readonly<Record<string, readonly string[]>> = {
  http: ['http', 'https'],
  ws: ['ws', 'wss', 'http', 'https'],
  wss: ['wss', 'https'],
}

const HOST_SOURCE = /^(?:([a-z][a-z\d+.-]*):\/\/)?(\*|(?:\*\.)?[^/:*]+)(?::(\*|\d+))?(?:\/.*)?$/i
const SCHEME_SOURCE = /^([a-z][a-z\d+.-]*):$/i

/** Whether a page at `self` may reach an origin, by all its policies. */
export function permissionFor(
  policies: readonly Policy[],
  directive: string,
  origin: string,
  self: string,
): Permission {
  const lists = allGoverning(policies, directive)
  if (lists.length === 0) return 'free'
  const allowed = lists.every(({ values }) => matchesList(values, new URL(origin), new URL(self)))
  return allowed ? 'allowed' : 'refused'
}

/**
 * Whether a source list names an origin. CSP3, "Does url match expression in origin with redirect count?".
 *
 * The path of a source is not judged, since an origin has none; nonces, hashes and 'strict-dynamic' name no origin and match nothing.
 */
export function matchesList(values: readonly string[], url: URL, self: URL): boolean {
  return values.some((value) => matches(value.toLowerCase(), url, self))
}

/** Whether a list holds a keyword such as `'self'`, in any case. */
export function hasKeyword(values: readonly string[], keyword: string): boolean {
  return values.some((value) => value.toLowerCase() === keyword)
}

/** The values that let in a whole scheme, or everything. */
export function wideValues(values: readonly string[]): string[] {
  return values.filter(
    (value) =>
      SCHEME_SOURCE.test(value) || /^([a-z][a-z\d+.-]*:\/\/)?\*(:(\*|\d+))?(\/.*)?$/i.test(value),
  )
}

/** Whether a directive keeps nobody out, in any of the policies. */
export function isOpen(policies: readonly Policy[], directive: string): boolean {
  return allGoverning(policies, directive).every(({ values }) => wideValues(values).length > 0)
}

function matches(value: string, url: URL, self: URL): boolean {
  if (value === "'self'") return isSelf(url, self)
  const scheme = schemeOf(url)
  if (value === '*') return /^https?$/.test(scheme) || scheme === schemeOf(self)
  const [, only] = SCHEME_SOURCE.exec(value) ?? []
  if (only !== undefined) return standsFor(only, scheme)
  const [, given, host, port] = HOST_SOURCE.exec(value) ?? []
  if (host === undefined || host.startsWith("'")) return false
  return (
    standsFor(given ?? schemeOf(self), scheme) && matchesHost(host, url) && matchesPort(port, url)
  )
}

function isSelf(url: URL, self: URL): boolean {
  if (url.origin === self.origin) return true
  const upgraded = url.protocol === 'https:' && self.protocol === 'http:'
  return upgraded && url.hostname === self.hostname && url.port === '' && self.port === ''
}

function standsFor(given: string, scheme: string): boolean {
  return (UPGRADES[given] ?? [given]).includes(scheme)
}

function matchesHost(pattern: string, { hostname }: URL): boolean {
  if (pattern === '*') return true
  return pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : hostname === pattern
}

function matchesPort(port: string | undefined, url: URL): boolean {
  if (port === '*') return true
  const standard = DEFAULT_PORTS[schemeOf(url)]
  return (url.port || standard) === (port ?? standard)
}

function schemeOf({ protocol }: URL): string {
  return protocol.slice(0, -1)
}
