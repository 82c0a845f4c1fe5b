import { isSafeAddress } from '../runtime/safe-address.js'

/** What `doctor` takes; the same values as the app's session has. */
export interface DoctorOptions {
  /** The provider, as `oidc` has it. Without it nothing is asked of a provider. */
  readonly issuer?: string
  /** The app's name at the provider; the token endpoint is asked with it whether it hears this page. */
  readonly clientId?: string
  /** Where the provider sends the user back to. Default `/`, as in `oidc`. */
  readonly redirectUri?: string
  /** The worker file, where the app passes `isolation.workerUrl`. Default: where the app's bundler put it. */
  readonly workerUrl?: string
  /** The other origins that the session may call, as in `createSession`. */
  readonly allowedOrigins?: readonly string[]
  /** The page whose headers to look at. Default: the page's own address, without its query. */
  readonly document?: string
}

/** The options, checked, with addresses in full. */
export interface ResolvedDoctorOptions {
  readonly issuer: string | undefined
  readonly clientId: string | undefined
  readonly redirectUri: string
  readonly allowedOrigins: readonly string[]
  /** The page's headers are looked at under this address. */
  readonly document: string
  /** Whether that is the page that this runs in. */
  readonly isOwnPage: boolean
  /** Whether tokens are known to be in a worker; otherwise the app may do without one. */
  readonly isolates: boolean
}

const TEXTS = ['issuer', 'clientId', 'redirectUri', 'workerUrl', 'document'] as const
const NAMES: readonly string[] = [...TEXTS, 'allowedOrigins']

/**
 * Fills in defaults and checks.
 *
 * @throws {TypeError} for an unknown name or a wrong type, {RangeError} for a value out of its range
 */
export function resolveDoctorOptions(
  options: DoctorOptions,
  pageUrl: string,
): ResolvedDoctorOptions {
  checkTypes(options)
  const { issuer, clientId, redirectUri = '/', workerUrl, allowedOrigins = [] } = options
  if (issuer !== undefined && !isSafeAddress(issuer)) {
    range('issuer', 'an https address (http for loopback)')
  }
  for (const origin of allowedOrigins) {
    if (!isSafeAddress(origin) || new URL(origin).origin !== origin) {
      range('allowedOrigins', 'origins such as https://api.example.com, without a path')
    }
  }
  const page = new URL(pageUrl)
  const own = page.origin + page.pathname
  const looked = addressOf('document', options.document ?? own, page)
  // A frame of another origin's page tells nothing to this one, nor does its answer.
  if (new URL(looked).origin !== page.origin) range('document', 'an address of this origin')
  return {
    issuer,
    clientId,
    redirectUri: addressOf('redirectUri', redirectUri, page),
    allowedOrigins: [...allowedOrigins],
    document: looked,
    isOwnPage: looked.split('?')[0] === own,
    isolates: issuer !== undefined || workerUrl !== undefined,
  }
}

function checkTypes(options: DoctorOptions): void {
  if (typeof options !== 'object' || options === null) fail('options', 'an object')
  const unknown = Object.keys(options).find((name) => !NAMES.includes(name))
  if (unknown !== undefined) {
    throw new TypeError(`doctor: ${unknown} is not known; known are: ${NAMES.join(' ')}`)
  }
  for (const name of TEXTS) {
    const value: unknown = options[name]
    if (value !== undefined && (typeof value !== 'string' || value === '')) {
      fail(name, 'a text that is not empty')
    }
  }
  const origins: unknown = options.allowedOrigins ?? []
  if (!Array.isArray(origins)) fail('allowedOrigins', 'a list of origins')
}

function addressOf(name: string, given: string, base: URL): string {
  if (!URL.canParse(given, base)) range(name, 'an address')
  const url = new URL(given, base)
  url.hash = ''
  return url.href
}

function fail(name: string, accepted: string): never {
  throw new TypeError(`doctor: ${name} must be ${accepted}`)
}

function range(name: string, accepted: string): never {
  throw new RangeError(`doctor: ${name} must be ${accepted}`)
}
