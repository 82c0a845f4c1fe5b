import { describe, expect, test } from 'vitest'
import { ADA, createSessionWith, createWorld, testCookie } from '../../src/testing/index.js'
import { minutes, seconds } from '../durations.js'

const API = '/api/whoami'
const REQUEST = `GET ${API}`

/** A session of a page, and how often it looked at the record. */
async function countedReads() {
  const world = createWorld()
  const { ports } = world.openPage()
  let reads = 0
  const read: NonNullable<typeof ports.store>['read'] = (key) => {
    reads++
    return ports.store!.read(key)
  }
  world.server.cookies.signIn(ADA)
  const options = { strategy: testCookie() }
  const session = createSessionWith({ ...ports, store: { ...ports.store!, read } }, options)
  await session.ready
  return { world, session, reads: () => reads }
}

test('P12 a request within a second of the last look at the record reads nothing', async () => {
  const { world, session, reads } = await countedReads()
  await world.advance(999)
  const before = reads()

  for (let call = 0; call < 20; call++) await session.fetch(API)
  expect(reads()).toBe(before)
  await world.advance(1)
  await session.fetch(API)

  expect(reads()).toBe(before + 1)
})

test.each([199, 200])(
  'P8 a request %s ms after the last look does not pass a late deadline',
  async (ms) => {
    const world = createWorld()
    const tab = await world.openTab({ absoluteTimeoutMs: minutes(1) })
    await tab.signIn(ADA)
    await world.advance(minutes(1) - 200)
    await tab.show()

    world.suspend(ms)
    const answer = tab.session.fetch(API)
    answer.catch(() => {})
    await world.settled()

    expect(world.network.count(REQUEST)).toBe(ms < 200 ? 1 : 0)
    expect(tab.state.status).toBe(ms < 200 ? 'signedIn' : 'signedOut')
  },
)

test('P8 while the record is asked whether the session is over, a request waits', async () => {
  let storeMs = 0
  const world = createWorld({ pace: (hop) => (hop === 'store' ? storeMs : 0) })
  const opened = world.openTab({ idle: { timeoutMs: minutes(15), warningMs: 0 } })
  await world.advance(1)
  const tab = await opened
  world.server.cookies.signIn(ADA)
  const signingIn = tab.session.signIn()
  await world.advance(minutes(15) - 400)
  await signingIn
  const showing = tab.show()
  await world.advance(399)
  await showing
  storeMs = 100
  await world.advance(1)

  const answer = tab.session.fetch(API)
  answer.catch(() => {})
  await world.advance(seconds(5))

  await expect(answer).rejects.toMatchObject({ code: 'signed_out' })
  expect(world.network.count(REQUEST)).toBe(0)
})

describe('a request before anything is known', () => {
  function starting() {
    const world = createWorld()
    const session = createSessionWith(world.openPage().ports, { strategy: testCookie() })
    return { world, session }
  }

  test('waits, and is sent when somebody is signed in', async () => {
    const { world, session } = starting()
    world.server.cookies.signIn(ADA)

    expect((await session.fetch(API)).status).toBe(200)
  })

  test('P3 fails where nothing can be known now', async () => {
    const { world, session } = starting()
    world.network.fail('/session', { kind: 'status', status: 503 })

    await expect(session.fetch(API)).rejects.toMatchObject({ code: 'refresh_unavailable' })
  })
})

test('P22 a request that looks at the record when its session object is disposed of is not sent', async () => {
  let storeMs = 0
  const world = createWorld({ pace: (hop) => (hop === 'store' ? storeMs : 0) })
  world.server.cookies.signIn(ADA)
  const opened = world.openTab()
  await world.advance(seconds(5))
  const tab = await opened
  storeMs = 100
  const answer = tab.session.fetch(API)
  answer.catch(() => {})
  await world.advance(50)

  tab.session.dispose()
  await world.advance(seconds(5))

  await expect(answer).rejects.toMatchObject({ code: 'disposed' })
  expect(world.network.count(REQUEST)).toBe(0)
})
