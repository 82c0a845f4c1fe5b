import { type Finding, verdictOf } from './finding.js'
import type { Scene } from './scene.js'

/** Whether the page has a policy at all. */
export function checkCsp({ policies, headerPolicies }: Scene): Finding[] {
  const { ok, advice, problem } = verdictOf('csp', 'OWASP Content Security Policy Cheat Sheet')
  if (policies.length === 0) {
    return [
      problem(
        'No Content-Security-Policy binds the page: injected script may do what it likes. Send one with every answer of this origin, errors too.',
      ),
    ]
  }
  return [
    headerPolicies.length > 0
      ? ok('A Content-Security-Policy comes with the page.')
      : advice(
          'The policy stands in a <meta> alone: it cannot set frame-ancestors and binds no other page. Send it as a header with every answer of this origin.',
        ),
  ]
}
