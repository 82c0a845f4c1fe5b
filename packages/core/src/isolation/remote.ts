import type { StepUpOptions } from '../call-options.js'
import { SessionError } from '../errors.js'
import { activityEveryMs } from '../runtime/activity-pace.js'
import type { Driver, Front } from '../runtime/driver.js'
import type { Browsing } from '../ports/browsing.js'
import type { OpenVault, Vault } from './open-vault.js'
import type { PagePorts } from '../ports/page-ports.js'
import { type PageReturn, safeReturnTo } from './page-return.js'
import { createRemoteCalls, vaultGone } from './remote-calls.js'
import { createRemoteFetch } from './remote-fetch.js'
import { createRemoteLink } from './remote-link.js'
import { createRemoteState } from './remote-state.js'
import { createRemoteVisits } from './remote-visits.js'
import type { Tellable, ToPage, Verb } from './wire.js'
import { unpackError } from './wire-error.js'

/** What a remote session stands on. */
export interface RemoteParts {
  readonly ports: PagePorts
  readonly browsing: Browsing
  readonly openVault: OpenVault
  /** The return from a provider that this page was opened with. */
  readonly returned: PageReturn | undefined
}

/** Runs a session whose engine is elsewhere: shows what its vault says, and tells it what happens here. */
export function createRemoteDriver(front: Front, parts: RemoteParts): Driver {
  const { options } = front
  const { browsing, ports } = parts
  const state = createRemoteState(front, ports.lifecycle)
  const calls = createRemoteCalls()
  const visits = createRemoteVisits(browsing)
  const link = createRemoteLink(parts, { hear, lost, failed: front.fail })

  function hear(message: ToPage): void {
    switch (message.kind) {
      case 'state':
        return state.show(message.state, message.event)
      case 'emit':
        return front.emit(message.name, message.detail as never)
      case 'refused':
        return front.fail(unpackError(message.error) as SessionError)
      case 'returnTo': {
        const url = safeReturnTo(message.url, browsing.url())
        if (url !== undefined) browsing.replace(url, false)
        return
      }
      case 'visit':
        return visits.make(message, (answer) => link.tell(answer))
      case 'visited':
        return visits.drop()
      case 'result':
      case 'error':
        return calls.settle(message)
      case 'ready':
    }
  }

  function lost(): void {
    state.forget()
    calls.failAll(vaultGone())
  }

  async function call<T>(verb: Verb, input?: unknown, signal?: AbortSignal): Promise<T> {
    const vault: Vault = await link.vault()
    return calls.begin(vault.post, verb, input, signal) as Promise<T>
  }

  function visit(verb: Verb, input: unknown): Promise<void> {
    front.fail(undefined)
    const close = visits.prepare(input)
    if (options.strategy.kind !== 'oidc') return call(verb, input)
    // A redirect comes back to where the user was.
    const { signal, ...given } = { returnTo: browsing.url(), ...(input as StepUpOptions) }
    return call<void>(verb, given, signal).finally(close)
  }

  const tell = (what: Tellable): void => link.tell({ kind: 'tell', what })
  const stops = [
    ports.activity.listen(activityEveryMs(options.limits), () => tell('touched')),
    ports.lifecycle.listen((change) => {
      if (change === 'left') link.leave()
      else if (change === 'restored') link.again()
      else tell(change)
    }),
  ]

  return {
    isolation: link.isolation,
    sharedGrant: link.shared,
    signIn: (input) => visit('signIn', input),
    reauthenticate: (input) => visit('reauthenticate', input),
    // It never rejects: a vault that is gone has taken its tokens along.
    signOut: (input) => call<void>('signOut', input).catch(() => {}),
    fetch: createRemoteFetch(ports.navigation.baseUrl, state.epoch, (wire, signal) =>
      call('fetch', wire, signal),
    ),
    getToken: (minValidityMs) => call<string>('getToken', minValidityMs),
    refresh: () => call<void>('refresh'),
    extend: () => tell('extended'),
    hold: (by) => tell(by === 1 ? 'held' : 'released'),
    stop: () => {
      for (const stop of stops) stop()
      link.stop()
      visits.drop()
      calls.failAll(new SessionError('disposed'))
    },
  }
}
