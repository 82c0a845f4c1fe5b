import { expect, test } from 'vitest'
import { inThisRealm } from '../../src/in-this-realm.js'
import { bearerStrategy } from '../../src/strategies/bearer.js'
import { ADA, createWorld } from '../../src/testing/index.js'
import { sealedBearer } from '../bearer-sessions.js'
import { seconds } from '../durations.js'

/** Options of a session whose app refreshes by a function, which takes no notice of its signal. */
function stubborn() {
  let answer = (_response: Response): void => {}
  const refresh = () => new Promise<Response>((resolve) => void (answer = resolve))
  const strategy = bearerStrategy({
    signIn: { url: '/token/sign-in' },
    refresh,
    end: { url: '/token/end' },
  })
  return {
    options: { strategy: inThisRealm(strategy), isolation: { persist: 'sealed' as const } },
    answer: (response: Response) => answer(response),
  }
}

test('P4 a refusal that comes to a robbed holder ends nothing: it may be of what the robber spent', async () => {
  const world = createWorld()
  const { options, answer } = stubborn()
  const robbed = await world.openTab(options)
  await robbed.signIn(ADA, {})
  const robber = await world.openTab(sealedBearer())
  robbed.session.refresh().catch(() => {})
  await world.settled()
  robbed.freeze()
  const refreshing = robber.session.refresh()
  await world.advance(seconds(11))
  await refreshing
  await robbed.thaw()

  answer(Response.json({ error: 'invalid_grant' }, { status: 400 }))
  await world.settled()

  expect([robbed.state.status, robber.state.status]).toEqual(['signedIn', 'signedIn'])
  expect(await robbed.session.getToken()).toBe(await robber.session.getToken())
})
