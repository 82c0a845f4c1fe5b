import { SessionError } from '../errors.js'
import type { Clock } from '../ports/clock.js'
import type { Session } from '../session.js'
import { withTimeLimit } from '../runtime/time-limit.js'
import type { OpenRealm, WirePort } from '../ports/wire-port.js'
import type { ToPage, ToVault } from './wire.js'

const READY_LIMIT_MS = 5_000

type Hello = ToVault & { kind: 'hello' }

/** A vault that answered. */
export interface Vault {
  readonly isolation: Session['isolation']
  post(this: void, message: ToVault, transfer?: Transferable[]): void
  close(): void
}

/** Greets a vault, wherever one can be had; rejects with `vault_unavailable` or `vault_url`. */
export type OpenVault = (hello: Hello, listener: (message: ToPage) => void) => Promise<Vault>

/** A place where a vault can be. */
export interface Place {
  readonly isolation: Session['isolation']
  readonly open: OpenRealm
}

/** Tries one place after the other; never one that was not asked for. */
export function createOpenVault(clock: Clock, places: readonly Place[]): OpenVault {
  return async (hello, listener) => {
    let cause: unknown
    for (const [index, place] of places.entries()) {
      const isLast = index === places.length - 1
      try {
        return await openIn(clock, place, { ...hello, insists: isLast }, listener)
      } catch (error) {
        // Every place has the same address: another one would not cure it.
        if ((error as SessionError | null)?.code === 'vault_url') throw error
        cause ??= error
      }
    }
    throw new SessionError('vault_unavailable', { cause })
  }
}

/** A worker that cannot load says so in one of three ways, or, in Firefox every other time, in none. */
function openIn(
  clock: Clock,
  { isolation, open }: Place,
  hello: Hello,
  listener: (message: ToPage) => void,
): Promise<Vault> {
  return withTimeLimit(clock, READY_LIMIT_MS, [], async (late) => {
    let port: WirePort | undefined
    try {
      return await new Promise<Vault>((resolve, reject) => {
        let ready = false
        late.addEventListener('abort', () => reject(new TypeError('the worker did not answer')))
        const hear = (message: unknown): void => {
          const said = message as ToPage
          if (said.kind === 'ready' && !said.fits && !hello.insists) {
            return reject(new TypeError('the worker cannot keep keys'))
          }
          if (said.kind === 'ready' && !late.aborted) {
            ready = true
            resolve({ isolation, post: port!.post, close: port!.close })
          }
          if (ready) listener(said)
        }
        const greet = async (): Promise<void> => {
          port = await open(hear, reject)
          port.post(hello)
        }
        greet().catch(reject)
      })
    } catch (error) {
      port?.close()
      throw error
    }
  })
}
