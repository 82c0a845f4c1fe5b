// @vitest-environment node
import { expect, test } from 'vitest'
import { callApi, claimsOf, openApp, startInRealTime, type App } from './identity-app.js'
import type { TokenAnswer } from './identity-app.js'
import type { Landing } from './identity-browser.js'
import { bearer } from './page.js'

const OTP_LEVEL = 'urn:latchkey:loa:2'

test('the vault asks for a second factor, and opens with it', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)
  const { access_token: weak } = await app.signIn()

  const refused = await callApi(playground, '/oidc/vault', bearer(weak))
  const page = await app.authorize({ acr_values: OTP_LEVEL, max_age: '300' })
  const strong = await tokensOf(app, await app.fillIn(page, { otp: codeOn(page) }))
  const opened = await callApi(playground, '/oidc/vault', bearer(strong.access_token))

  expect(refused.status).toBe(401)
  expect(refused.headers.get('www-authenticate')).toBe(
    'Bearer error="insufficient_user_authentication", ' +
      `error_description="Sign in with a second factor.", acr_values="${OTP_LEVEL}", max_age=300`,
  )
  expect(page.page).not.toContain('name="password"')
  expect(claimsOf(strong.id_token)).toMatchObject({ acr: OTP_LEVEL, amr: ['pwd', 'otp'] })
  expect(opened.status).toBe(200)
})

test('who is not signed in gives the password first and then the code', async () => {
  const app = openApp(await startInRealTime())

  const first = await app.authorize({ acr_values: OTP_LEVEL })
  const second = await app.fillIn(first, { name: 'grace', password: 'grace-demo' })
  const wrong = await app.fillIn(second, { otp: '000000' })
  const right = await app.fillIn(second, { otp: codeOn(second) })

  expect(second.page).toContain('id="verify"')
  expect([wrong.status, wrong.page]).toEqual([400, expect.stringContaining('The code is wrong')])
  const tokens = await tokensOf(app, right)
  expect(claimsOf(tokens.id_token)).toMatchObject({ sub: 'u2', acr: OTP_LEVEL })
})

test('a code alone signs nobody in', async () => {
  const app = openApp(await startInRealTime())
  const helper = openApp(await startInRealTime())
  await helper.signIn()
  const code = codeOn(await helper.authorize({ acr_values: OTP_LEVEL }))

  const page = await app.authorize({ acr_values: OTP_LEVEL })
  const landing = await app.fillIn(page, { otp: code, name: 'ada' })

  expect(landing.status).toBe(400)
  expect(landing.page).toContain('name="password"')
})

test('prompt=login and the second factor together ask for both again', async () => {
  const app = openApp(await startInRealTime())
  await app.signIn()

  const page = await app.authorize({ acr_values: OTP_LEVEL, prompt: 'login' })
  const second = await app.fillIn(page, { name: 'ada', password: 'ada-demo' })
  const landing = await app.fillIn(second, { otp: codeOn(second) })

  expect(page.page).toContain('name="password"')
  expect(landing.url.searchParams.has('code')).toBe(true)
})

test('the second factor is not asked for twice, nor silently skipped', async () => {
  const app = openApp(await startInRealTime())
  await app.signIn()

  const silent = await app.authorize({ acr_values: OTP_LEVEL, prompt: 'none' })
  const page = await app.authorize({ acr_values: OTP_LEVEL })
  await app.fillIn(page, { otp: codeOn(page) })
  const again = await app.authorize({ acr_values: OTP_LEVEL, prompt: 'none' })

  expect(silent.url.searchParams.get('error')).toBe('login_required')
  expect(again.url.searchParams.has('code')).toBe(true)
})

function codeOn({ page }: Landing): string {
  return /id="demo-code">(\d{6})</.exec(page)?.[1] ?? ''
}

async function tokensOf(app: App, landing: Landing): Promise<TokenAnswer> {
  return (await (await app.exchange(landing)).json()) as TokenAnswer
}
