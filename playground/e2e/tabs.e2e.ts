import { describe, expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import { STATE, STATUS } from './harness-tab.ts'
import { usePlayground } from './use-playground.ts'

const MINUTE_MS = 60_000

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  test('P13 signing out in one of five tabs is seen by all within a second', async () => {
    const tabs = await stage.openMany(5)
    await tabs[0]!.run(`latchkey.signIn('ada')`)
    for (const tab of tabs) await tab.until(`${STATUS} === 'signedIn'`)
    for (const tab of tabs) {
      await tab.run(
        `void latchkey.session.on('signedOut', () => { globalThis.outAt = Date.now() })`,
      )
    }

    const startedAt = await tabs[2]!.run<number>(`(latchkey.session.signOut(), Date.now())`)

    const delays: number[] = []
    for (const tab of tabs) delays.push((await tab.until<number>(`globalThis.outAt`)) - startedAt)
    console.log(`${engine}: sign-out seen after ${delays.join(', ')} ms`)
    expect(Math.max(...delays)).toBeLessThan(1_000)
  })

  test('P14 another user signs in while a request is under way', async () => {
    const [first, second] = await stage.openMany(2)
    await first!.run(`latchkey.signIn('ada')`)
    await second!.until(`${STATUS} === 'signedIn'`)
    await second!.run(`void (globalThis.late = latchkey.call(1, '/api/slow?ms=3000'))`)

    await first!.run(`latchkey.signIn('grace')`)

    expect(await second!.run(`globalThis.late`)).toEqual(['signed_out'])
    await second!.until(`${STATE}.user?.name.startsWith('Grace')`)
    expect(await second!.run(`latchkey.events.includes('userChanged')`)).toBe(true)
  })

  test('P9 one countdown in all tabs, and one key in one of them closes it everywhere', async () => {
    const [first, second] = await stage.openMany(2, 'idle=8000')
    await first!.run(`latchkey.signIn('ada')`)
    await second!.until(`${STATE}.idle === 'warning'`)
    await first!.until(`${STATE}.idle === 'warning'`)
    const ends = [await first!.run(`${STATE}.idleAt`), await second!.run(`${STATE}.idleAt`)]
    expect(ends[0]).toBe(ends[1])

    await second!.press('a')

    await first!.until(`${STATE}.idle === 'active'`)
    await first!.until(`${STATUS} === 'signedOut'`, 20_000)
    await second!.until(`${STATUS} === 'signedOut'`)
    expect(await second!.run(STATE)).toMatchObject({ reason: 'idle' })
    expect(stage.playground.counters.endCookie).toBe(1)
  })

  test('P8 waking past the deadline, with a key press first, is signed out', async () => {
    const tab = await stage.open(`idle=${15 * MINUTE_MS}`)
    await tab.run(`latchkey.signIn('ada')`)

    await tab.run(`latchkey.jump(${20 * MINUTE_MS})`)
    await tab.press('a')

    await tab.until(`${STATUS} === 'signedOut'`)
    expect(await tab.run(STATE)).toMatchObject({ reason: 'idle' })
  })
})
