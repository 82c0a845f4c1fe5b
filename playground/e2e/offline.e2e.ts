import { describe, expect, test } from 'vitest'
import { can } from './driver/cannot.ts'
import { ENGINES } from './driver/engines.ts'
import type { Tab } from './driver/tab.ts'
import { STATE, STATUS } from './harness-tab.ts'
import { usePlayground } from './use-playground.ts'

const WAYS = ['cookie', 'sealed']

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  const keeps = can(engine, 'keep a profile')
  let profiles = 0

  const ended = (): number => {
    const { endCookie, tokenEnd } = stage.playground.counters
    return endCookie + tokenEnd
  }

  const breakEnds = () => stage.playground.faults.set({ route: 'end', kind: 'reset-before' })

  /** Signs Ada in and, without a network, out again in each way; then the browser closes, in WebKit the tabs. */
  async function signOutUnheard(): Promise<void> {
    if (keeps) await stage.restart(`profile-${++profiles}`)
    const tabs: Tab[] = []
    for (const way of WAYS) {
      const tab = await stage.open(`way=${way}`)
      await tab.run(`latchkey.signIn('ada', true)`)
      tabs.push(tab)
    }
    breakEnds()
    for (const tab of tabs) await tab.run(`latchkey.session.signOut()`)
    if (keeps) return stage.restart(`profile-${profiles}`)
    for (const tab of tabs) await tab.close()
  }

  /** Opens the page again, still without a network. */
  async function openSignedOut(way: string): Promise<Tab> {
    breakEnds()
    const tab = await stage.open(`way=${way}`)
    await tab.until(`${STATUS} === 'signedOut'`)
    return tab
  }

  test('P13 a sign-out without network survives closing the browser (WebKit: the tab); then the next user stays', async () => {
    await signOutUnheard()

    for (const way of WAYS) {
      const still = await openSignedOut(way)
      expect(await still.run(STATE)).toMatchObject({ reason: 'requested' })
      const before = ended()
      stage.playground.faults.clear()
      await still.reload()
      await still.until(`globalThis.latchkey && ${STATUS} === 'signedOut'`)
      expect({ way, ended: ended() }).toEqual({ way, ended: before + 1 })

      await still.run(`latchkey.signIn('grace')`)
      await still.reload()
      await still.until(`globalThis.latchkey && ${STATUS} === 'signedIn'`)
      expect(await still.run(`${STATE}.user.name`)).toMatch(/^Grace/)
    }
  })

  test('P13 the next user signs in before the queued sign-out was sent, and stays signed in', async () => {
    await signOutUnheard()

    for (const way of WAYS) {
      const next = await openSignedOut(way)

      await next.run(`latchkey.signIn('grace', true)`)
      stage.playground.faults.clear()
      const before = ended()
      await next.reload()

      await next.until(`globalThis.latchkey && ${STATUS} === 'signedIn'`)
      expect(await next.run(`${STATE}.user.name`)).toMatch(/^Grace/)
      expect(await next.run(`latchkey.call(1)`)).toEqual([200])
      expect({ way, ended: ended() }).toEqual({ way, ended: before })
    }
  })
})
