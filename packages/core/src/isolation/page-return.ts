import type { Channel } from '../ports/channel.js'
import { STATE_MARKS } from '../strategies/oidc/state-marks.js'
import type { Browsing } from '../ports/browsing.js'
import { isTaken, returnsChannel } from './returns.js'

const PARAMS = 'code state iss session_state error error_description error_uri'.split(' ')

// Of two sessions in one page (StrictMode, hot reload) only the first sees the return. The other must not send the page off again.
let cameBack = false

/** Whether this page may be left for a provider without asking, by a session that has this return or none. */
export function mayLeave(browsing: Browsing, returned: PageReturn | undefined): boolean {
  return browsing.mayLeave() && (returned !== undefined || !cameBack)
}

/** A return from a provider that this page was opened with. */
export interface PageReturn {
  readonly url: string
  /** It belongs to another page's vault: this one is only its messenger. */
  readonly elsewhere: boolean
}

/**
 * Takes a return out of the page's address, before anything else can read or send it.
 *
 * Undefined where the address is none: not at the redirect URI, or without what a return has (RFC 6749, section 4.1.2).
 */
export function takeReturn(browsing: Browsing, redirectUri: string): PageReturn | undefined {
  const url = new URL(browsing.url())
  const { searchParams } = url
  const here = url.origin + url.pathname === redirectUri.split(/[?#]/)[0]
  const state = searchParams.get('state')
  if (!here || state === null || !(searchParams.has('code') || searchParams.has('error'))) {
    return undefined
  }
  const taken = url.href
  for (const name of PARAMS) searchParams.delete(name)
  browsing.replace(url.href, true)
  cameBack = true
  const { popup, frame } = STATE_MARKS
  return { url: taken, elsewhere: state.startsWith(popup) || state.startsWith(frame) }
}

/** Hands a return to the vault that waits for it, and closes this window once it is taken. */
export function handOver(browsing: Browsing, channel: Channel, name: string, url: string): void {
  const state = new URL(url).searchParams.get('state')!
  const port = channel.open(returnsChannel(name), (message) => {
    if (!isTaken(message, state)) return
    port.close()
    browsing.close()
  })
  port.post({ v: 1, url })
}

/** Where the app goes on: an address of this origin, whatever was asked for. */
export function safeReturnTo(returnTo: string, pageUrl: string): string | undefined {
  const base = new URL(pageUrl)
  if (!URL.canParse(returnTo, base)) return undefined
  const url = new URL(returnTo, base)
  return url.origin === base.origin ? url.href : undefined
}
