import { type Finding, verdictOf } from './finding.js'
import { calledOrigins } from './provider.js'
import type { Scene } from './scene.js'
import { isOpen, permissionFor } from './source-list.js'

/**
 * Whether the page may call what its session calls.
 *
 * A worker is bound by the policy of its own file, not by the page's; so an issuer that is missing here stops no isolated session.
 */
export function checkConnections(scene: Scene): Finding[] {
  const { ok, advice, problem } = verdictOf('connect-src', 'CSP3, "connect-src"')
  const { options, policies } = scene
  if (isOpen(policies, 'connect-src')) {
    return [
      advice(
        'connect-src keeps nobody out: injected script may send what it finds anywhere. Name the origins that the app calls.',
      ),
    ]
  }
  const refused = refusedOrigins(scene)
  if (refused.length === 0) return [ok('connect-src allows every origin that the session calls.')]
  const left = `connect-src leaves out ${refused.join(' ')}`
  return [
    options.isolates
      ? advice(
          `${left}. A session in a worker is not bound by it; with \`isolation.prefer: 'page'\` add them.`,
        )
      : problem(`${left}, so the session's requests are stopped. Add them.`),
  ]
}

/** The origins that the session calls and the page may not. */
export function refusedOrigins(scene: Scene): string[] {
  const { policies, self } = scene
  return calledFrom(scene).filter(
    (origin) => permissionFor(policies, 'connect-src', origin, self) === 'refused',
  )
}

/** The origins that the session calls, beside its own. */
export function calledFrom({ options, provider }: Scene): string[] {
  const called = [...options.allowedOrigins, ...(provider ? calledOrigins(provider) : [])]
  return [...new Set(called)]
}
