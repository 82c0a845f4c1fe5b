import { type Finding, verdictOf } from './finding.js'
import type { Scene } from './scene.js'

/** Whether windows that opened the page, or were opened by it, are kept apart; and whether embedding rules stop the worker. */
export function checkIsolationHeaders(scene: Scene): Finding[] {
  return [checkOpener(scene), checkEmbedder(scene)]
}

function checkOpener({ page }: Scene): Finding {
  const { ok, advice } = verdictOf('coop', 'HTML, "Cross-origin opener policies"')
  const value = tokenOf(page?.headers, 'cross-origin-opener-policy')
  if (value === 'same-origin' || value === 'noopener-allow-popups') {
    return ok(`Cross-Origin-Opener-Policy is ${value}; a sign-in by popup works under it.`)
  }
  return advice(
    value === 'same-origin-allow-popups'
      ? 'Cross-Origin-Opener-Policy is same-origin-allow-popups. A sign-in by popup works under same-origin too: say that.'
      : 'Cross-Origin-Opener-Policy keeps no window apart, so a site that opened the page can move it. Say same-origin; a sign-in by popup works under it.',
  )
}

function checkEmbedder({ page, workerFile, world }: Scene): Finding {
  const { ok, advice, problem } = verdictOf('coep', 'HTML, "Embedder policies"')
  const name = 'cross-origin-embedder-policy'
  const value = tokenOf(page?.headers, name)
  if (!isIsolating(value)) return ok('No Cross-Origin-Embedder-Policy; Latchkey needs none.')
  const answer = 'answer' in workerFile ? workerFile.answer : undefined
  if (isIsolating(tokenOf(answer?.headers, name))) {
    return ok(`Cross-Origin-Embedder-Policy is ${value}, and the worker file has one too.`)
  }
  // Measured in three engines: a shared worker starts, a worker of the page alone does not.
  return (world.has('shared-worker') ? advice : problem)(
    `Cross-Origin-Embedder-Policy is ${value}: a worker of one page starts only if its file has the header too. Send it with vault.js.`,
  )
}

function isIsolating(value: string): boolean {
  return value === 'require-corp' || value === 'credentialless'
}

/** A header's token, without parameters. */
function tokenOf(headers: Headers | undefined, name: string): string {
  return headers?.get(name)?.split(';')[0]?.trim() ?? ''
}
