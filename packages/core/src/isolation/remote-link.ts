import { SessionError } from '../errors.js'
import type { Session } from '../session.js'
import type { Vault } from './open-vault.js'
import { holdWhileAlive, watch } from './page-lock.js'
import { mayLeave } from './page-return.js'
import type { RemoteParts } from './remote.js'
import type { ToPage, ToVault } from './wire.js'

// At first soon: WebKit loses the greeting of a worker that is just being replaced.
const SOON_MS = 1_000
const LATER_MS = 10_000

/** The connection of a page to its vault, made again when one of them was away. */
export interface RemoteLink {
  /** The vault, once it is there; rejects with `vault_unavailable` or `vault_url`. */
  vault(): Promise<Vault>
  /** Tells the vault something, if it is there. */
  tell(message: ToVault): void
  isolation(): Session['isolation']
  /** Whether one refresh serves all tabs. */
  shared(): boolean
  /** Says goodbye: the vault aborts what this page asked for. */
  leave(): void
  /** Forgets the connection and makes another. */
  again(): void
  stop(): void
}

interface Listener {
  readonly hear: (message: ToPage) => void
  /** What the vault said does not hold any more. */
  readonly lost: () => void
  readonly failed: (error: SessionError | undefined) => void
}

export function createRemoteLink(
  { ports, browsing, openVault, returned }: RemoteParts,
  { hear, lost, failed }: Listener,
): RemoteLink {
  let current: Vault | undefined
  let sealed = false
  let stopped = false
  let againAfterMs = SOON_MS
  let letGo = (): void => {}
  // To wait for the vault: for its death, or until it is asked again.
  let giveUp = (): void => {}
  // Until a vault has it.
  let callback = returned?.url
  let opening = begin()

  function begin(): Promise<Vault> {
    const vault = open()
    vault.catch(() => {})
    return vault
  }

  async function open(): Promise<Vault> {
    const page = ports.randomId()
    letGo = await holdWhileAlive(ports.lock, page)
    const visible = ports.lifecycle.visible()
    const leavable = mayLeave(browsing, returned) ? browsing.url() : undefined
    try {
      current = await openVault({ kind: 'hello', page, visible, leavable, callback }, listen)
      callback = undefined
      againAfterMs = SOON_MS
      failed(undefined)
      return current
    } catch (error) {
      failed(error as SessionError)
      // A worker that did not load or answer may do so later; where none can be, there is no cause.
      if ((error as SessionError).cause && !stopped) {
        giveUp = ports.clock.after(againAfterMs, again)
        againAfterMs = LATER_MS
      }
      throw error
    }
  }

  function listen(message: ToPage): void {
    if (message.kind === 'ready') {
      sealed = message.shared
      // A shared worker can die alone: the browser was short of memory.
      giveUp = watch(ports.lock, message.vault, again)
    } else if (!stopped) hear(message)
  }

  function leave(): void {
    current?.post({ kind: 'bye' })
    current?.close()
    current = undefined
    giveUp()
    letGo()
  }

  function again(): void {
    if (stopped) return
    leave()
    lost()
    opening = begin()
  }

  return {
    vault: () => opening,
    tell: (message) => current?.post(message),
    isolation: () => current?.isolation ?? 'shared-worker',
    shared: () => sealed || current?.isolation === 'shared-worker',
    leave,
    again,
    stop: () => {
      stopped = true
      leave()
    },
  }
}
