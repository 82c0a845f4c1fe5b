import { expect, test } from 'vitest'
import { ADA, createSessionWith, createWorld, testCookie } from '../../src/testing/index.js'

test('locks that throw leave the session to its tab, which says so once', async () => {
  const world = createWorld()
  const { ports } = world.openPage()
  const broken = new DOMException('not here', 'SecurityError')
  const lock = { hold: () => Promise.reject(broken) }
  const notices: string[] = []
  world.server.cookies.signIn(ADA)

  const session = createSessionWith({ ...ports, lock }, { strategy: testCookie() })
  session.on('notice', ({ code }) => void notices.push(code))
  await session.ready
  await session.refresh()
  await session.refresh()
  const before = session.state
  await session.signOut()

  expect(before).toMatchObject({ status: 'signedIn', connection: 'ok' })
  expect(session.state).toMatchObject({ status: 'signedOut', reason: 'requested' })
  expect(notices).toEqual(['locks_unavailable'])
})
