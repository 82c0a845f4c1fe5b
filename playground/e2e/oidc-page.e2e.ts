import { describe, expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import { openPage, signIn, steal } from './oidc-page-tab.ts'
import { giveCode } from './oidc-tab.ts'
import { stateIs, textOf } from './page-tab.ts'
import { usePlayground } from './use-playground.ts'

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  test('the vault opens after a step-up in a popup, and notes outlive a silent refresh', async () => {
    const tab = await openPage(stage)
    await signIn(stage, tab)
    await tab.type('#notes', 'half a sen')

    await tab.click('#call-vault')
    await tab.until(`${textOf('#result')}.startsWith('step_up_required')`)
    await tab.click('#step-up')
    await giveCode(await stage.browser.popup())
    await tab.until(`${textOf('#result')} === '200: The key is under the mat.'`)
    await tab.click('#expire')
    await tab.click('#call-api')
    await tab.until(`${textOf('#log')}.includes('refreshed')`)

    expect(await tab.run(textOf('#level'))).toBe('Password and code')
    expect(await tab.run(`document.querySelector('#step-up-wanted').hidden`)).toBe(true)
    expect(await tab.run(`document.querySelector('#notes').value`)).toBe('half a sen')
  })

  test.each(['', '?isolation=worker', '?persist=sealed'])(
    'a thief in the page finds no token in a worker ("%s")',
    async (query) => {
      const tab = await openPage(stage, query)
      await signIn(stage, tab)

      await steal(tab)

      expect(await tab.run(textOf('#loot'))).toBe('Nothing: no token was in reach.')
      expect(await tab.run(textOf('#loot-list'))).not.toContain('eyJ')
    },
  )

  test('a thief finds the token that is in the page, which is never shown whole', async () => {
    const tab = await openPage(stage, '?isolation=page')
    await signIn(stage, tab)

    await steal(tab)

    expect(await tab.run(textOf('#loot'))).toMatch(/^A token, in \d of 4 ways\.$/)
    expect(await tab.run(textOf('#loot-list'))).toContain('eyJ')
    const page = await tab.run<string>(`document.documentElement.outerHTML`)
    for (const token of stage.playground.identity.issuedTokens()) expect(page).not.toContain(token)
  })

  test('the second app is one link away, and asks for no password', async () => {
    const tab = await openPage(stage)
    await signIn(stage, tab)

    await tab.click('#other-app')
    await tab.until(`location.hostname === 'orders.localhost'`)
    await tab.until(stateIs('signedOut'))
    await tab.click('#sign-in-redirect')
    await tab.until(stateIs('signedIn'))

    expect(await tab.run(textOf('#app-name'))).toBe('Orders')
    expect(await tab.run(textOf('#user-name'))).toBe('Ada Lovelace')
  })

  test('a choice outlives the visit to the provider, and what ends there ends here', async () => {
    const tab = await openPage(stage, '?isolation=worker&persist=sealed')
    await signIn(stage, tab)
    await tab.goto(`${stage.playground.url}/oidc.html`)
    await tab.until(stateIs('signedIn'))
    expect(await tab.run(`document.querySelector('#setup-persist').value`)).toBe('sealed')

    await tab.click('#revoke')
    await tab.until(`${textOf('#log')}.includes('revoked the refresh tokens')`)
    await tab.click('#refresh')

    await tab.until(stateIs('signedOut'))
    expect(await tab.run(textOf('#reason'))).toBe('The server no longer accepts the session.')
  })
})
