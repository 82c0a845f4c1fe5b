import { refusedOrigins } from './check-connections.js'
import { type Finding, verdictOf } from './finding.js'
import { type Answer, readText } from './read-text.js'
import type { Scene } from './scene.js'

const SOURCE = 'RFC 6749, section 5.2; OAuth for Browser-Based Apps, section 6.3'

// A code and a verifier that no provider made: well-formed, and worth nothing. RFC 7636, section 4.1.
const NO_CODE = 'latchkey-doctor'
const NO_VERIFIER = 'latchkey-doctor'.padEnd(43, '-')

/**
 * Whether the token endpoint hears this page, as a client that has no secret.
 *
 * It is asked for tokens with a code that is none; a provider that refuses in so many words is all right.
 */
export async function checkTokenEndpoint(scene: Scene): Promise<Finding[]> {
  const { options, provider, world } = scene
  const address = provider?.metadata?.['token_endpoint']
  if (options.clientId === undefined || typeof address !== 'string' || !URL.canParse(address)) {
    return []
  }
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: NO_CODE,
    code_verifier: NO_VERIFIER,
    redirect_uri: options.redirectUri,
    client_id: options.clientId,
  })
  const answer = await readText(world, address, {
    method: 'POST',
    body,
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  })
  return [answer === undefined ? judgeSilence(scene, address) : judge(answer)]
}

function judgeSilence(scene: Scene, address: string): Finding {
  const { advice, problem } = verdictOf('token-endpoint', SOURCE)
  return refusedOrigins(scene).includes(new URL(address).origin)
    ? advice(
        "The page's connect-src leaves the token endpoint out, so it cannot be asked from here. Run this where the page may call it.",
      )
    : problem(
        'The token endpoint is away, or does not let this origin read its answers (CORS). Register the origin with the provider.',
      )
}

function judge({ status, text }: Answer): Finding {
  const { ok, advice, problem } = verdictOf('token-endpoint', SOURCE)
  const error = errorOf(text)
  if (error === 'invalid_client' || error === 'unauthorized_client') {
    return problem(
      `The token endpoint does not know the client (${error}). Register it as a public one: no secret, authentication method none.`,
    )
  }
  return error === undefined
    ? advice(`The token endpoint answers HTTP ${status} without a word of OAuth; try a sign-in.`)
    : ok(`The token endpoint hears this page: it refused what it was to refuse (${error}).`)
}

/** The error code, where it looks like one. */
function errorOf(text: string): string | undefined {
  try {
    const { error } = (JSON.parse(text) ?? {}) as { error?: unknown }
    return typeof error === 'string' && /^[a-z_]{1,40}$/.test(error) ? error : undefined
  } catch {
    return undefined
  }
}
