import { describe, expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import { STATE, STATUS } from './harness-tab.ts'
import { usePlayground } from './use-playground.ts'

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  test('signing in shows in the other tab and survives a reload; signing out shows too', async () => {
    const [first, second] = await stage.openMany(2)
    await first!.run(`latchkey.signIn('ada')`)
    await second!.until(`${STATUS} === 'signedIn'`)
    await second!.reload()
    await second!.until(`globalThis.latchkey && ${STATUS} === 'signedIn'`)

    await second!.run(`latchkey.session.signOut()`)

    await first!.until(`${STATUS} === 'signedOut'`)
    expect(await first!.run(STATE)).toMatchObject({ reason: 'requested' })
    expect(stage.playground.counters.endCookie).toBe(1)
  })
})
