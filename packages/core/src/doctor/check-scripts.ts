import { allGoverning, type Governing, type Policy } from './csp.js'
import { type Finding, verdictOf } from './finding.js'
import type { Scene } from './scene.js'
import { hasKeyword, wideValues } from './source-list.js'

const SOURCE = 'CSP3, "script-src"; OWASP Content Security Policy Cheat Sheet'

/**
 * Whether a policy keeps foreign script out.
 *
 * Which script a nonce or a hash lets in is not judged, nor what 'strict-dynamic' trusts.
 */
export function checkScripts({ policies }: Scene): Finding[] {
  const { ok, advice, problem } = verdictOf('script-src', SOURCE)
  if (allGoverning(policies, 'script-src').length === 0) {
    return [problem("No script-src: script may come from anywhere. Say script-src 'self'.")]
  }
  if (allowsInline(policies)) {
    return [
      problem(
        "script-src allows 'unsafe-inline', so markup that was injected runs as script. Use files, nonces or hashes instead.",
      ),
    ]
  }
  const wide = wideSources(policies)
  if (wide.length > 0) {
    return [problem(`script-src lets in ${wide.join(' ')}: that is anybody. Name the origins.`)]
  }
  if (allowsEval(policies)) {
    return [
      advice(
        "script-src allows 'unsafe-eval': text that reaches eval runs as script. Take it out, and see what still needs it.",
      ),
    ]
  }
  return [
    ok('script-src lets in neither inline script nor eval. Nonces and hashes are not judged.'),
  ]
}

/** All policies must let it through. Elements and attributes have directives of their own. */
function allowsInline(policies: readonly Policy[]): boolean {
  return ['script-src-elem', 'script-src-attr'].some((name) =>
    allGoverning(policies, name).every(({ values }) => isInlineAllowed(values)),
  )
}

// CSP3, "Does a source list allow all inline behavior for type?": beside a nonce, a hash or 'strict-dynamic' the keyword counts for nothing.
function isInlineAllowed(values: readonly string[]): boolean {
  const overruled = values.some((value) =>
    /^'(nonce-.+|sha(256|384|512)-.+|strict-dynamic)'$/i.test(value),
  )
  return !overruled && hasKeyword(values, "'unsafe-inline'")
}

function allowsEval(policies: readonly Policy[]): boolean {
  return allGoverning(policies, 'script-src').every(({ values }) =>
    hasKeyword(values, "'unsafe-eval'"),
  )
}

/** What every policy leaves open; with 'strict-dynamic' a list of addresses counts for nothing. */
function wideSources(policies: readonly Policy[]): string[] {
  const open = allGoverning(policies, 'script-src-elem').map(wideIn)
  return open.every((values) => values.length > 0) ? (open[0] ?? []) : []
}

function wideIn({ values }: Governing): string[] {
  return hasKeyword(values, "'strict-dynamic'") ? [] : wideValues(values)
}
