import { ancestorsOf, mayFrameProvider } from './check-frames.js'
import { type Finding, verdictOf } from './finding.js'
import { policiesOf, type Scene } from './scene.js'

/** Whether the provider can send the user back. */
export function checkRedirectUri(scene: Scene): Finding[] {
  if (scene.provider === undefined) return []
  const { ok, advice, problem } = verdictOf('redirect-uri', 'RFC 9700, sections 2.1 and 4.1')
  const { options, self, redirectPage } = scene
  if (new URL(options.redirectUri).origin !== self) {
    return [
      problem(
        'The redirect URI is on another origin, whose page has another session. Name one here.',
      ),
    ]
  }
  if (redirectPage?.ok !== true) {
    const what =
      redirectPage === undefined ? 'could not be read' : `answers HTTP ${redirectPage.status}`
    return [problem(`The page of the redirect URI ${what}: users who come back find nothing.`)]
  }
  const policies = policiesOf(redirectPage)
  if (policies.length === 0) {
    return [
      problem(
        'The page of the redirect URI comes without a Content-Security-Policy header; it is the one that codes are sent to. Send one.',
      ),
    ]
  }
  const framed = ancestorsOf(policies, redirectPage)
  if (framed === 'none' && mayFrameProvider(scene)) {
    return [
      advice(
        "The page of the redirect URI may not be framed, so the hidden frame cannot come back to it. Say frame-ancestors 'self' there, or `flows.restore: 'redirect'`.",
      ),
    ]
  }
  return [ok('The page of the redirect URI is here and has a policy.')]
}
