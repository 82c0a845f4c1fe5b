import type { JWK } from 'jose'
import { send } from '../../server/test/identity-browser.ts'
import type { Playground } from '../../server/start-playground.js'
import { createThief, type Thief } from './thief.ts'

/** What loot is worth: tokens of the user's session, a grant of the attacker's own, answers of the API. */
export type Worth = 'tokens' | 'grant' | 'session' | 'harm' | 'nothing'

/** What the API answers to whoever may see the user's orders. */
const ANSWER = '"clientId":"notes","orders":'
const MAY_BE_A_TOKEN = /[\w-]{20,}(?:\.[\w-]{20,}){0,2}/g
const PRIVATE_KEY = /\{[^{}]*"d":"[^{}]*\}/
const MOST = 1_000

/** Plays from elsewhere whatever in the loot could be a token; `victims` are those of the user's session. */
export async function worthOf(
  playground: Playground,
  loot: readonly string[],
  victims: readonly string[],
): Promise<Worth> {
  const all = new Set(loot.flatMap((text) => text.match(MAY_BE_A_TOKEN) ?? []))
  if (all.size > MOST) throw new Error(`too many to try: ${all.size}`)
  // An older refresh token would end the family of the newer one.
  const newestFirst = [...all].toSorted((a, b) => victims.indexOf(b) - victims.indexOf(a))
  const key = loot.map((text) => PRIVATE_KEY.exec(text)?.[0]).find((text) => text !== undefined)
  const ask = key === undefined ? plainly : (await createThief(JSON.parse(key) as JWK)).send
  const good: string[] = []
  for (const one of newestFirst) if (await isTakenByApi(playground, ask, one)) good.push(one)
  for (const one of newestFirst) if (await isTakenByProvider(playground, ask, one)) good.push(one)
  if (good.some((one) => victims.includes(one))) return 'tokens'
  if (good.length > 0) return 'grant'
  if (loot.some((text) => text.startsWith('HARM: '))) return 'harm'
  return loot.some((text) => text.includes(ANSWER)) ? 'session' : 'nothing'
}

const plainly: Thief['send'] = (method, url, sending) => send(url, { ...sending, method })

async function isTakenByApi(
  { apiUrl, url }: Playground,
  ask: Thief['send'],
  token: string,
): Promise<boolean> {
  const scheme = ask === plainly ? 'Bearer' : 'DPoP'
  const headers = { origin: url, authorization: `${scheme} ${token}` }
  return (await ask('GET', `${apiUrl}/oidc/orders`, { headers }, token)).ok
}

async function isTakenByProvider(
  { issuer, url }: Playground,
  ask: Thief['send'],
  text: string,
): Promise<boolean> {
  const app = { client_id: 'notes', redirect_uri: `${url}/e2e/pages/attacked.html` }
  const refresh = { grant_type: 'refresh_token', refresh_token: text }
  const code = { grant_type: 'authorization_code', code: text, code_verifier: 'x'.repeat(43) }
  for (const form of [refresh, code]) {
    const sending = { form: { ...app, ...form }, headers: { origin: url } }
    if ((await ask('POST', `${issuer}/token`, sending)).ok) return true
  }
  return false
}
