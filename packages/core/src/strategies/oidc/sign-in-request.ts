import type { VisitMethod } from '../../ports/visit.js'
import { fieldsOf } from '../fields.js'
import type { Transaction } from './transactions.js'

/** What is asked of the provider's page. */
export interface SignInRequest {
  readonly method: VisitMethod
  readonly by: Transaction['by']
  readonly returnTo?: string | undefined
  readonly prompt?: string | undefined
  readonly loginHint?: string | undefined
  readonly acrValues?: string | undefined
  readonly maxAgeMs?: number | undefined
  readonly params?: Readonly<Record<string, string>> | undefined
  /** The page that asks, where many share one realm. */
  readonly page?: string | undefined
  /** The address of a return, instead of all that. */
  readonly callback?: string | undefined
}

const METHODS = ['redirect', 'popup'] as const

/**
 * Reads what the app passed to `signIn` or `reauthenticate`.
 *
 * @throws {TypeError} for a value of the wrong type
 */
export function readSignInRequest(input: unknown): SignInRequest {
  const { method = 'redirect', by, maxAgeMs, params = {}, ...texts } = fieldsOf(input)
  const known = METHODS.find((one) => one === method)
  if (known === undefined) throw new TypeError(`signIn: method must be 'redirect' or 'popup'`)
  if (maxAgeMs !== undefined && !(Number(maxAgeMs) >= 0)) {
    throw new TypeError('signIn: maxAgeMs must be 0 or more milliseconds')
  }
  const read = (name: string): string | undefined => {
    const value = texts[name]
    if (value !== undefined && typeof value !== 'string') {
      throw new TypeError(`signIn: ${name} must be a text`)
    }
    return value
  }
  return {
    method: known,
    by: by === 'stepUp' ? 'stepUp' : 'signIn',
    maxAgeMs: maxAgeMs as number | undefined,
    params: Object.fromEntries(Object.entries(fieldsOf(params)).map(([k, v]) => [k, String(v)])),
    returnTo: read('returnTo'),
    prompt: read('prompt'),
    loginHint: read('loginHint'),
    acrValues: read('acrValues'),
    callback: read('callback'),
    page: read('page'),
  }
}
