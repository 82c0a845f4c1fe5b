import { expect, test } from 'vitest'
import { minutes, seconds } from '../durations.js'
import { openVaultWorld } from './open-vault-world.js'

const ADA = { user: 'ada' }

async function signedIn(options = {}) {
  const vault = openVaultWorld(options)
  const pages = [await vault.openPage(), await vault.openPage(), await vault.openPage()] as const
  await pages[0].session.signIn(ADA)
  await vault.world.settled()
  return { ...vault, pages }
}

test('P14 a sign-in in one page is there in all, once, and came from elsewhere to the others', async () => {
  const { pages } = await signedIn()

  const [here, elsewhere] = pages
  expect(pages.map(({ state }) => state().status)).toEqual(['signedIn', 'signedIn', 'signedIn'])
  expect(pages.map(({ events }) => events)).toEqual([['signedIn'], ['signedIn'], ['signedIn']])
  expect(here.session.isolation).toBe('shared-worker')
  expect(elsewhere.session.sharedGrant).toBe(true)
})

test('P13 a sign-out in one page ends it in all, and says where it came from', async () => {
  const { pages, world, openPage } = await signedIn()

  await pages[1].session.signOut()
  await world.settled()

  const later = await openPage()
  const origins = [...pages, later].map(({ state }) => state())
  expect(origins).toMatchObject([
    { reason: 'requested', origin: 'elsewhere' },
    { reason: 'requested', origin: 'here' },
    { reason: 'requested', origin: 'elsewhere' },
    { reason: 'requested', origin: 'elsewhere' },
  ])
  expect(world.server.tokens.counts.ended).toBe(1)
})

test('P1 one refresh serves any number of calls of any number of pages', async () => {
  const { pages, world } = await signedIn()
  world.server.tokens.expire()

  const calls = pages.flatMap(({ session }) => [1, 2, 3].map(() => session.fetch('/api/whoami')))
  const answers = await Promise.all(calls)

  expect(answers.map(({ status }) => status)).toEqual(calls.map(() => 200))
  expect(world.server.tokens.counts).toMatchObject({ refreshes: 1, reuses: 0 })
})

test('P18 no message to a page holds a token, whatever happens', async () => {
  const { pages, world, told } = await signedIn()
  const [page] = pages
  await page.session.refresh()
  await page.session.fetch('/api/whoami')
  await expect(page.session.getToken()).rejects.toMatchObject({ code: 'token_isolated' })
  world.network.fail('/token/refresh', { kind: 'dropped', when: 'after' }, 1)
  await page.session.refresh().catch(() => {})
  await page.session.signOut()
  await world.settled()

  expect(told.length).toBeGreaterThan(20)
  expect(JSON.stringify(told)).not.toContain('-secret')
})

test('P18 a token is handed out only where its danger was named', async () => {
  const { pages } = await signedIn({ exposeToken: true })

  expect(await pages[0].session.getToken()).toMatch(/^access-/)
})

test('P7 P9 activity in any page counts for all, and so does the warning', async () => {
  const { pages, world } = await signedIn({ idleTimeoutMs: minutes(10) })
  await world.advance(minutes(4))
  pages[2].touch()
  await world.advance(minutes(4))

  expect(pages.map(({ state }) => state())).toMatchObject(pages.map(() => ({ idle: 'active' })))

  await world.advance(minutes(2))
  const warned = pages.map(({ state }) => state())
  expect(warned).toMatchObject(pages.map(() => ({ idle: 'warning' })))
  pages[0].session.extend()
  await world.settled()
  expect(pages.map(({ state }) => state())).toMatchObject(pages.map(() => ({ idle: 'active' })))

  await world.advance(minutes(10))
  expect(pages.map(({ state }) => state())).toMatchObject(pages.map(() => ({ reason: 'idle' })))
})

test('a page that dies takes along what it held and what it asked for', async () => {
  const { pages, world } = await signedIn({ idleTimeoutMs: minutes(10) })
  pages[0].session.hold('upload')
  world.network.fail('/api/whoami', { kind: 'slow', when: 'before', ms: minutes(1) }, 1)
  void pages[0].session.fetch('/api/whoami').catch(() => {})
  await world.advance(seconds(1))

  pages[0].life.kill()
  await world.advance(minutes(11))

  expect(pages[1].state()).toMatchObject({ status: 'signedOut', reason: 'idle' })
})

test('P21 back from the back/forward cache a page says nothing until its vault has looked', async () => {
  const { pages, world } = await signedIn()
  const [page, other] = pages
  page.happen('left')
  await other.session.signOut()
  await world.settled()

  page.happen('restored')

  expect(page.state().status).toBe('starting')
  await world.settled()
  expect(page.state()).toMatchObject({ status: 'signedOut', reason: 'requested' })
})

test('P13 a vault whose last page is left lets go of the record', async () => {
  const { pages, letGoes, world } = await signedIn()

  pages[0].happen('left')
  pages[1].happen('left')
  await world.settled()
  expect(letGoes()).toBe(0)
  pages[2].happen('left')
  await world.settled()

  expect(letGoes()).toBe(1)
})

test('a user that the app cannot read is an error that names the option', async () => {
  const { openPage } = await signedIn()

  const page = await openPage({
    user: () => {
      throw new Error('no such user')
    },
  })

  expect(page.state()).toMatchObject({
    status: 'starting',
    connection: 'degraded',
    error: { code: 'misconfigured', field: 'user' },
  })
})

test('dispose leaves nothing behind, and what waited hears of it', async () => {
  const { pages, world } = await signedIn()
  const [page] = pages
  world.network.fail('/api/whoami', { kind: 'slow', when: 'before', ms: minutes(1) }, 1)
  const waiting = page.session.fetch('/api/whoami')
  await world.settled()

  page.session.dispose()

  await expect(waiting).rejects.toMatchObject({ code: 'disposed' })
  await expect(page.session.fetch('/api/whoami')).rejects.toMatchObject({ code: 'disposed' })
})
