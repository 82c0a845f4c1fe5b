/** What a request asks for, and what it shows for it. */
export interface Asked {
  readonly kind: 'refresh' | 'exchange' | 'call' | 'other'
  /** The refresh token or the code that it spends, or the access token that it uses; for cookies the reference that it means. */
  readonly credential: string
  /** Of the code that it spends. */
  readonly verifier?: string
}

/** Reads a request as any of the servers does. `cookie`: the refresh token in the jar as it left. */
export async function readRequest(request: Request, cookie: string | undefined): Promise<Asked> {
  const { headers, url } = request
  const { pathname } = new URL(url)
  const bearer = headers.get('authorization')?.replace('Bearer ', '')
  const shown = bearer ?? headers.get('latchkey-session') ?? ''
  if (pathname.startsWith('/api/')) return { kind: 'call', credential: shown }
  if (pathname === '/session/refresh') return { kind: 'refresh', credential: shown }
  if (!pathname.startsWith('/token')) return { kind: 'other', credential: shown }
  const form = new URLSearchParams(await request.text())
  const verifier = form.get('code_verifier')
  if (verifier !== null) return { kind: 'exchange', credential: form.get('code') ?? '', verifier }
  const kind = form.get('grant_type') === 'refresh_token' ? 'refresh' : 'other'
  return { kind, credential: form.get('refresh_token') ?? cookie ?? '' }
}
