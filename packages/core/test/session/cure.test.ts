import { expect, test } from 'vitest'
import { ADA, createWorld, type Tab, testCookie, type World } from '../../src/testing/index.js'
import { minutes, seconds } from '../durations.js'

const API = '/api/whoami'
const REFUSED = { kind: 'status', status: 401 } as const
const INCURABLE_MS = seconds(30)

const refreshes = ({ network }: World): number => network.count('POST /session/refresh')

async function signedIn() {
  const world = createWorld()
  const tab = await world.openTab()
  await tab.signIn(ADA)
  return { world, tab }
}

async function refusedOnce({ network }: World, tab: Tab): Promise<number> {
  network.fail(API, REFUSED, 1)
  return (await tab.session.fetch(API)).status
}

test('P5 each 401 that a refresh cures is cured', async () => {
  const { world, tab } = await signedIn()

  expect(await refusedOnce(world, tab)).toBe(200)
  expect(await refusedOnce(world, tab)).toBe(200)

  expect(refreshes(world)).toBe(2)
})

test('P5 a 401 that no refresh cured is asked about again after half a minute', async () => {
  const { world, tab } = await signedIn()
  await tab.session.fetch('/api/always-401')

  await world.advance(INCURABLE_MS - 1)
  await tab.session.fetch('/api/always-401')
  expect(refreshes(world)).toBe(1)
  await world.advance(1)
  await tab.session.fetch('/api/always-401')

  expect(refreshes(world)).toBe(2)
})

test('P5 a 401 that no refresh cured says nothing of the next credential', async () => {
  const { world, tab } = await signedIn()
  await tab.session.fetch('/api/always-401')
  await tab.session.refresh()

  expect(await refusedOnce(world, tab)).toBe(200)
})

test('P5 nor of the next session', async () => {
  const { world, tab } = await signedIn()
  await tab.session.fetch('/api/always-401')
  await tab.signOut()
  await tab.signIn(ADA)
  await tab.session.refresh()

  expect(await refusedOnce(world, tab)).toBe(200)
})

test('P5 a 401 to a credential that was renewed meanwhile is sent again without another refresh', async () => {
  const { world, tab } = await signedIn()
  world.server.cookies.expire()
  world.server.limits.credentialMs = minutes(5)
  world.network.fail(API, { kind: 'slow', when: 'after', ms: seconds(2) }, 1)
  const slow = tab.session.fetch(API)
  await world.settled()

  expect((await tab.session.fetch(API)).status).toBe(200)
  await world.advance(seconds(2))

  expect((await slow).status).toBe(200)
  expect(refreshes(world)).toBe(1)
})

test('P3 a 401 while the refresh fails is returned as it is', async () => {
  const { world, tab } = await signedIn()
  world.network.fail(API, REFUSED, 1)
  world.network.fail('/session/refresh', { kind: 'status', status: 503 }, 1)

  const answer = await tab.session.fetch(API)

  expect(answer.status).toBe(401)
  expect(world.network.count(`GET ${API}`)).toBe(1)
})

test('P13 a 401 after a sign-out that this tab did not hear of is a typed error', async () => {
  const world = createWorld({ without: ['channel'] })
  const [first, second] = [await world.openTab(), await world.openTab()]
  await first.signIn(ADA)
  await second.show()
  await first.signOut()

  const answer = second.session.fetch(API)

  await expect(answer).rejects.toMatchObject({ code: 'signed_out' })
  expect(world.network.count(`GET ${API}`)).toBe(1)
})

test('P17 a caller who asked for redirects gets them', async () => {
  const { world, tab } = await signedIn()
  world.network.fail('/api/away', { kind: 'redirect' })

  const answer = await tab.session.fetch('/api/away', { redirect: 'manual' })

  expect(answer.type).toBe('opaqueredirect')
})

test('P10 the server sees requests of the app, and needs no keep-alive', async () => {
  const world = createWorld()
  world.server.limits.idleMs = minutes(20)
  const tab = await world.openTab({ strategy: testCookie() })
  await tab.signIn(ADA)

  for (let minute = 0; minute < 40; minute++) {
    await world.advance(minutes(1))
    await tab.touch()
    await tab.session.fetch(API)
  }

  expect(world.network.count('POST /session/keep-alive')).toBe(0)
})
