import { expect, test } from 'vitest'
import { ADA, createWorld, testCookie } from '../../src/testing/index.js'
import { hours, minutes, seconds } from '../durations.js'

const IDLE_MS = minutes(15)
const WARNING_MS = minutes(1)
const idle = { timeoutMs: IDLE_MS, warningMs: WARNING_MS }
const warning = { status: 'signedIn', idle: 'warning' }
const active = { status: 'signedIn', idle: 'active' }

test('P9 the warning comes exactly one minute before the end, in every tab, with one countdown', async () => {
  const world = createWorld()
  const [first, second] = [await world.openTab({ idle }), await world.openTab({ idle })]
  await first.signIn(ADA)

  await world.advance(IDLE_MS - WARNING_MS - 1)
  expect([first.state, second.state]).toMatchObject([active, active])
  await world.advance(1)
  expect([first.state, second.state]).toMatchObject([warning, warning])
  const idleAt = world.timeline.wall() + WARNING_MS
  expect([first.state, second.state]).toMatchObject([{ idleAt }, { idleAt }])
  await world.advance(WARNING_MS)

  expect([first.state, second.state]).toMatchObject([
    { status: 'signedOut', reason: 'idle' },
    { status: 'signedOut', reason: 'idle' },
  ])
  expect(world.server.cookies.live()).toBe(0)
})

test('P9 extending in one tab closes the warning in all', async () => {
  const world = createWorld()
  const [first, second] = [await world.openTab({ idle }), await world.openTab({ idle })]
  await first.signIn(ADA)
  await world.advance(IDLE_MS - seconds(30))

  second.session.extend()
  await world.settled()

  expect([first.state, second.state]).toMatchObject([active, active])
  expect(first.events).toContain('active')
  await world.advance(IDLE_MS - 1)
  expect(first.state).toMatchObject(warning)
})

test('P9 a key in the warning closes it at once, also where the server has the same idle timeout', async () => {
  const world = createWorld()
  world.server.limits.idleMs = IDLE_MS
  const [first, second] = [await world.openTab({ idle }), await world.openTab({ idle })]
  await first.signIn(ADA)
  await world.advance(IDLE_MS - seconds(30))
  expect([first.state, second.state]).toMatchObject([warning, warning])
  const before = first.changes()

  await first.touch()

  expect([first.state, second.state]).toMatchObject([active, active])
  expect(first.changes() - before).toBe(1)
  expect(world.network.count('POST /session/keep-alive')).toBe(1)
  await world.advance(IDLE_MS - WARNING_MS - 1)
  expect([first.state, second.state]).toMatchObject([active, active])
})

test.each([5, minutes(5)])(
  'P9 a server whose idle timeout is %s ms shorter ends the session in the warning, without a flicker',
  async (shorterMs) => {
    const world = createWorld()
    world.server.limits.idleMs = IDLE_MS - shorterMs
    const tab = await world.openTab({ idle })
    await tab.signIn(ADA)

    await world.advance(IDLE_MS - shorterMs - 1)
    expect(tab.state).toMatchObject(warning)
    await world.advance(shorterMs + 1)

    expect(tab.state).toMatchObject({ status: 'signedOut', reason: 'idle' })
    expect(tab.events).not.toContain('active')
  },
)

test('P7 activity in one tab keeps every tab, without a message', async () => {
  const world = createWorld()
  const [first, second] = [await world.openTab({ idle }), await world.openTab({ idle })]
  await first.signIn(ADA)
  const said = world.channels.said.length

  for (let minute = 0; minute < 30; minute += 5) {
    await world.advance(minutes(5))
    await first.touch()
  }
  await world.advance(minutes(13))

  expect([first.state, second.state]).toMatchObject([active, active])
  expect(world.channels.said).toHaveLength(said)
})

test('P7 a dead tab neither keeps the session nor ends it', async () => {
  const world = createWorld()
  const [first, second] = [await world.openTab({ idle }), await world.openTab({ idle })]
  await first.signIn(ADA)
  await first.touch()
  first.kill()

  await world.advance(minutes(5))
  await second.touch()
  await world.advance(minutes(13))
  expect(second.state).toMatchObject(active)
  await world.advance(minutes(2))

  expect(second.state).toMatchObject({ status: 'signedOut', reason: 'idle' })
})

