import type { Fault } from './server-status.ts'

/** Which requests can fail, for people. */
export const FAULT_ROUTES: Readonly<Record<string, string>> = Object.freeze({
  refresh: 'Refresh',
  session: 'Session reads',
  token: 'Token endpoint',
  api: 'API calls',
  end: 'Sign-out',
  'identity-token': 'Identity: tokens',
  'identity-par': 'Identity: pushed requests',
  'identity-revocation': 'Identity: revocation',
  'identity-discovery': 'Identity: discovery',
  all: 'Everything',
})

/** How they can fail, for people. */
export const FAULT_KINDS: Readonly<Record<string, string>> = Object.freeze({
  'status-503': 'Unavailable (503)',
  'status-500': 'Internal error (500)',
  'status-502': 'Bad gateway (502)',
  'status-429': 'Too many requests (429)',
  'status-408': 'Request timeout (408)',
  'status-425': 'Too early (425)',
  'reset-before': 'Connection cut before the server acts',
  'reset-after': 'Connection cut after the server acted',
  'slow-before': 'One second late, before it acts',
  'slow-after': 'One second late, after it acted',
  html: 'A hotel Wi-Fi page instead',
  'truncated-json': 'Half an answer',
  'wrong-shape': 'An answer of the wrong shape',
  'invalid-grant': 'The refresh token is refused',
  'bad-request': 'Bad request (400)',
  unauthorized: 'Unauthorized (401)',
})

/** Says which failures are planned. */
export function faultsInWords(faults: readonly Fault[]): string {
  if (faults.length === 0) return 'The server works as it should.'
  return `Will fail: ${faults.map(faultInWords).join('; ')}.`
}

function faultInWords({ route, kind, times }: Fault): string {
  const often = times === undefined ? 'until cleared' : times === 1 ? 'once' : `${times} times`
  return `${FAULT_ROUTES[route] ?? route} – ${FAULT_KINDS[kind] ?? kind}, ${often}`
}
