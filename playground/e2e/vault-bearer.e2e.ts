import { describe, expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import type { Tab } from './driver/tab.ts'
import { usePlayground } from './use-playground.ts'

const TABS = 10
const CALLS = 10
const KNOWN = `latchkey.session.state.status !== 'starting'`
const SIGNED_IN = `globalThis.latchkey?.session.state.status === 'signedIn'`

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  async function open(query: string): Promise<Tab> {
    const tab = await stage.open(query)
    await tab.until(KNOWN)
    return tab
  }

  test('P1 ten tabs of one shared worker refresh once, though the server has no session but a cookie', async () => {
    const query = 'way=refresh-cookie&prefer=shared-worker'
    const tabs = [await open(query)]
    await tabs[0]!.run(`latchkey.signIn('ada')`)
    while (tabs.length < TABS) tabs.push(await open(query))
    for (const tab of tabs) await tab.until(SIGNED_IN)
    const { counters } = stage.playground
    const before = counters.tokenRefresh
    stage.playground.expireCredentials()

    for (const tab of tabs) await tab.run(`void (globalThis.calling = latchkey.call(${CALLS}))`)
    const answers: unknown[] = []
    for (const tab of tabs) answers.push(...(await tab.run<number[]>(`globalThis.calling`)))

    console.log(`${engine}: ${TABS} tabs, ${counters.tokenRefresh - before} refreshes`)
    expect(answers).toEqual(Array.from({ length: TABS * CALLS }, () => 200))
    expect(counters.tokenRefresh - before).toBe(1)
    expect(counters.tokenReuse).toBe(0)
    expect(await tabs[1]!.run(`latchkey.session.sharedGrant`)).toBe(true)
    expect(await tabs[1]!.run(`latchkey.session.getToken().catch((error) => error.code)`)).toBe(
      'token_isolated',
    )
  })

  test('bearer tokens in a worker: a reload restores them by the cookie, a sign-out ends them everywhere', async () => {
    const query = 'way=refresh-cookie&prefer=worker'
    const tab = await open(query)
    await tab.run(`latchkey.signIn('ada')`)
    const other = await open(query)
    await other.until(SIGNED_IN)
    expect(await other.run(`latchkey.session.isolation`)).toBe('worker')

    await tab.reload()
    await tab.until(SIGNED_IN)
    expect(await tab.run(`latchkey.call(2)`)).toEqual([200, 200])

    await tab.run(`latchkey.session.signOut()`)
    await other.until(`latchkey.session.state.status === 'signedOut'`, 1_000)
    expect(await other.run(`latchkey.call(1)`)).toEqual(['signed_out'])
  })
})
