import { describe, expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import { openSignedIn, SIGNED_IN } from './oidc-tab.ts'
import { usePlayground } from './use-playground.ts'

// A shared worker of WebKit can put no key into the store, where a redirect's transaction must rest.
const SHARED = { chromium: 'shared-worker', firefox: 'shared-worker', webkit: 'worker' } as const

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  test('signs in by redirect, calls the API, reloads and is still signed in', async () => {
    const tab = await openSignedIn(stage)

    expect(await tab.run(`location.search`)).toBe('?back')
    expect(await tab.run(`oidcHarness.session.isolation`)).toBe(SHARED[engine])
    expect(await tab.run(`oidcHarness.call(3)`)).toEqual([200, 200, 200])

    await tab.reload()
    await tab.until(SIGNED_IN)

    expect(await tab.run(`oidcHarness.call(1)`)).toEqual([200])
  })
})
