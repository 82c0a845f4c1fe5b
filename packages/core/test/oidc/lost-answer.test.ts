import { expect, test } from 'vitest'
import type { Session } from '../../src/session.js'
import type { World } from '../../src/testing/index.js'
import { minutes, seconds } from '../durations.js'
import { openOidcWorld } from './open-oidc-tab.js'

async function signedInLosingOne() {
  const app = await openOidcWorld()
  const { provider, answerWith } = app
  const tab = await app.openTab()
  await tab.session.signIn({ method: 'popup' })
  let lost = 0
  answerWith(async (request) => {
    const answer = await provider.respond(request)
    if (request.url.endsWith('/token') && lost++ === 0) throw new TypeError('Failed to fetch')
    return answer
  })
  return { ...app, tab }
}

// The provider's cryptography is real: how much of the world's time passes meanwhile is up to the machine.
async function refused({ session }: { session: Session }, world: World): Promise<void> {
  while (session.state.status !== 'signedOut') await world.advance(seconds(1))
}

test('P1 a strict provider ends the session at the second request, in every tab', async () => {
  const { tab, openTab, world, provider } = await signedInLosingOne()
  const other = await openTab()

  tab.session.refresh().catch(() => {})
  await world.advance(minutes(10))

  const ended = { status: 'signedOut', reason: 'rejected' }
  expect([tab.session.state, other.session.state]).toMatchObject([ended, ended])
  expect(provider.counters).toMatchObject({ refreshes: 1, reuses: 1 })
})

test('P1 a session that ended so is not restored behind the user: the provider is asked for nothing', async () => {
  const { tab, openTab, world, sent } = await signedInLosingOne()
  tab.session.refresh().catch(() => {})
  await refused(tab, world)
  tab.life.kill()
  const before = sent.length

  const next = await openTab()

  expect(next.session.state).toMatchObject({ status: 'signedOut', reason: 'rejected' })
  expect(next.visited).toEqual([])
  expect(sent).toHaveLength(before)
})

test('the user signs in again with one click, for the provider still knows who it is', async () => {
  const { tab, world } = await signedInLosingOne()
  tab.session.refresh().catch(() => {})
  await refused(tab, world)

  await tab.session.signIn({ method: 'popup' })

  expect(tab.session.state).toMatchObject({ status: 'signedIn', connection: 'ok' })
})
