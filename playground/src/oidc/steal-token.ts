import type { Session } from '@latchkey/core'
import { hookFetch, hookThen } from './hooks.ts'
import { scanStorage } from './scan-storage.ts'

/** What one way of stealing brought. */
export interface Loot {
  readonly way: string
  /** The first characters of a token; `undefined` where there was none. Never a whole one. */
  readonly found: string | undefined
}

const SHOWN_CHARACTERS = 12
const TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g

/** Does what an injected script would do to get at a token, while the app refreshes and calls the API. */
export async function stealToken(session: Session): Promise<readonly Loot[]> {
  const hooks = [hookFetch(), hookThen()] as const
  try {
    await session.refresh().catch(ignore)
    await session.fetch('/oidc/orders').catch(ignore)
  } finally {
    for (const hook of hooks) hook.stop()
  }
  const [requests, promises] = hooks.map(({ heard }) => heard.join('\n'))
  return [
    { way: 'Storage', found: tokenIn(await scanStorage()) },
    { way: 'Requests (fetch)', found: tokenIn(requests) },
    { way: 'Promises (then)', found: tokenIn(promises) },
    { way: 'session.getToken', found: tokenIn(await session.getToken().catch(() => '')) },
  ]
}

function tokenIn(text = ''): string | undefined {
  const token = text.match(TOKEN)?.find((one) => !isProof(one))
  return token === undefined ? undefined : `${token.slice(0, SHOWN_CHARACTERS)}…`
}

/** A DPoP proof opens nothing: it is made for one request. */
function isProof(token: string): boolean {
  const header = token.split('.')[0]?.replaceAll('-', '+').replaceAll('_', '/') ?? ''
  return atob(header).includes('dpop+jwt')
}

function ignore(): void {}
