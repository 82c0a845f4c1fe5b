import { SessionError } from '../errors.js'
import type { Channel } from '../ports/channel.js'
import type { Visit, VisitMethod } from '../ports/visit.js'
import { parseReturn } from './returns.js'
import type { VaultPage, VaultPages } from './vault-pages.js'

/** Visits to a provider, made by the pages of a vault. */
export interface VaultVisits extends Visit {
  /** A page says what became of a visit that it was asked for. */
  answered(id: number, blocked: boolean): void
}

/**
 * `caller` is the page in whose name something is done, if one asked for it.
 *
 * Returns come over a channel: a popup's page, or a frame's, shares nothing else with this realm, whatever its opener policy.
 */
export function createVaultVisits(
  pages: VaultPages,
  channel: Channel | undefined,
  channelName: string,
  caller: () => VaultPage | undefined,
): VaultVisits {
  const asked = new Map<number, (blocked: boolean) => void>()
  let ids = 0

  async function open(method: VisitMethod, url: string, asking?: string): Promise<void> {
    const page =
      pages.best(({ id }) => id === asking) ??
      pages.best(({ leavable }) => method !== 'redirect' || leavable !== undefined)
    if (page === undefined) throw new SessionError('popup_blocked')
    const id = ++ids
    const answer = new Promise<boolean>((resolve) => asked.set(id, resolve))
    page.port.post({ kind: 'visit', id, method, url })
    if (method === 'redirect') page.leaving = true
    if (await answer) throw new SessionError('popup_blocked')
  }

  function returned(state: string, signal: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      const port = channel?.open(channelName, (message) => {
        const url = parseReturn(message)
        if (url === undefined || new URL(url).searchParams.get('state') !== state) return
        port?.post({ v: 1, taken: state })
        leave()
        resolve(url)
      })
      const leave = (): void => {
        port?.close()
        signal.removeEventListener('abort', giveUp)
        pages.post(() => ({ kind: 'visited' }))
      }
      const giveUp = (): void => {
        leave()
        reject(new DOMException('The visit was given up.', 'AbortError'))
      }
      signal.addEventListener('abort', giveUp)
      if (signal.aborted) giveUp()
    })
  }

  return {
    open,
    returned,
    goOn: (url) => caller()?.port.post({ kind: 'returnTo', url }),
    leavable: () => pages.best(({ leavable }) => leavable !== undefined)?.leavable,
    answered: (id, blocked) => {
      asked.get(id)?.(blocked)
      asked.delete(id)
    },
  }
}