test('P8 a laptop that slept past the idle deadline wakes up signed out, even if touched first', async () => {
  const world = createWorld()
  const tab = await world.openTab({ idle })
  await tab.signIn(ADA)

  world.suspend(minutes(20))
  await tab.touch()

  expect(tab.state).toEqual({ status: 'signedOut', reason: 'idle', origin: 'here' })
})

test('P8 a request after such a sleep is not sent', async () => {
  const world = createWorld()
  const tab = await world.openTab({ idle })
  await tab.signIn(ADA)
  world.suspend(minutes(20))

  const answer = tab.session.fetch('/api/whoami')
  answer.catch(() => {})
  await world.settled()

  await expect(answer).rejects.toMatchObject({ code: 'signed_out' })
  expect(world.network.count('GET /api/whoami')).toBe(0)
})

test('P8 a session whose idle deadline passed while no tab was open is not found again', async () => {
  const world = createWorld()
  const tab = await world.openTab({ idle })
  await tab.signIn(ADA)
  tab.kill()
  world.suspend(minutes(16))

  const later = await world.openTab({ idle })

  expect(later.state).toMatchObject({ status: 'signedOut', reason: 'idle' })
  expect(world.server.cookies.live()).toBe(0)
})

test('the absolute timeout ends the session however active its user is', async () => {
  const world = createWorld()
  const tab = await world.openTab({ idle, absoluteTimeoutMs: hours(1) })
  await tab.signIn(ADA)

  for (let minute = 0; minute < 55; minute += 5) {
    await world.advance(minutes(5))
    await tab.touch()
  }
  await world.advance(minutes(5) - 1)
  expect(tab.state).toMatchObject(active)
  await world.advance(1)

  expect(tab.state).toEqual({ status: 'signedOut', reason: 'absolute', origin: 'here' })
})

test('P6 a clock that is wrong all the time changes nothing', async () => {
  const world = createWorld({ clockErrorMs: -hours(5) })
  world.server.limits.absoluteMs = hours(8)
  const tab = await world.openTab({ idle })
  await tab.signIn(ADA)

  const { endsAt } = tab.state as { endsAt: number }

  expect(endsAt - world.timeline.wall()).toBe(hours(8))
})

test('P6 a clock set back prolongs nothing while the page lives', async () => {
  const world = createWorld()
  const tab = await world.openTab({ idle, absoluteTimeoutMs: minutes(20) })
  await tab.signIn(ADA)
  await world.advance(minutes(5))

  world.timeline.setWall(-hours(3))
  await world.advance(minutes(9))
  expect(tab.state).toMatchObject(warning)
  await world.advance(minutes(1))

  expect(tab.state).toMatchObject({ status: 'signedOut', reason: 'idle' })
})

test('P6 activity written before the clock was set back keeps a new tab for one timeout at most', async () => {
  const world = createWorld()
  const tab = await world.openTab({ idle })
  await tab.signIn(ADA)
  tab.kill()
  world.timeline.setWall(-hours(3))

  const later = await world.openTab({ idle })
  expect(later.state).toMatchObject(active)
  await world.advance(IDLE_MS)

  expect(later.state).toMatchObject({ status: 'signedOut', reason: 'idle' })
})

test('P6 a page opened after the clock was set back goes on where the others were', async () => {
  const world = createWorld()
  const tab = await world.openTab({ idle })
  await tab.signIn(ADA)
  tab.kill()
  world.timeline.setWall(-hours(3))
  const later = await world.openTab({ idle })

  await later.touch()
  await world.advance(idle.timeoutMs - 1)
  expect(later.state).toMatchObject({ status: 'signedIn', idle: 'warning' })
  await world.advance(1)

  expect(later.state).toMatchObject({ status: 'signedOut', reason: 'idle' })
})

