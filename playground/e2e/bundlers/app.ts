// Plain JavaScript but for the file's name: every bundler reads it without a plugin.
import { createSession } from '@latchkey/core'
import { oidc } from '@latchkey/core/oidc'

// Next renders this on a server too, where there is no address.
const { origin = 'http://localhost', pathname = '/', search = '' } = globalThis.location ?? {}
const query = new URLSearchParams(search)
const issuer = query.get('issuer') ?? origin
const api = query.get('api') ?? origin
const prefer = query.get('prefer') === 'worker' ? 'worker' : 'auto'
const workerUrl = query.get('worker')
// The way back brings these along: nothing needs to be remembered.
const page = `${pathname}?${new URLSearchParams({ issuer, api, prefer })}`

/** The session of an app that has nothing to say about where its worker file lies. */
export const session = createSession({
  strategy: oidc({ issuer, clientId: 'notes', redirectUri: page }),
  // Apart from each other, so that each signs in for itself.
  name: prefer,
  allowedOrigins: [api],
  isolation: { prefer, ...(workerUrl && { workerUrl }) },
})

/** Lets the button sign in, and the tests see. */
export function start() {
  document
    .querySelector('#sign-in')
    ?.addEventListener('click', () => session.signIn({ returnTo: page }))
  const call = () => session.fetch(`${api}/oidc/orders`)
  Object.assign(globalThis, { session, call })
}
