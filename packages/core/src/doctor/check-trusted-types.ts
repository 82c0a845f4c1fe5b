import { type Finding, verdictOf } from './finding.js'
import type { Scene } from './scene.js'
import { hasKeyword } from './source-list.js'

const POLICY = 'latchkey'

/** Whether text can become script only through named policies, of which Latchkey's is one. */
export function checkTrustedTypes({ policies, options }: Scene): Finding[] {
  const { ok, advice, problem } = verdictOf(
    'trusted-types',
    'Trusted Types, "trusted-types directive"',
  )
  const named = policies
    .map((policy) => policy.get('trusted-types'))
    .filter((one) => one !== undefined)
  // Names have a case. A list of names refuses the others whether or not sinks are guarded.
  const allows = (values: readonly string[]): boolean =>
    values.some((value) => value === '*' || value === POLICY)
  if (!named.every(allows)) {
    return [
      (options.isolates ? problem : advice)(
        'trusted-types does not name latchkey, so the worker cannot start. Add it.',
      ),
    ]
  }
  const required = policies.some((policy) =>
    hasKeyword(policy.get('require-trusted-types-for') ?? [], "'script'"),
  )
  return [
    required
      ? ok('Trusted Types are required, and the policy latchkey is allowed.')
      : advice(
          "Any text can become script. Once the app's code is ready for it, say require-trusted-types-for 'script'; trusted-types latchkey.",
        ),
  ]
}
