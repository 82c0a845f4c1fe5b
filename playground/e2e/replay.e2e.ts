import { expect, test } from 'vitest'
import { send } from '../server/test/identity-browser.ts'
import { createThief } from './attacks/thief.ts'
import type { Tab } from './driver/tab.ts'
import { fillIn, openOidc, SIGNED_IN } from './oidc-tab.ts'
import { usePlayground } from './use-playground.ts'

// Somebody on the way of the page's requests, who keeps those to the token endpoint back until they are let go.
const LISTEN = `void (globalThis.heard = [], globalThis.fetch = new Proxy(fetch, {
  async apply(real, self, [request]) {
    const [url, body] = [request.url, await request.clone().text()]
    const { authorization, dpop } = Object.fromEntries(request.headers)
    heard.push({ url, body, authorization, dpop })
    if (url.endsWith('/token') && globalThis.keepBack) {
      await new Promise((resolve) => (globalThis.letGo = resolve))
    }
    return Reflect.apply(real, self, [request])
  },
}), globalThis.keepBack = true)`
const LET_GO = `void (globalThis.keepBack = false, letGo())`

interface Heard {
  readonly url: string
  readonly body: string
  readonly authorization: string
  readonly dpop: string
}

const stage = usePlayground('chromium')

// The provider ends a code at the first try, whoever tries: each way has a code of its own.
test.each(['no', 'another'] as const)(
  'P19 a code is of no use with %s key, even with its verifier',
  async (which) => {
    const heard = await lastHeard(await begin(), '/token')

    const answer = await exchange(heard, which)

    expect(heard.body).toMatch(/code=.+code_verifier=/)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: 'invalid_grant' })
  },
)

test('P19 a refresh token is of no use with another key', async () => {
  const tab = await signIn()
  await tab.run(`void (keepBack = true, heard.length = 0, oidcHarness.session.refresh())`)
  const heard = await lastHeard(tab, '/token')

  const answers = [await exchange(heard, 'no'), await exchange(heard, 'another')]

  expect(heard.body).toMatch(/refresh_token=/)
  expect(answers.map(({ status }) => status)).toEqual([400, 400])
  await tab.run(LET_GO)
  expect(await tab.run(`oidcHarness.session.refresh().then(() => oidcHarness.call(1))`)).toEqual([
    200,
  ])
})

test('P19 an access token is of no use with another key, nor with the proof it went with', async () => {
  const tab = await signIn()
  expect(await tab.run(`oidcHarness.call(1)`)).toEqual([200])
  const { url, authorization, dpop } = await lastHeard(tab, '/oidc/orders')
  const token = authorization.replace('DPoP ', '')
  const thief = await createThief()

  const answers = [
    await send(url, { headers: { authorization: `Bearer ${token}` } }),
    await send(url, { headers: { authorization } }),
    await send(url, { headers: { authorization, dpop } }),
    await thief.send('GET', url, { headers: { authorization } }, token),
  ]

  expect(stage.playground.identity.issuedTokens()).toContain(token)
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401])
  expect(await tab.run(`oidcHarness.call(1)`)).toEqual([200])
})

/** Signs in as far as to the exchange of the code. */
async function begin(): Promise<Tab> {
  const tab = await openOidc(stage, 'prefer=page')
  await tab.run(LISTEN)
  await tab.click('#popup')
  await fillIn(await stage.browser.popup(), 'ada')
  await tab.until(`globalThis.letGo`)
  return tab
}

async function signIn(): Promise<Tab> {
  const tab = await begin()
  await tab.run(LET_GO)
  await tab.until(SIGNED_IN)
  return tab
}

async function lastHeard(tab: Tab, path: string): Promise<Heard> {
  return tab.until<Heard>(`heard.findLast(({ url }) => new URL(url).pathname === '${path}')`)
}

/** The same request from elsewhere, without a proof or with one of another key. */
async function exchange({ url, body }: Heard, which: 'no' | 'another'): Promise<Response> {
  const form = Object.fromEntries(new URLSearchParams(body))
  const sending = { form, headers: { origin: stage.playground.url } }
  return which === 'no' ? send(url, sending) : (await createThief()).send('POST', url, sending)
}
