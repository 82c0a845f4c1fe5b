import { describe, expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import type { Tab } from './driver/tab.ts'
import { STATE, STATUS } from './harness-tab.ts'
import { usePlayground } from './use-playground.ts'

const WAYS = ['cookie', 'sealed', 'refresh-cookie']
const KNOWN = `${STATUS} !== 'starting'`
const NOTICES = `latchkey.told.filter((one) => 'code' in one).map(({ code }) => code)`
/** All that outlives the page, but for IndexedDB and what script cannot see. */
const WEAKER = `[localStorage.length, sessionStorage.length, document.cookie]`

/** What is poorer in the page, and what the session says of it. A worker's own platform stays as it is. */
const POORER: readonly (readonly [string, string])[] = [
  ['no IndexedDB', 'storage_unavailable'],
  ['IndexedDB throws', 'storage_unavailable'],
  ['IndexedDB does not open', 'storage_unavailable'],
  ['no BroadcastChannel', 'channel_unavailable'],
  ['BroadcastChannel throws', 'channel_unavailable'],
  ['no locks', 'locks_unavailable'],
  ['locks throw', 'locks_unavailable'],
]

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)
  async function open(query: string): Promise<Tab> {
    const tab = await stage.open(query)
    await tab.until(KNOWN)
    return tab
  }

  test.each(POORER)('%s: the session works in that tab, and says %s', async (platform, code) => {
    // From a page without a session.
    const tab = await stage.browser.open(`${stage.playground.url}/api/nowhere`)
    for (const way of WAYS) {
      await stage.goTo(tab, `way=${way}&platform=${platform}`)
      await tab.until(KNOWN)
      await tab.run(`latchkey.signIn('ada')`)
      const answers = [await tab.run(`latchkey.call(1)`)]
      stage.playground.expireCredentials()
      answers.push(await tab.run(`latchkey.call(3)`))
      const notices = await tab.run(NOTICES)
      const weaker = await tab.run(WEAKER)
      await tab.run(`latchkey.session.signOut()`)
      answers.push(await tab.run(`latchkey.call(1)`))

      expect({ way, answers, notices, weaker }).toEqual({
        way,
        answers: [[200], [200, 200, 200], ['signed_out']],
        notices: [code],
        weaker: [0, 0, ''],
      })
      expect(await tab.run(STATE)).toMatchObject({ status: 'signedOut', reason: 'requested' })
    }
  })

  test.each([
    ['', 'shared-worker'],
    ['no SharedWorker', 'worker'],
  ])('bearer tokens are kept where they can be isolated (%s): in a %s', async (platform, place) => {
    const tab = await open(`way=refresh-cookie&prefer=auto&platform=${platform}`)
    await tab.run(`latchkey.signIn('ada')`)

    expect(await tab.run(`latchkey.session.isolation`)).toBe(place)
    expect(await tab.run(`latchkey.call(1)`)).toEqual([200])
    expect(await tab.run(`latchkey.session.getToken().catch(({ code }) => code)`)).toBe(
      'token_isolated',
    )
  })
})
