import { describe, expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import { STATE, STATUS } from './harness-tab.ts'
import { usePlayground } from './use-playground.ts'

// Where the refresh token is in the cookie jar, each tab has an access token of its own to renew, one after another.
const REFRESHES = { cookie: 1, sealed: 1, 'refresh-cookie': 10 }

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  test('sign in, call the API, reload and still be signed in, sign out, the old cookie refused', async () => {
    const tab = await stage.open()
    expect(await tab.until(`${STATUS} === 'signedOut' && ${STATUS}`)).toBe('signedOut')

    await tab.run(`latchkey.signIn('ada')`)
    expect(await tab.run(`latchkey.call(1)`)).toEqual([200])
    await tab.reload()
    await tab.until(`globalThis.latchkey && ${STATUS} === 'signedIn'`)
    const cookies = await tab.cookies()
    await tab.run(`latchkey.session.signOut()`)

    expect(await tab.run(STATE)).toMatchObject({ status: 'signedOut', reason: 'requested' })
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    expect(cookie).toContain('latchkey-session=')
    const replay = await fetch(`${stage.playground.url}/api/whoami`, { headers: { cookie } })
    expect(replay.status).toBe(401)
  })

  test('P1 ten tabs, ten calls each, credential expired: a hundred answers, and one refresh for each credential', async () => {
    const tabs = await stage.openMany(10)
    const [first, ...others] = tabs
    for (const [way, refreshes] of Object.entries(REFRESHES)) {
      await stage.goTo(first!, `way=${way}`)
      await first!.run(`latchkey.signIn('ada')`)
      for (const tab of others) await stage.goTo(tab, `way=${way}`)
      for (const tab of tabs) await tab.until(`${STATUS} === 'signedIn'`)
      const before = stage.refreshes()
      stage.playground.expireCredentials()

      for (const tab of tabs) await tab.run(`void (globalThis.calls = latchkey.call(10))`)
      const answers: unknown[] = []
      for (const tab of tabs) answers.push(...(await tab.run<unknown[]>(`globalThis.calls`)))

      const seen = {
        way,
        refreshes: stage.refreshes() - before,
        reuses: stage.playground.counters.tokenReuse,
      }
      console.log(engine, seen)
      expect(answers).toEqual(Array(100).fill(200))
      expect(seen).toEqual({ way, refreshes, reuses: 0 })
    }
  })

  test('P5 a storm of fifty refused requests costs one refresh', async () => {
    const tab = await stage.open()
    await tab.run(`latchkey.signIn('ada')`)
    stage.playground.expireCredentials()

    expect(await tab.run(`latchkey.call(50)`)).toEqual(Array(50).fill(200))
    console.log(`${engine} storm: refreshes ${stage.playground.counters.refreshCookie}`)
    expect(stage.playground.counters.refreshCookie).toBe(1)
  })

  test('P21 a silent refresh changes nothing on the page, and a half-typed text stays', async () => {
    stage.playground.limits.accessTokenMs = 3_000
    const tab = await stage.open('way=sealed')
    await tab.run(`latchkey.signIn('ada')`)
    await tab.run(`void (globalThis.mutations = 0, new MutationObserver((list) => { mutations += list.length })
    .observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true }))`)

    // Into the focused element: to find one to type into, Firefox's driver changes its style.
    await tab.run(`document.querySelector('#notes').focus()`)
    await tab.type(undefined, 'half a sen')
    await tab.until(`latchkey.events.includes('refreshed')`)

    expect(await tab.run(`[mutations, document.querySelector('#notes').value]`)).toEqual([
      0,
      'half a sen',
    ])
    expect(stage.playground.counters.tokenRefresh).toBeGreaterThan(0)
  })
})
