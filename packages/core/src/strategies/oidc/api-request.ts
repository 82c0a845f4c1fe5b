import {
  allowInsecureRequests,
  customFetch,
  type DPoPHandle,
  isDPoPNonceError,
  protectedResourceRequest,
  WWWAuthenticateChallengeError,
} from 'oauth4webapi'
import type { StrategyWorld, StepUpChallenge } from '../../ports/strategy.js'
import { isLoopback } from '../../runtime/safe-address.js'
import type { Tokens } from '../tokens.js'

// Which answers asked for stronger authentication, and how.
const challenges = new WeakMap<Response, StepUpChallenge>()

/** Sends an app's request with its token, and with a proof made for it alone where the token is bound. RFC 9449, section 7. */
export async function sendToApi(
  world: StrategyWorld,
  request: Request,
  signal: AbortSignal,
  { accessToken }: Tokens,
  proofs: DPoPHandle | undefined,
): Promise<Response> {
  // Its `body` is not looked at: WebKit then cannot send a form with a file any more.
  const spare = proofs === undefined ? request : request.clone()
  try {
    return await sendOnce(world, request, signal, accessToken, proofs)
  } catch (error) {
    if (isDPoPNonceError(error))
      return sendOnce(world, spare, signal, accessToken, proofs).catch(answerOf)
    return answerOf(error)
  }
}

/** What an API's answer asks of the user, if anything. */
export function challengeOf(response: Response): StepUpChallenge | undefined {
  return challenges.get(response)
}

function sendOnce(
  world: StrategyWorld,
  request: Request,
  signal: AbortSignal,
  accessToken: string,
  proofs: DPoPHandle | undefined,
): Promise<Response> {
  const url = new URL(request.url)
  const redirect = request.redirect === 'follow' ? 'manual' : request.redirect
  const headers = new Headers(request.headers)
  // The caller has no say in what stands for the user.
  for (const name of ['authorization', 'dpop']) headers.delete(name)
  return protectedResourceRequest(accessToken, request.method, url, headers, null, {
    [customFetch]: (_url, init) =>
      world.http.send(
        new Request(request, { headers: new Headers(init.headers), redirect, signal }),
      ),
    [allowInsecureRequests]: isLoopback(url),
    ...(proofs && { DPoP: proofs }),
  })
}

function answerOf(error: unknown): Response {
  if (!(error instanceof WWWAuthenticateChallengeError)) throw error
  const { response, cause } = error
  for (const { parameters } of cause) {
    // RFC 9470, section 3
    if (parameters.error !== 'insufficient_user_authentication') continue
    const { acr_values, max_age } = parameters as Record<string, string | undefined>
    challenges.set(response, {
      ...(acr_values !== undefined && { acrValues: acr_values }),
      ...(max_age !== undefined && { maxAgeMs: Number(max_age) * 1_000 }),
    })
  }
  return response
}
