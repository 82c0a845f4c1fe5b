import { describe, expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import type { Tab } from './driver/tab.ts'
import { openOidc, openSignedIn, SIGNED_IN } from './oidc-tab.ts'
import { usePlayground } from './use-playground.ts'

// 'reload' while no other page was visited since.
const ARRIVED_BY = `performance.getEntriesByType('navigation')[0].type`

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)
  const atHost = (host: string): string => {
    const url = new URL(stage.playground.url)
    url.hostname = host
    return url.origin
  }

  const signIn = (query: string, host: string): Promise<Tab> =>
    openSignedIn(stage, query, atHost(host))

  test('a reload asks a provider of the same site out of sight', async () => {
    const tab = await signIn('without-shared', 'app.idp.localhost')

    await tab.reload()
    await tab.until(SIGNED_IN)

    expect(await tab.run(ARRIVED_BY)).toBe('reload')
    expect(await tab.run(`document.querySelectorAll('iframe').length`)).toBe(0)
    expect(await tab.run(`oidcHarness.call(1)`)).toEqual([200])
  })

  test('a reload visits a provider of another site once', async () => {
    const tab = await signIn('without-shared', 'app.localhost')
    stage.playground.identity.counters.reset()

    await tab.reload()
    await tab.until(SIGNED_IN)

    expect(await tab.run(ARRIVED_BY)).toBe('navigate')
    expect(stage.playground.identity.counters.codes).toBe(1)
  })

  test('a reload wakes sealed tokens without asking the provider', async () => {
    const tab = await signIn('without-shared&persist=sealed', 'localhost')
    stage.playground.identity.counters.reset()

    await tab.reload()
    await tab.until(SIGNED_IN)

    expect(await tab.run(ARRIVED_BY)).toBe('reload')
    expect(await tab.run(`oidcHarness.call(1)`)).toEqual([200])
    expect(stage.playground.identity.counters.codes).toBe(0)
  })

  test('signed in at one app, the other one asks for no password', async () => {
    await signIn('', 'app.localhost')
    const orders = await openOidc(stage, 'client=orders', atHost('orders.localhost'))

    await orders.click('#sign-in')
    await orders.until(SIGNED_IN)

    expect(await orders.run(`oidcHarness.session.state.user.sub`)).toBe('u1')
    expect(await orders.run(`oidcHarness.call(1)`)).toEqual([200])
  })

  test('P20 two sessions in one page (StrictMode) handle a return once, and send it off once', async () => {
    const settled = `globalThis.oidcHarness?.second.state.status !== 'starting'`
    const tab = await signIn('prefer=worker&twice', 'app.localhost')
    await tab.until(settled)
    stage.playground.identity.counters.reset()

    await tab.reload()
    await tab.until(SIGNED_IN)
    await tab.until(settled)

    expect(await tab.run(`oidcHarness.call(1)`)).toEqual([200])
    expect(stage.playground.identity.counters.codes).toBeLessThanOrEqual(2)
    expect(await tab.run(`oidcHarness.session.state.error?.code ?? 'none'`)).toBe('none')
  })

  test('P20 a forged return is refused with an error, and the session stands', async () => {
    const tab = await signIn('without-shared&persist=sealed', 'localhost')
    stage.playground.identity.counters.reset()

    await tab.goto(`${stage.playground.url}/e2e/pages/oidc.html?code=forged&state=r.forged&kept=1`)
    await tab.until(SIGNED_IN)

    expect(await tab.run(`location.search`)).toBe('?kept=1')
    expect(await tab.run(`oidcHarness.session.state.error.code`)).toBe('callback_invalid')
    expect(await tab.run(`oidcHarness.call(1)`)).toEqual([200])
    expect(stage.playground.identity.counters.codes).toBe(0)
  })
})
