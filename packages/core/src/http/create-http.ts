import ky, { type KyInstance, type Options } from 'ky'
import type { Session } from '../session.js'

/**
 * A ky instance whose requests go through `session.fetch`: authorized, for allowed origins only, a 401 cured once.
 *
 * ky's own retries stay on for what it retries by itself (408, 413, 429, 500, 502, 503, 504); a 401 is not among them.
 *
 * @example
 * const http = createHttp(session, { prefix: '/api' })
 * const orders = await http.get('orders').json()
 */
export function createHttp(session: Pick<Session, 'fetch'>, options: Options = {}): KyInstance {
  return ky.create({ ...options, fetch: (input, init) => session.fetch(input, init) })
}
