import { type Check, type Finding, type Verdict, verdictOf } from './finding.js'
import { listOf, type Metadata } from './provider.js'
import type { Scene } from './scene.js'

interface Rule {
  readonly check: Check
  readonly source: string
  judge(metadata: Metadata, verdict: Verdict): Finding
}

const RULES: readonly Rule[] = [
  { check: 'pkce', source: 'RFC 7636, section 4.2; RFC 9700, section 2.1.1', judge: judgePkce },
  { check: 'response-iss', source: 'RFC 9207, section 3', judge: judgeResponseIss },
  { check: 'dpop', source: 'RFC 9449, section 5.1', judge: judgeDpop },
  { check: 'refresh-token', source: 'RFC 8414, section 2', judge: judgeRefresh },
  { check: 'revocation', source: 'RFC 7009, section 2', judge: judgeRevocation },
  { check: 'sign-out', source: 'OpenID Connect RP-Initiated Logout 1.0', judge: judgeSignOut },
  { check: 'par', source: 'RFC 9126, section 5', judge: judgePar },
  {
    check: 'response-modes',
    source: 'OAuth 2.0 Multiple Response Type Encoding Practices, section 2',
    judge: judgeModes,
  },
]

/** What the provider offers, by its own word. */
export function checkMetadata({ provider }: Scene): Finding[] {
  const metadata = provider?.metadata
  if (metadata === undefined) return []
  return RULES.map(({ check, source, judge }) => judge(metadata, verdictOf(check, source)))
}

function judgePkce(metadata: Metadata, { ok, advice, problem }: Verdict): Finding {
  const methods = listOf(metadata, 'code_challenge_methods_supported')
  if (methods === undefined) {
    return advice('The provider does not say that it knows PKCE; Latchkey sends S256. Make sure.')
  }
  return methods.includes('S256')
    ? ok('The provider knows S256.')
    : problem('The provider does not know S256, so every sign-in is refused. Turn it on there.')
}

function judgeResponseIss(metadata: Metadata, { ok, advice }: Verdict): Finding {
  return metadata['authorization_response_iss_parameter_supported'] === true
    ? ok('The provider puts its name (iss) into returns, and Latchkey insists on it.')
    : advice(
        'The provider does not put its name (iss) into returns: one that another provider sent looks the same. Turn it on there.',
      )
}

function judgeDpop(metadata: Metadata, { ok, advice }: Verdict): Finding {
  return listOf(metadata, 'dpop_signing_alg_values_supported')?.includes('ES256') === true
    ? ok('The provider binds tokens to a key (DPoP, ES256), and Latchkey has it do so.')
    : advice(
        "The provider binds no tokens with ES256: a token that gets out works anywhere. Turn DPoP on there; `dpop: 'required'` fails as it is.",
      )
}

function judgeRefresh(metadata: Metadata, { ok, advice }: Verdict): Finding {
  const types = listOf(metadata, 'grant_types_supported')
  if (types === undefined) {
    return advice('The provider does not say whether it gives refresh tokens; try a sign-in.')
  }
  return types.includes('refresh_token')
    ? ok('The provider gives refresh tokens; whether to this client, a sign-in tells.')
    : advice(
        'The provider gives no refresh tokens: each renewal asks it by a hidden frame or a visit. Turn them on, with rotation.',
      )
}

function judgeRevocation(metadata: Metadata, { ok, advice }: Verdict): Finding {
  return metadata['revocation_endpoint'] !== undefined
    ? ok('Tokens are revoked at sign-out.')
    : advice(
        'The provider revokes no tokens: after sign-out they work until they expire. Keep them short.',
      )
}

function judgeSignOut(metadata: Metadata, { ok, advice }: Verdict): Finding {
  return metadata['end_session_endpoint'] !== undefined
    ? ok("Sign-out can end the provider's own session.")
    : advice(
        "The provider's own session outlives sign-out: the next sign-in may ask for no password. Turn on its end_session_endpoint.",
      )
}

function judgePar(metadata: Metadata, { ok, problem }: Verdict): Finding {
  return metadata['require_pushed_authorization_requests'] === true
    ? problem(
        'The provider takes pushed authorization requests only, and Latchkey sends none. Lift that for this client.',
      )
    : ok('Pushed authorization requests are not insisted on; Latchkey sends none.')
}

function judgeModes(metadata: Metadata, { ok, problem }: Verdict): Finding {
  // Where the list is missing, query and fragment are meant.
  const modes = listOf(metadata, 'response_modes_supported') ?? ['query']
  return modes.includes('query')
    ? ok('The provider returns in the query, as Latchkey expects.')
    : problem(
        'The provider does not return in the query, so no sign-in comes back. Turn it on there.',
      )
}
