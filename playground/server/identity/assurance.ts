import { base, Check } from 'oidc-provider/lib/helpers/interaction_policy/index.js'
import type { interactionPolicy, KoaContextWithOIDC } from 'oidc-provider'

/** The levels of authentication (`acr`): a password, and a password with a one-time code. */
export const PASSWORD_LEVEL = 'urn:latchkey:loa:1'
/** See {@link PASSWORD_LEVEL}. */
export const OTP_LEVEL = 'urn:latchkey:loa:2'

/** The reason of an interaction that wants no more than the second factor. */
export const OTP_REASON = 'second_factor'

/**
 * When the provider must ask the user: as OpenID Connect says, and for a second factor.
 *
 * `acr_values` is only a wish in OpenID Connect; here, as RFC 9470 asks for, it is met or refused.
 */
export function createPolicy(): interactionPolicy.DefaultPolicy {
  const policy = base()
  const needsOtp = new Check(
    OTP_REASON,
    'a second factor is required',
    'login_required',
    (context) => wantsOtp(context.oidc.params) && context.oidc.session?.acr !== OTP_LEVEL,
  )
  policy.get('login')?.checks.add(needsOtp)
  return policy
}

/** Whether an authorization request asks for the second factor. */
export function wantsOtp(params: KoaContextWithOIDC['oidc']['params']): boolean {
  const wanted: unknown = params?.['acr_values']
  return typeof wanted === 'string' && wanted.split(' ').includes(OTP_LEVEL)
}
