import { describe, expect, test } from 'vitest'
import { enginesThatCan } from './driver/cannot.ts'
import { STATE, STATUS } from './harness-tab.ts'
import { openOidc, openSignedIn } from './oidc-tab.ts'
import { usePlayground } from './use-playground.ts'

const IDLE_MS = 2_000
const WAYS = { cookie: 'signedIn', sealed: 'signedIn', answer: 'signedOut' } as const

describe.each(enginesThatCan('keep a profile'))('%s', (engine) => {
  const stage = usePlayground(engine)

  test('P6 after a restart of the browser: a cookie and sealed tokens are there, tokens in memory are gone', async () => {
    await stage.restart('ways')
    for (const way of Object.keys(WAYS)) {
      const tab = await stage.open(`way=${way}`)
      await tab.run(`latchkey.signIn('ada', true)`)
      await tab.until(`${STATUS} === 'signedIn'`)
    }
    const late = await stage.open(`way=sealed&name=late&idle=${IDLE_MS}`)
    await late.run(`latchkey.signIn('ada', true)`)
    stage.playground.expireCredentials()
    const signedInAt = Date.now()

    await stage.restart('ways')

    for (const [way, status] of Object.entries(WAYS)) {
      const tab = await stage.open(`way=${way}`)
      await tab.until(`${STATUS} === '${status}'`)
      const answer = status === 'signedIn' ? 200 : 'signed_out'
      expect([way, ...(await tab.run<unknown[]>(`latchkey.call(1)`))]).toEqual([way, answer])
    }
    await expect.poll(() => Date.now()).toBeGreaterThan(signedInAt + IDLE_MS)
    const tab = await stage.open(`way=sealed&name=late&idle=${IDLE_MS}`)
    await tab.until(`${STATUS} === 'signedOut'`)
    expect(await tab.run(STATE)).toMatchObject({ reason: 'idle' })
    expect(stage.playground.counters.tokenReuse).toBe(0)
  })

  test('P6 after a restart OpenID tokens that are sealed are there; others come from the provider, or nobody is signed in', async () => {
    const { counters } = stage.playground.identity
    await stage.restart('oidc')
    await openSignedIn(stage, 'name=sealed&persist=sealed')
    await openSignedIn(stage, 'name=memory')

    await stage.restart('oidc')
    counters.reset()
    const sealed = await openOidc(stage, 'name=sealed&persist=sealed')
    expect(await sealed.run(`oidcHarness.session.state.status`)).toBe('signedIn')
    expect(await sealed.run(`oidcHarness.call(1)`)).toEqual([200])
    expect(counters.codes).toBe(0)
    const memory = await openOidc(stage, 'name=memory')

    const status = await memory.run<string>(`oidcHarness.session.state.status`)
    console.log(`${engine}: after a restart tokens in memory are ${status}`)
    expect(status).toBe(counters.codes === 1 ? 'signedIn' : 'signedOut')
    expect(counters.reuses).toBe(0)
  })
})
