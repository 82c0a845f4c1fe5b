import { isSessionError } from '../../errors.js'
import type { Outcome } from '../../ports/strategy.js'
import type { VisitMethod } from '../../ports/visit.js'
import { withTimeLimit } from '../../runtime/time-limit.js'
import type { Tokens } from '../tokens.js'
import type { OidcWorld } from './oidc-world.js'
import { visitProvider } from './visit-provider.js'

const FRAME_LIMIT_MS = 5_000

/**
 * Finds a session again through the provider's own: out of sight, or by one visit without a question.
 *
 * `mayLeave`: the page was just opened, and nobody has begun anything in it. A hidden frame gets no answer where the browser keeps the provider's cookie from it; only a visit can tell then.
 */
export async function restoreSession(at: OidcWorld, mayLeave: boolean): Promise<Outcome<Tokens>> {
  const { world, options } = at
  const { restore = 'auto' } = options.flows ?? {}
  const ask = (here: OidcWorld, method: VisitMethod, returnTo?: string) =>
    visitProvider(here, { method, by: 'restore', prompt: 'none', returnTo })

  if (restore === 'auto' || restore === 'frame') {
    const framed = await withTimeLimit(world.clock, FRAME_LIMIT_MS, [at.signal], (signal) =>
      unlessRefused(ask({ ...at, signal }, 'frame')),
    ).catch(() => REFUSED)
    if (framed.kind !== 'none' || restore === 'frame') return framed
  }
  const returnTo = world.visit?.leavable()
  if (restore === 'none' || !mayLeave || returnTo === undefined) return REFUSED
  const asked = await unlessRefused(ask(at, 'redirect', returnTo))
  if (asked.kind !== 'unavailable') return asked
  // The page is on its way to the provider; nothing is known until it is back, or gives up.
  await new Promise((resolve) => at.signal.addEventListener('abort', resolve))
  return asked
}

/** The provider's word that it would have to ask the user: there is nothing to restore. */
async function unlessRefused(answer: Promise<Outcome<Tokens>>): Promise<Outcome<Tokens>> {
  try {
    return await answer
  } catch (error) {
    if (isSessionError(error) && ['sign_in_failed', 'sign_in_loop'].includes(error.code))
      return REFUSED
    throw error
  }
}

const REFUSED = { kind: 'none' } as const
