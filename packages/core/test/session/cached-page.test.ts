import { describe, expect, test } from 'vitest'
import { ADA, createWorld, GRACE } from '../../src/testing/index.js'

const API = '/api/whoami'

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
