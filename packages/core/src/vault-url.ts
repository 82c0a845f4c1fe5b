import { SessionError } from './errors.js'

interface TypesPolicy {
  createScriptURL(url: string): string
}

interface TypesFactory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): TypesPolicy
}

let policy: TypesPolicy | undefined

/**
 * The address of the worker file, on this page's origin.
 *
 * The one place with `import.meta.url`. The expression stands outside the worker's constructor: bundlers then copy the file as it is.
 *
 * @throws {SessionError} `vault_url` where the file lies elsewhere; `vault_unavailable` where a Trusted Types policy is refused
 */
export function vaultUrl(workerUrl: string | URL | undefined): URL {
  // One that the app's own Trusted Types policy has approved.
  if (workerUrl !== undefined && typeof workerUrl === 'object' && !(workerUrl instanceof URL)) {
    return workerUrl
  }
  const url = new URL(workerUrl ?? new URL('./vault.js', import.meta.url), location.href)
  if (url.origin !== location.origin || !/^https?:$/.test(url.protocol)) {
    throw new SessionError('vault_url', {
      message: `The worker file is at ${url.protocol}//${url.host}, not on this origin; serve a copy and pass isolation.workerUrl.`,
    })
  }
  return trusted(url.href) as unknown as URL
}

function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TypesFactory }
  if (trustedTypes === undefined) return url
  try {
    policy ??= trustedTypes.createPolicy('latchkey', { createScriptURL: sameOrigin })
  } catch (cause) {
    throw new SessionError('vault_unavailable', {
      cause,
      message:
        'The Trusted Types policy was refused; allow `trusted-types latchkey` in the CSP, or pass a TrustedScriptURL as isolation.workerUrl.',
    })
  }
  return policy.createScriptURL(url)
}

function sameOrigin(url: string): string {
  if (new URL(url).origin !== location.origin) throw new TypeError('not of this origin')
  return url
}
