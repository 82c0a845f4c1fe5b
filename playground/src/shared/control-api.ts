import type { PlaygroundLimits } from './limits.ts'
import { toStatus, type Fault, type ServerStatus } from './server-status.ts'

/**
 * Asks the playground's server for something that no real server offers.
 *
 * @throws {Error} where it does not answer, or refuses
 */
export async function control(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(path, {
    method,
    headers: {
      'latchkey-csrf': '1',
      // An empty body that calls itself JSON is refused.
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    cache: 'no-store',
  })
  if (!response.ok) throw new Error(`The server answered ${response.status}.`)
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}

export async function readStatus(): Promise<ServerStatus> {
  return toStatus(await control('GET', '/playground/status'))
}

export async function setLimits(limits: PlaygroundLimits): Promise<void> {
  await control('POST', '/playground/limits', {
    idleMs: limits.idle.timeoutMs,
    absoluteMs: limits.absoluteTimeoutMs,
    credentialMs: limits.credentialMs,
    accessTokenMs: limits.credentialMs,
  })
}

export async function setFault(fault: Fault): Promise<void> {
  await control('POST', '/playground/faults', fault)
}

export async function clearFaults(): Promise<void> {
  await control('DELETE', '/playground/faults')
}

/** Expires, at the server, what opens the API; the sessions stand. */
export async function expireCredentials(): Promise<void> {
  await control('POST', '/playground/expire')
}

/** Ends something at the identity server; returns how many there were. */
export async function endAtProvider(what: 'expire' | 'revoke' | 'end'): Promise<number> {
  const answer = (await control('POST', `/playground/identity/${what}`)) ?? {}
  return Number(Object.values(answer)[0] ?? 0)
}

/** Ends a user's sessions at the server, as an administrator or another device would. */
export async function endSessionsOf(sub: string, kind: 'cookie' | 'bearer'): Promise<number> {
  const { sessions } = await readStatus()
  const meant = sessions.filter((one) => one.sub === sub && one.kind === kind)
  for (const { reference } of meant) await control('POST', '/playground/end', { reference })
  return meant.length
}
