import { expect, test } from 'vitest'
import { STATE, STATUS } from './harness-tab.ts'
import { usePlayground } from './use-playground.ts'

const stage = usePlayground()

test.each(['cookie', 'sealed'])(
  'P13 %s: a sign-out without network survives closing the browser; then the next user stays',
  async (way) => {
    const profile = way
    await stage.restart(profile)
    const tab = await stage.open(`way=${way}`)
    await tab.run(`latchkey.signIn('ada', true)`)
    stage.playground.faults.set({ route: 'end', kind: 'reset-before' })
    await tab.run(`latchkey.session.signOut()`)
    const ended = () => stage.playground.counters.endCookie + stage.playground.counters.tokenEnd
    await stage.restart(profile)
    const still = await stage.open(`way=${way}`)
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
    const profile = `next-${way}`
    await stage.restart(profile)
    const tab = await stage.open(`way=${way}`)
    await tab.run(`latchkey.signIn('ada', true)`)
    stage.playground.faults.set({ route: 'end', kind: 'reset-before' })
    await tab.run(`latchkey.session.signOut()`)
    await stage.restart(profile)
    const next = await stage.open(`way=${way}`)
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
