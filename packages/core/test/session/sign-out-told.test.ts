import { expect, test } from 'vitest'
import { ADA, createWorld, type Fault, type World } from '../../src/testing/index.js'
import { sealedBearer, testBearer } from '../bearer-sessions.js'
import { minutes, seconds } from '../durations.js'

const WAYS = {
  cookie: { options: () => ({}), end: '/session/end' },
  'refresh cookie': { options: () => ({ strategy: testBearer('cookie') }), end: '/token/end' },
  sealed: { options: sealedBearer, end: '/token/end' },
}
const NAMES = Object.keys(WAYS) as (keyof typeof WAYS)[]

async function signedIn(world: World, name: keyof typeof WAYS) {
  const tab = await world.openTab(WAYS[name].options())
  const body = name === 'refresh cookie' ? { refresh: 'cookie' } : {}
  await tab.signIn(ADA, name === 'cookie' ? undefined : body)
  return tab
}

test.each(NAMES)(
  'P11 %s: a server that ends the session without a word has been told',
  async (name) => {
    const world = createWorld()
    const { end } = WAYS[name]
    const tab = await signedIn(world, name)
    // RFC 7009, section 2.2: 200, and what the body says does not matter.
    const silent: Fault = { kind: 'body', text: '', contentType: 'text/plain' }
    world.network.fail(end, silent, 1)

    await tab.signOut()
    await world.advance(minutes(5))

    expect(world.network.count(`POST ${end}`)).toBe(1)
  },
)

test.each(NAMES)(
  'P13 %s: the page of a captive portal ends nothing, and the server is told later',
  async (name) => {
    const world = createWorld()
    const { end } = WAYS[name]
    const tab = await signedIn(world, name)
    const portal: Fault = { kind: 'body', text: '<p>Pay here', contentType: 'text/html' }
    world.network.fail(end, portal, 2)

    await tab.signOut()
    await world.advance(minutes(1))

    expect(tab.state).toMatchObject({ status: 'signedOut', reason: 'requested' })
    expect(world.network.count(`POST ${end}`)).toBe(3)
    expect(world.server.cookies.live() + world.server.tokens.live()).toBe(0)
  },
)

test('P13 a sign-out that waits is not forgotten because the store is slow', async () => {
  const world = createWorld()
  const tab = await signedIn(world, 'cookie')
  world.network.fail('/session/end', { kind: 'status', status: 503 }, 1)
  await tab.signOut()

  world.storage.break('hangs')
  await world.advance(seconds(4))
  world.storage.break(undefined)
  await world.advance(minutes(1))

  expect(world.server.cookies.live()).toBe(0)
})

test('P13 a page whose store is slow at the start restores nobody who has signed out', async () => {
  const world = createWorld()
  const tab = await signedIn(world, 'cookie')
  world.network.fail('/session/end', { kind: 'status', status: 503 })
  await tab.signOut()
  tab.kill()

  world.storage.break('hangs')
  const next = await world.openTab()
  world.storage.break(undefined)
  await world.advance(seconds(3))

  expect(next.state).toMatchObject({ status: 'signedOut', reason: 'requested' })
  expect(world.server.cookies.live()).toBe(1)
})
