import type { Limits } from './machine/policy.js'
import type { SessionStrategy } from './runtime/driver.js'
import { isSafeAddress } from './runtime/safe-address.js'
import type { IdleOptions, IsolationOptions, SessionOptions } from './session-options.js'
import type { SessionState } from './session.js'

/** The options with defaults filled in, checked. */
export interface ResolvedOptions {
  readonly name: string
  readonly strategy: SessionStrategy
  readonly allowedOrigins: readonly string[]
  readonly limits: Limits
  readonly persist: 'none' | 'sealed'
  readonly isolation: {
    readonly prefer: NonNullable<IsolationOptions['prefer']>
    readonly workerUrl: string | URL | undefined
    readonly unsafeExposeAccessToken: boolean
  }
  readonly user: (claims: unknown) => unknown
  readonly initialState: SessionState | undefined
}

const DEFAULT_IDLE = Object.freeze({ timeoutMs: 15 * 60_000, warningMs: 60_000 })
const PLACES = ['auto', 'shared-worker', 'worker', 'page']
const ISOLATION_NAMES = 'prefer require persist workerUrl unsafeExposeAccessToken'
const NAMES = 'name strategy allowedOrigins idle absoluteTimeoutMs isolation user initialState'

/**
 * Fills in defaults and checks.
 *
 * @throws {TypeError} for an unknown name or a wrong type, {RangeError} for a value out of its range
 */
export function resolveOptions<User>(given: SessionOptions<User>): ResolvedOptions {
  const options = own('', given, NAMES)
  const { strategy, allowedOrigins = [] } = options
  if (typeof strategy?.start !== 'function') fail('strategy', 'cookie(…) or bearer(…)')
  const idle = options.idle && own('idle.', options.idle, 'timeoutMs warningMs')
  const isolation = own('isolation.', options.isolation ?? {}, ISOLATION_NAMES)
  const { isolates = false } = strategy
  const { prefer = isolates ? 'auto' : 'page', persist = 'none' } = isolation
  oneOf('isolation.prefer', prefer, isolates ? PLACES : ['page'])
  if (isolation.require === true && prefer === 'page') {
    fail('isolation.require', 'false where the credentials are in the page')
  }
  oneOf('isolation.persist', persist, ['none', 'sealed'])
  if (persist === 'sealed' && strategy.kind === 'cookie') {
    fail('isolation.persist', `'none' with cookie(…): the browser keeps the cookie`)
  }
  const { name = strategy.key, user = (claims: unknown) => claims } = options
  if (typeof name !== 'string' || name === '') fail('name', 'a text that is not empty')
  if (typeof user !== 'function') fail('user', 'a function')
  allowedOrigins.forEach(checkOrigin)
  return {
    name,
    strategy,
    allowedOrigins: [...allowedOrigins],
    limits: limitsOf(idle, options.absoluteTimeoutMs),
    persist,
    isolation: {
      prefer,
      workerUrl: isolation.workerUrl,
      unsafeExposeAccessToken: isolation.unsafeExposeAccessToken === true,
    },
    user,
    initialState: options.initialState,
  }
}

function limitsOf(
  idle: IdleOptions | undefined,
  absoluteTimeoutMs = Infinity,
): ResolvedOptions['limits'] {
  const { timeoutMs, warningMs } = idle
    ? { ...DEFAULT_IDLE, ...idle }
    : { timeoutMs: Infinity, warningMs: 0 }
  if (!(warningMs >= 0)) range('idle.warningMs', '0 or more milliseconds')
  if (!(timeoutMs > warningMs)) range('idle.timeoutMs', 'more milliseconds than idle.warningMs')
  if (!(absoluteTimeoutMs > 0)) range('absoluteTimeoutMs', 'more than 0 milliseconds')
  return { idleTimeoutMs: timeoutMs, warningMs, absoluteTimeoutMs }
}

function checkOrigin(value: unknown): void {
  if (!isSafeAddress(value) || new URL(value).origin !== value) {
    range('allowedOrigins', 'origins such as https://api.example.com, without a path')
  }
}

/** Checks the names; what an object only inherits, from a polluted prototype for one, is no option. */
function own<T extends object>(prefix: string, given: T, names: string): T {
  if (typeof given !== 'object' || given === null)
    fail(prefix.slice(0, -1) || 'options', 'an object')
  for (const name of Object.keys(given)) {
    if (!names.split(' ').includes(name)) fail(prefix + name, `not known; known are: ${names}`)
  }
  return Object.assign(Object.create(null), given) as T
}

function oneOf(name: string, value: unknown, accepted: readonly string[]): void {
  if (!accepted.includes(value as string))
    fail(name, accepted.map((one) => `'${one}'`).join(' or '))
}

function fail(name: string, accepted: string): never {
  throw new TypeError(`createSession: ${name} must be ${accepted}`.replace('must be not', 'is not'))
}

function range(name: string, accepted: string): never {
  throw new RangeError(`createSession: ${name} must be ${accepted}`)
}
