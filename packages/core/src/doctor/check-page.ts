import { type Finding, verdictOf } from './finding.js'
import type { Scene } from './scene.js'

/** Whether the page could be read again, so that its headers are known. */
export function checkPage({ page }: Scene): Finding {
  const { ok, advice, problem } = verdictOf('page', 'OWASP HTTP Headers Cheat Sheet')
  if (page === undefined) {
    return problem(
      "The page could not be read again, so nothing is known of its headers. Allow connect-src 'self', and look for a server that refuses fetch.",
    )
  }
  return page.ok
    ? ok('The page could be read again; its headers are judged below.')
    : advice(
        `The page answers HTTP ${page.status} when it is read again: its headers may not be those that users get. Pass an address of the app as \`document\`.`,
      )
}
