import type { JWK } from 'jose'
import { send } from '../../server/test/identity-browser.ts'
import type { Playground } from '../../server/start-playground.js'
import { createThief, type Thief } from './thief.ts'

/** What loot is worth: tokens of the user's session, a grant of the attacker's own, answers of the API. */
export type Worth = 'tokens' | 'grant' | 'session' | 'harm' | 'nothing'

type Loot = readonly string[]

/** What the API answers to whoever may see the user's orders. */
const ANSWER = '"clientId":"notes","orders":'
const MAY_BE_A_TOKEN = /[\w-]{20,}(?:\.[\w-]{20,}){0,2}/g
const PRIVATE_KEY = /\{[^{}]*"d":"[^{}]*\}/
const MOST = 1_000

// What a server refused it refuses for good: no text becomes a token, and no token comes back to life.
const refused = new WeakMap<Playground, Set<string>>()

/** Plays from elsewhere whatever in the loot of a visit could be a token; `victims` are those of the user's session. */
export async function worthsOf<Name extends string>(
  playground: Playground,
  loot: Readonly<Record<Name, Loot>>,
  victims: readonly string[],
): Promise<Record<Name, Worth>> {
  const entries = Object.entries<Loot>(loot)
  const keyless = entries.filter(([, texts]) => keyIn(texts) === undefined)
  // Who has a token that another attack has as well must not find it spent.
  const good = await goodOf(
    playground,
    keyless.flatMap(([, texts]) => texts),
    victims,
  )
  const worths: [string, Worth][] = []
  for (const [name, texts] of entries) {
    const key = keyIn(texts)
    const own = key === undefined ? good : await goodOf(playground, texts, victims, key)
    worths.push([name, worthOf(texts, own, victims)])
  }
  return Object.fromEntries(worths) as Record<Name, Worth>
}

function worthOf(loot: Loot, good: ReadonlySet<string>, victims: readonly string[]): Worth {
  const own = candidatesIn(loot).filter((text) => good.has(text))
  if (own.some((one) => victims.includes(one))) return 'tokens'
  if (own.length > 0) return 'grant'
  if (loot.some((text) => text.startsWith('HARM: '))) return 'harm'
  return loot.some((text) => text.includes(ANSWER)) ? 'session' : 'nothing'
}

function candidatesIn(loot: Loot): string[] {
  return [...new Set(loot.flatMap((text) => text.match(MAY_BE_A_TOKEN) ?? []))]
}

function keyIn(loot: Loot): string | undefined {
  return loot.map((text) => PRIVATE_KEY.exec(text)?.[0]).find((text) => text !== undefined)
}

/** The texts that the API or the provider takes. */
async function goodOf(
  playground: Playground,
  loot: Loot,
  victims: readonly string[],
  key?: string,
): Promise<ReadonlySet<string>> {
  const ask = key === undefined ? plainly : (await createThief(JSON.parse(key) as JWK)).send
  const known = refused.get(playground) ?? new Set()
  refused.set(playground, known)
  const fresh = candidatesIn(loot).filter((text) => key !== undefined || !known.has(text))
  if (fresh.length > MOST) throw new Error(`too many to try: ${fresh.length}`)
  // An older refresh token would end the family of the newer one.
  const newestFirst = fresh.toSorted((a, b) => victims.indexOf(b) - victims.indexOf(a))
  const good = new Set<string>()
  for (const one of newestFirst) if (await isTakenByApi(playground, ask, one)) good.add(one)
  for (const one of newestFirst) if (await isTakenByProvider(playground, ask, one)) good.add(one)
  if (key === undefined) for (const one of fresh) if (!good.has(one)) known.add(one)
  return good
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
