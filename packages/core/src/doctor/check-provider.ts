import { isSafeAddress } from '../runtime/safe-address.js'
import { refusedOrigins } from './check-connections.js'
import { type Finding, verdictOf } from './finding.js'
import { type Metadata, pageOrigin, type Provider } from './provider.js'
import type { Scene } from './scene.js'

const NEEDED = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const

/** Whether a session can find its provider, and whether that is the one it was told of. */
export function checkProvider(scene: Scene): Finding[] {
  const { provider } = scene
  if (provider === undefined) return []
  const { metadata, issuer } = provider
  const found =
    metadata === undefined ? [] : [checkIssuer(metadata, issuer), checkEndpoints(metadata)]
  return [checkDiscovery(scene, provider), ...found, checkSite(scene, provider)]
}

function checkDiscovery(scene: Scene, { answer, metadata, issuer }: Provider): Finding {
  const { ok, advice, problem } = verdictOf(
    'discovery',
    'OpenID Connect Discovery 1.0, section 4; OAuth for Browser-Based Apps, section 6.3',
  )
  if (metadata !== undefined) return ok("The provider's metadata can be read from this origin.")
  if (answer !== undefined) {
    const what = answer.ok ? 'holds no JSON object' : `is HTTP ${answer.status || 'redirect'}`
    return problem(
      `The answer to .well-known/openid-configuration ${what}. Compare the issuer with the provider's own words.`,
    )
  }
  if (refusedOrigins(scene).includes(new URL(issuer).origin)) {
    return advice(
      "The page's connect-src leaves the issuer out, so its metadata cannot be looked at from here. Run this where the page may call it.",
    )
  }
  return problem(
    "The provider's metadata cannot be read from here: it is away, or does not allow this origin (CORS). Register the origin with it.",
  )
}

function checkIssuer(metadata: Metadata, issuer: string): Finding {
  const { ok, problem } = verdictOf('issuer', 'OpenID Connect Discovery 1.0, section 4.3')
  const given = metadata['issuer']
  if (given === issuer) return ok('The provider calls itself exactly as the app does.')
  const shown =
    typeof given === 'string' && /^https?:\/\/[^\s?#@]{1,200}$/.test(given) ? given : 'otherwise'
  return problem(
    `The provider calls itself ${shown}, so every sign-in is refused. Take its spelling as \`issuer\`, to the last slash.`,
  )
}

function checkEndpoints(metadata: Metadata): Finding {
  const { ok, problem } = verdictOf('endpoints', 'RFC 8414, section 2; RFC 9700, section 2.6')
  const missing = NEEDED.filter((name) => typeof metadata[name] !== 'string')
  if (missing.length > 0) {
    return problem(`The metadata names no ${missing.join(', no ')}; nobody can sign in without.`)
  }
  const unsafe = Object.keys(metadata).filter(
    (name) => /^(\w+_endpoint|jwks_uri)$/.test(name) && !isSafeAddress(metadata[name]),
  )
  return unsafe.length === 0
    ? ok('All endpoints are https.')
    : problem(`${unsafe.join(', ')}: no https address. The provider has to be set right.`)
}

/** A page cannot know the public suffix list; so this compares two labels, and says so. */
function checkSite({ self }: Scene, provider: Provider): Finding {
  const { ok, advice } = verdictOf('same-site', 'HTML, "Sites"; RFC 6265bis, section 5.2')
  const [page, other] = [new URL(self), new URL(pageOrigin(provider))]
  if (page.protocol === other.protocol && page.hostname === other.hostname) {
    return ok('Page and provider share a host: after a reload a hidden frame finds the session.')
  }
  return advice(
    page.protocol === other.protocol && siteOf(page) === siteOf(other)
      ? 'Page and provider look like one site: after a reload a hidden frame finds the session. This judges by the last two labels and does not know the public suffix list.'
      : "The provider looks like another site: browsers keep its cookie from a hidden frame, so a reload takes one visit to it. Give it a name under the page's domain, or keep to `flows.restore: 'redirect'`. This judges by the last two labels and does not know the public suffix list.",
  )
}

function siteOf({ hostname }: URL): string {
  // An address of numbers is a site of its own.
  const isAddress = /^[\d.]+$|^\[/.test(hostname)
  return isAddress ? hostname : hostname.split('.').slice(-2).join('.')
}
