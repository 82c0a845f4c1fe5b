import { expect, test } from 'vitest'
import { SessionError } from '../../src/errors.js'
import { createOpenVault } from '../../src/isolation/open-vault.js'
import type { OpenRealm } from '../../src/ports/wire-port.js'
import { parseConfig, vaultName } from '../../src/isolation/vault-config.js'
import { createWorld } from '../../src/testing/index.js'
import { seconds } from '../durations.js'

const HELLO = {
  kind: 'hello',
  page: 'p',
  visible: true,
  leavable: 'https://app.example.com/',
} as const
const READY = { kind: 'ready', vault: 'v', shared: false, fits: true } as const

const answering =
  (answer: object, heard: unknown[] = []): OpenRealm =>
  (listener) => ({
    post: (message) => {
      heard.push(message)
      queueMicrotask(() => listener(answer))
    },
    close: () => void heard.push('closed'),
  })
const silent: OpenRealm = () => ({ post: () => {}, close: () => {} })
const broken: OpenRealm = (_listener, fail) => {
  queueMicrotask(() => fail(new TypeError('did not load')))
  return { post: () => {}, close: () => {} }
}
const throwing: OpenRealm = () => {
  throw new DOMException('blocked', 'SecurityError')
}

async function open(...realms: OpenRealm[]) {
  const world = createWorld()
  const { clock } = world.openPage().ports
  const names = ['shared-worker', 'worker'] as const
  const places = realms.map((realm, index) => ({ isolation: names[index]!, open: realm }))
  const opening = createOpenVault(clock, places)(HELLO, () => {})
  opening.catch(() => {})
  await world.advance(seconds(11))
  return opening
}

test.each([
  ['does not load', broken],
  ['is blocked', throwing],
  ['never answers', silent],
])('a shared worker that %s is followed by a worker of the page', async (_how, first) => {
  expect(await open(first, answering(READY))).toMatchObject({ isolation: 'worker' })
})

test('no worker at all is an error, with the first cause, and never the page', async () => {
  await expect(open(throwing, broken)).rejects.toMatchObject({
    code: 'vault_unavailable',
    cause: { name: 'SecurityError' },
  })
})

test('a worker file on another origin is said at once: no other place would cure it', async () => {
  const elsewhere: OpenRealm = () => {
    throw new SessionError('vault_url')
  }

  await expect(open(elsewhere, answering(READY))).rejects.toMatchObject({ code: 'vault_url' })
})

test('a vault that cannot keep keys is left for the next one, and is good enough where it is the only one', async () => {
  const heard: unknown[] = []
  const unfit = answering({ ...READY, fits: false }, heard)

  expect(await open(unfit, answering(READY))).toMatchObject({ isolation: 'worker' })
  expect(heard).toEqual([{ ...HELLO, insists: false }, 'closed'])
  expect(await open(unfit)).toMatchObject({ isolation: 'shared-worker' })
})

test('the name of a vault is all that it is made for', () => {
  const config = {
    version: '1.0.0',
    name: 'notes',
    strategy: { kind: 'oidc', options: { issuer: 'https://login.example.com', clientId: 'n' } },
    allowedOrigins: ['https://api.example.com'],
    limits: { idleTimeoutMs: Infinity, warningMs: 0, absoluteTimeoutMs: Infinity },
    persist: 'none',
    baseUrl: 'https://app.example.com/',
    exposeToken: false,
  } as const

  expect(parseConfig(vaultName(config))).toEqual(config)
  for (const name of ['', 'latchkey', 'latchkey {}', 'latchkey {"version":1}', 'another worker']) {
    expect(() => parseConfig(name)).toThrow(TypeError)
  }
})
