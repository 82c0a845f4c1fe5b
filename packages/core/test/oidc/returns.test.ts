import { expect, test } from 'vitest'
import { openOidcWorld } from './open-oidc-tab.js'

async function cameBack() {
  const app = await openOidcWorld()
  const before = await app.openTab()
  await before.session.signIn().catch(() => {})
  const callback = app.provider.authorize(before.visited[0]!)
  return { ...app, callback }
}

test('P20 a return that one page hands over twice, as StrictMode does, signs in once and says so to both', async () => {
  const { openTab, callback, provider } = await cameBack()
  const { session, events } = await openTab()

  const both = [session.signIn({ callback }), session.signIn({ callback })]

  expect(await Promise.all(both)).toEqual([undefined, undefined])
  expect(session.state).toMatchObject({ status: 'signedIn', user: { sub: 'u-ada' } })
  expect(provider.counters.codes).toBe(1)
  expect(events).toEqual(['signedIn'])
})

test('P20 a return that is handed over again while its code is exchanged interrupts nothing', async () => {
  const { openTab, callback, provider, answerWith } = await cameBack()
  const { session } = await openTab()
  const again: Promise<void>[] = []
  answerWith((request) => {
    if (request.url.endsWith('/token')) again.push(session.signIn({ callback }))
    return provider.respond(request)
  })

  await session.signIn({ callback })

  await expect(again[0]).resolves.toBeUndefined()
  expect(session.state).toMatchObject({ status: 'signedIn' })
})

test('P20 a return that two tabs hand over signs in one of them, the other hears that it was used', async () => {
  const { openTab, callback, provider } = await cameBack()
  const [first, second] = [await openTab(), await openTab()]

  const both = [first.session.signIn({ callback }), second.session.signIn({ callback })]

  const said = await Promise.allSettled(both)
  expect(said.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(said.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'callback_invalid', field: 'used' },
  })
  expect(provider.counters.codes).toBe(1)
})
