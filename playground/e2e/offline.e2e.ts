import { describe, expect, test } from 'vitest'
import { can } from './driver/cannot.ts'
import { ENGINES } from './driver/engines.ts'
import type { Tab } from './driver/tab.ts'
import { STATE, STATUS } from './harness-tab.ts'
import { usePlayground } from './use-playground.ts'

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  const keeps = can(engine, 'keep a profile')
  let profiles = 0

  async function openFirst(way: string): Promise<Tab> {
    if (keeps) await stage.restart(`profile-${++profiles}`)
    return stage.open(`way=${way}`)
  }

  async function closeAndOpen(tab: Tab, way: string): Promise<Tab> {
    await (keeps ? stage.restart(`profile-${profiles}`) : tab.close())
    return stage.open(`way=${way}`)
  }

  test.each(['cookie', 'sealed'])(
    'P13 %s: a sign-out without network survives closing the browser (WebKit: the tab); then the next user stays',
    async (way) => {
      const tab = await openFirst(way)
      await tab.run(`latchkey.signIn('ada', true)`)
      stage.playground.faults.set({ route: 'end', kind: 'reset-before' })
      await tab.run(`latchkey.session.signOut()`)
      const ended = () => stage.playground.counters.endCookie + stage.playground.counters.tokenEnd
      const still = await closeAndOpen(tab, way)
      await still.until(`${STATUS} === 'signedOut'`)
      expect(await still.run(STATE)).toMatchObject({ reason: 'requested' })
      const before = ended()
      stage.playground.faults.clear()
      await still.reload()
      await still.until(`globalThis.latchkey && ${STATUS} === 'signedOut'`)
      expect(ended()).toBe(before + 1)

      await still.run(`latchkey.signIn('grace')`)
      await still.reload()
      await still.until(`globalThis.latchkey && ${STATUS} === 'signedIn'`)
      expect(await still.run(`${STATE}.user.name`)).toMatch(/^Grace/)
    },
  )

  test.each(['cookie', 'sealed'])(
    'P13 %s: the next user signs in before the queued sign-out was sent, and stays signed in',
    async (way) => {
      const tab = await openFirst(way)
      await tab.run(`latchkey.signIn('ada', true)`)
      stage.playground.faults.set({ route: 'end', kind: 'reset-before' })
      await tab.run(`latchkey.session.signOut()`)
      const next = await closeAndOpen(tab, way)
      await next.until(`${STATUS} === 'signedOut'`)

      await next.run(`latchkey.signIn('grace', true)`)
      stage.playground.faults.clear()
      const before = stage.playground.counters.endCookie + stage.playground.counters.tokenEnd
      await next.reload()

      await next.until(`globalThis.latchkey && ${STATUS} === 'signedIn'`)
      expect(await next.run(`${STATE}.user.name`)).toMatch(/^Grace/)
      expect(await next.run(`latchkey.call(1)`)).toEqual([200])
      expect(stage.playground.counters.endCookie + stage.playground.counters.tokenEnd).toBe(before)
    },
  )
})
