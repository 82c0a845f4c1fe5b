import { allGoverning } from './csp.js'
import { type Finding, verdictOf } from './finding.js'
import type { Scene } from './scene.js'
import { hasKeyword, permissionFor, wideValues } from './source-list.js'

/** Whether the page may start the worker, and no other one. */
export function checkWorkers({ policies, self, options }: Scene): Finding[] {
  const { ok, advice, problem } = verdictOf('worker-src', 'CSP3, "worker-src"')
  const lists = allGoverning(policies, 'worker-src')
  // Started by a trusted script, a worker is let in by it; the list of addresses counts for nothing then.
  const trusting = lists.find(
    ({ name, values }) => name !== 'worker-src' && hasKeyword(values, "'strict-dynamic'"),
  )
  if (trusting !== undefined) {
    return [
      advice(
        `Workers are left to ${trusting.name} with 'strict-dynamic', which is not judged here. Say worker-src 'self'.`,
      ),
    ]
  }
  const permission = permissionFor(policies, 'worker-src', self, self)
  if (permission === 'refused') {
    const names = [...new Set(lists.map(({ name }) => name))].join(' and ')
    return [
      (options.isolates ? problem : advice)(
        `${names} refuses workers of this origin, so tokens cannot be isolated. Say worker-src 'self'.`,
      ),
    ]
  }
  const wide = lists.flatMap(({ values }) => wideValues(values))
  return [
    permission === 'free' || wide.length > 0
      ? advice(
          "Workers may come from elsewhere too, from text in the page even. Say worker-src 'self'.",
        )
      : ok('The page may start workers of its own origin.'),
  ]
}