test('P7 a sleep makes no timer of an earlier session wake the next one late', async () => {
  const world = createWorld()
  const tab = await world.openTab({ idle, absoluteTimeoutMs: minutes(40) })
  await tab.signIn(ADA)
  await world.advance(idle.timeoutMs)
  world.suspend(minutes(20))

  await tab.signIn(ADA)
  await world.advance(idle.timeoutMs)

  expect(tab.state).toMatchObject({ status: 'signedOut', reason: 'idle' })
})

test('P8 after the clock was set back a sleep still counts', async () => {
  const world = createWorld()
  const tab = await world.openTab({ idle })
  await tab.signIn(ADA)
  world.timeline.setWall(-hours(1))
  await tab.show()

  world.suspend(idle.timeoutMs)
  await tab.touch()

  expect(tab.state).toMatchObject({ status: 'signedOut', reason: 'idle' })
})

test('P6 a clock set forward may end the session early, as a sleep does', async () => {
  const world = createWorld()
  const tab = await world.openTab({ idle })
  await tab.signIn(ADA)

  world.timeline.setWall(hours(1))
  await tab.show()

  expect(tab.state).toMatchObject({ status: 'signedOut', reason: 'idle' })
})

test('P10 passive checks slide nothing: the server ends a session that only polls', async () => {
  const world = createWorld()
  world.server.limits.idleMs = minutes(10)
  const tab = await world.openTab()
  await tab.signIn(ADA)

  for (let minute = 0; minute < 12; minute += 2) {
    await world.advance(minutes(2))
    await tab.show()
  }

  expect(tab.state).toMatchObject({ status: 'signedOut', origin: 'server' })
})

test('P10 activity without traffic reaches the server by a throttled keep-alive', async () => {
  const world = createWorld()
  world.server.limits.idleMs = minutes(20)
  const tab = await world.openTab()
  await tab.signIn(ADA)

  for (let minute = 0; minute < 40; minute++) {
    await world.advance(minutes(1))
    await tab.touch()
  }

  expect(tab.state).toMatchObject({ status: 'signedIn' })
  expect(world.network.count('POST /session/keep-alive')).toBe(8)
})

test('P11 the sign-out at the end is sent once, whatever the number of tabs', async () => {
  const world = createWorld()
  const tabs = [await world.openTab({ idle }), await world.openTab({ idle })]
  tabs.push(await world.openTab({ idle }))
  await tabs[0]!.signIn(ADA)

  await world.advance(IDLE_MS)

  expect(tabs.map((tab) => tab.state.status)).toEqual(Array(3).fill('signedOut'))
  expect(world.network.count('POST /session/end')).toBe(1)
})

test('P12 activity moves no timer, changes no state and sends no message', async () => {
  const world = createWorld()
  const tab = await world.openTab({ idle })
  await tab.signIn(ADA)
  const before = [world.timeline.timers(), tab.changes(), world.channels.said.length]
  const writes = world.storage.writes()

  for (let second = 0; second < 60; second++) {
    await world.advance(seconds(1))
    await tab.touch()
  }

  expect([world.timeline.timers(), tab.changes(), world.channels.said.length]).toEqual(before)
  expect(world.storage.writes() - writes).toBe(12)
})

test('P12 a hidden tab has one timer', async () => {
  const world = createWorld()
  const tab = await world.openTab({ idle })
  await tab.signIn(ADA)

  await tab.hide()

  expect(world.timeline.timers()).toBe(1)
})

test('holding keeps the session in every tab until it is released', async () => {
  const world = createWorld()
  const [first, second] = [await world.openTab({ idle }), await world.openTab({ idle })]
  await first.signIn(ADA)

  const release = first.session.hold('upload')
  await world.advance(hours(2))
  expect([first.state, second.state]).toMatchObject([active, active])
  release()
  await world.advance(IDLE_MS)

  expect([first.state.status, second.state.status]).toEqual(['signedOut', 'signedOut'])
})

test('without idle options there is no idle timeout here', async () => {
  const world = createWorld()
  const tab = await world.openTab({ strategy: testCookie() })
  await tab.signIn(ADA)

  await world.advance(hours(30))

  expect(tab.state).toMatchObject(active)
})
