import { describe, expect, test } from 'vitest'
import { can } from './driver/cannot.ts'
import { ENGINES } from './driver/engines.ts'
import { openSignedIn, SIGNED_IN } from './oidc-tab.ts'
import { usePlayground } from './use-playground.ts'

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  test('signs in by redirect, calls the API, reloads and is still signed in', async () => {
    const tab = await openSignedIn(stage)

    expect(await tab.run(`location.search`)).toBe('?back')
    expect(await tab.run(`oidcHarness.session.isolation`)).toBe(
      // A redirect's transaction rests in the store with its key.
      can(engine, 'keep keys in a shared worker') ? 'shared-worker' : 'worker',
    )
    expect(await tab.run(`oidcHarness.call(3)`)).toEqual([200, 200, 200])

    await tab.reload()
    await tab.until(SIGNED_IN)

    expect(await tab.run(`oidcHarness.call(1)`)).toEqual([200])
  })
})
