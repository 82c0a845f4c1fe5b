import { describe, expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import { pressOn, stateIs } from './page-tab.ts'
import { usePlayground } from './use-playground.ts'

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  test.each(['', 'react.html', 'vue.html'])(
    'page "%s": sign in, call the API, sign out, by keyboard',
    async (page) => {
      const tab = await stage.browser.open(`${stage.playground.url}/${page}`)
      await tab.until(stateIs('signedOut'))

      await pressOn(tab, '#sign-in-ada')
      await tab.until(stateIs('signedIn'))
      await pressOn(tab, '#call-api')
      await tab.until(`document.querySelector('#result').textContent.includes('200')`)
      await pressOn(tab, '#sign-out')
      await tab.until(stateIs('signedOut'))

      await expect.poll(() => stage.playground.counters.endCookie).toBe(1)
    },
  )
})
