import { describe, expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import { fillIn, giveCode, openOidc } from './oidc-tab.ts'
import { usePlayground } from './use-playground.ts'

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  test.each(['', 'without-shared'])(
    'signs in with a popup, steps up with another, and keeps the page (%s)',
    async (query) => {
      const tab = await openOidc(stage, query)
      await tab.run(`void (globalThis.kept = 'half a sentence')`)

      await tab.click('#popup')
      await fillIn(await stage.browser.popup(), 'ada')
      await tab.until(`oidcHarness.session.state.status === 'signedIn'`)
      const epoch = await tab.run(`oidcHarness.session.state.id`)

      expect(await tab.run(`oidcHarness.call(1)`)).toEqual([200])
      expect(await tab.run(`oidcHarness.call(1, '/oidc/vault')`)).toEqual(['step_up_required'])
      expect(await tab.run(`oidcHarness.told.at(-1)`)).toEqual({
        acrValues: 'urn:latchkey:loa:2',
        maxAgeMs: 300_000,
      })

      await tab.click('#step-up')
      await giveCode(await stage.browser.popup())
      await tab.until(`oidcHarness.session.state.user.acr === 'urn:latchkey:loa:2'`)

      expect(await tab.run(`oidcHarness.call(1, '/oidc/vault')`)).toEqual([200])
      expect(await tab.run(`oidcHarness.session.state.id`)).toBe(epoch)
      expect(await tab.run(`globalThis.kept`)).toBe('half a sentence')
      expect(await tab.run(`oidcHarness.failures`)).toEqual([])
    },
  )

  test.each(['', 'without-shared'])(
    'a user who closed the popup clicks again, and signs in with the next one (%s)',
    async (query) => {
      const tab = await openOidc(stage, query)
      await tab.click('#popup')
      const first = await stage.browser.popup()
      await first.until(`document.querySelector('form') !== null`)
      await first.close()

      await tab.click('#popup')
      await fillIn(await stage.browser.popup(), 'ada')

      await tab.until(`oidcHarness.session.state.status === 'signedIn'`)
      expect(await tab.run(`oidcHarness.call(1)`)).toEqual([200])
      expect(await tab.run(`oidcHarness.failures`)).toEqual(['sign_in_failed'])
    },
  )
})
