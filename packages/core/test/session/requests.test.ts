import { describe, expect, test } from 'vitest'
import { ADA, createWorld, GRACE, testCookie } from '../../src/testing/index.js'
import { sealedBearer } from '../bearer-sessions.js'
import { seconds } from '../durations.js'

const API = '/api/whoami'
const REFUSED = { kind: 'status', status: 401 } as const

test('P17 a blob: address has the origin of the page, and is not asked', async () => {
  const world = createWorld()
  const tab = await world.openTab(sealedBearer())
  await tab.signIn(ADA, {})

  const answer = tab.session.fetch('blob:https://app.example.com/1f0b6a2e')

  await expect(answer).rejects.toMatchObject({ code: 'origin_not_allowed' })
})

test.each([
  ['cookie', () => ({ strategy: testCookie() }), undefined, '/session/refresh'],
  ['bearer', sealedBearer, {}, '/token/refresh'],
] as const)('P17 %s: a refresh follows no redirect', async (_name, options, body, path) => {
  const world = createWorld()
  const tab = await world.openTab(options())
  await tab.signIn(ADA, body)
  world.network.fail(path, { kind: 'redirect' })

  const refreshing = tab.session.refresh()

  await expect(refreshing).rejects.toMatchObject({ code: 'misconfigured' })
  expect(tab.state).toMatchObject({ status: 'signedIn', connection: 'degraded' })
})

test('P14 a request that was refused is not sent again for the user who came meanwhile', async () => {
  const world = createWorld({ without: ['channel'] })
  const [first, second] = [await world.openTab(), await world.openTab()]
  await first.signIn(ADA)
  world.network.fail(API, REFUSED, 1)
  world.network.fail('/session/refresh', { kind: 'slow', when: 'before', ms: seconds(2) }, 1)
  const answer = first.session.fetch(API, { method: 'POST', body: "Ada's order" })
  answer.catch(() => {})
  await world.settled()

  await second.signIn(GRACE)
  await world.advance(seconds(3))

  await expect(answer).rejects.toMatchObject({ code: 'signed_out' })
  expect(world.network.count(`POST ${API}`)).toBe(1)
})

describe('P13 a tab that hears nothing', () => {
  test('looks at the record before it sends, when it has not for a second', async () => {
    const world = createWorld({ without: ['channel'] })
    const [first, second] = [await world.openTab(), await world.openTab()]
    await first.signIn(ADA)
    await second.show()
    await first.signOut()
    await world.advance(seconds(1))

    await expect(second.session.fetch(API)).rejects.toMatchObject({ code: 'signed_out' })

    expect(world.network.count(`GET ${API}`)).toBe(0)
  })

  test('looks again when it was frozen while it looked', async () => {
    let storeMs = 0
    const world = createWorld({
      without: ['channel'],
      pace: (hop) => (hop === 'store' ? storeMs : 0),
    })
    const during = async <T>(work: Promise<T>): Promise<T> => {
      await world.advance(seconds(2))
      return work
    }
    const first = await during(world.openTab(sealedBearer()))
    await during(first.session.signIn({ user: 'ada' }))
    const second = await during(world.openTab(sealedBearer()))
    storeMs = 100
    const answer = second.session.fetch(API)
    answer.catch(() => {})
    await world.advance(150)
    second.freeze()
    storeMs = 0
    await during(first.session.signOut())

    const thawing = second.thaw()
    await world.advance(seconds(5))
    await thawing

    await expect(answer).rejects.toMatchObject({ code: 'signed_out' })
    expect(world.network.count(`GET ${API}`)).toBe(0)
  })
})

test('P13 a hidden tab hears of a sign-out at once', async () => {
  const world = createWorld()
  const [first, second] = [await world.openTab(), await world.openTab()]
  await first.signIn(ADA)
  await second.hide()

  await first.signOut()

  expect(second.state).toMatchObject({ status: 'signedOut', origin: 'elsewhere' })
})
