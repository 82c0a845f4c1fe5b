import { describe, expect, test } from 'vitest'
import { enginesThatCan } from './driver/cannot.ts'
import type { ChromiumTab } from './driver/chromium-tab.ts'
import { openDevtools } from './driver/devtools.ts'
import { findSecret } from './find-secret.ts'
import { openSignedIn } from './oidc-tab.ts'
import { type Heap, readHeap, WHOLE_TEXTS } from './page-heap.ts'
import { usePlayground } from './use-playground.ts'

// What a page could do with a `token`, so that each way of looking is seen to find one.
const PLANTS = [
  ['in a closure', `globalThis.planted = () => token`],
  ['a text of two bytes a character', `globalThis.planted = token + '\\u2603'`],
  ['put together', `globalThis.planted = token.slice(0, 50) + Math.random() + token.slice(50)`],
  ['in pieces', `globalThis.planted = [token.slice(0, 40), token.slice(40)]`],
  ['as the bytes of UTF-16', `globalThis.planted = [...token].join('\\0')`],
] as const

describe.each(enginesThatCan('take heap snapshots'))('%s', (engine) => {
  const stage = usePlayground(engine, { args: [WHOLE_TEXTS] })

  describe.each(['worker', 'shared-worker'])('P18 with the tokens in a %s', (place) => {
    test('the page has none of them in its heap, nor a piece of one', async () => {
      const tab = await useWithTokensIn(place)

      const heap = await heapOfPage()

      const tokens = stage.playground.identity.issuedTokens()
      for (const token of tokens) expect(findSecret(heap, token)).toEqual([])
      expect(tokens).toHaveLength(6)
      expect(await tab.run(`oidcHarness.session.isolation`)).toBe(place)
    })
  })

  test('with the tokens in the page, its heap has the access token', async () => {
    await useWithTokensIn('page')

    const heap = await heapOfPage()

    const [, , , accessToken] = stage.playground.identity.issuedTokens()
    expect(findSecret(heap, accessToken!)).toContain(accessToken)
  })

  test('P18 the search finds a token wherever a page could have it', async () => {
    const tab = await useWithTokensIn('worker')
    const token = stage.playground.identity.issuedTokens()[0]!
    const reversed = JSON.stringify([...token].toReversed())

    const results: Record<string, readonly boolean[]> = {}
    for (const [name, plant] of PLANTS) {
      // The other way round, so that the script itself is not what is found.
      await tab.run(`void ((token) => { ${plant} })(${reversed}.reverse().join(''))`)
      const planted = findSecret(await heapOfPage(), token)
      await tab.run(`void (globalThis.planted = undefined)`)
      const gone = findSecret(await heapOfPage(), token)
      results[name] = [planted.length > 0, gone.length > 0]
    }

    expect(results).toEqual(Object.fromEntries(PLANTS.map(([name]) => [name, [true, false]])))
  })

  /** Signs in, refreshes and calls the API, all with the tokens in that place. */
  async function useWithTokensIn(place: string): Promise<ChromiumTab> {
    const tab = await openSignedIn(stage, `prefer=${place}`)
    await tab.run(`oidcHarness.call(2)`)
    await tab.run(`oidcHarness.session.refresh()`)
    expect(await tab.run(`oidcHarness.call(2)`)).toEqual([200, 200])
    return tab
  }

  async function heapOfPage(): Promise<Heap> {
    const devtools = await openDevtools(stage.browser.profileDir, stage.playground.url)
    try {
      return await readHeap(devtools)
    } finally {
      devtools.close()
    }
  }
})
