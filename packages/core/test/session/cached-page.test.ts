import { describe, expect, test } from 'vitest'
import { cookie } from '../../src/index.js'
import { ADA, createSessionWith, createWorld, GRACE } from '../../src/testing/index.js'

const API = '/api/whoami'

test('P13 a page that is left holds up no other: it lets go of the record', async () => {
  const { ports, lifecycle } = createWorld().openPage()
  let times = 0
  const store = { ...ports.store!, letGo: () => void times++ }
  const session = createSessionWith(
    { ...ports, store },
    { strategy: cookie({ session: '/session', end: '/session/end' }) },
  )
  await session.ready

  for (const change of ['hidden', 'shown', 'online'] as const) lifecycle.happen(change)
  expect(times).toBe(0)
  lifecycle.happen('left')
  session.dispose()
  lifecycle.happen('left')

  expect(times).toBe(1)
})

describe('P21 a page from the back/forward cache', () => {
  test('sends nothing before it was checked', async () => {
    const world = createWorld({ without: ['channel'] })
    const [first, second] = [await world.openTab(), await world.openTab()]
    await first.signIn(ADA)
    await second.show()
    second.cache()
    await first.signOut()

    const back = second.back()
    const answer = second.session.fetch(API)
    answer.catch(() => {})
    await back

    await expect(answer).rejects.toMatchObject({ code: 'signed_out' })
    expect(world.network.count(`GET ${API}`)).toBe(0)
  })

  test('P14 sends nothing for the user who is there now', async () => {
    const world = createWorld({ without: ['channel'] })
    const [first, second] = [await world.openTab(), await world.openTab()]
    await first.signIn(ADA)
    await second.show()
    second.cache()
    await first.signIn(GRACE)

    const back = second.back()
    const answer = second.session.fetch(API, { method: 'POST', body: "Ada's order" })
    answer.catch(() => {})
    await back

    await expect(answer).rejects.toMatchObject({ code: 'signed_out' })
    expect(world.network.count(`POST ${API}`)).toBe(0)
  })
})
