import type { Attack } from './attack.ts'

/** Script that pretends to be a provider, or another tab. */
export const FORGERIES: readonly Attack[] = [
  {
    name: 'forges returns from the provider',
    when: ['late'],
    run: ({ take, issuer }) => {
      const name = new URLSearchParams(sessionStorage.getItem('oidc-test') ?? '').get('name')
      const before = JSON.stringify(oidcHarness.session.state)
      const channels = [`latchkey:${name}:returns`, `latchkey:${name}`].map(
        (one) => new BroadcastChannel(one),
      )
      for (const state of ['', 'x', 'popup.x', 'frame.x', '__proto__']) {
        const url = `${location.href.split('?')[0]}?code=stolen-code&state=${state}&iss=${issuer}`
        for (const message of [
          { v: 1, url },
          { v: 1, taken: state },
          url,
          { v: 1, type: 'signedIn', url },
        ]) {
          for (const channel of channels) channel.postMessage(message)
          postMessage(message, '*')
          dispatchEvent(new MessageEvent('message', { data: message, origin: issuer }))
        }
      }
      return async () => {
        await new Promise((resolve) => setTimeout(resolve, 200))
        if (JSON.stringify(oidcHarness.session.state) !== before)
          take('HARM: the state of the session was changed')
      }
    },
  },
  {
    name: 'forges what tabs tell each other',
    when: ['late'],
    run: ({ take }) => {
      const name = new URLSearchParams(sessionStorage.getItem('oidc-test') ?? '').get('name')
      const channel = new BroadcastChannel(`latchkey:${name}`)
      channel.onmessage = ({ data }) => take(data)
      for (const type of ['signedIn', 'signedOut', 'renewed', 'changed', 'touched', 'x']) {
        for (const v of [0, 1, 2])
          channel.postMessage({
            v,
            type,
            kind: type,
            account: 'u2',
            epoch: 'x',
            token: 'give-me-the-token',
          })
      }
      return async () => {
        await new Promise((resolve) => setTimeout(resolve, 200))
        const { user } = oidcHarness.session.state as { user?: { sub?: string } }
        if (user?.sub !== 'u1') take('HARM: the user of the session was changed')
      }
    },
  },
]
