import type { Policy } from './csp.js'
import { type Finding, verdictOf } from './finding.js'
import { pageOrigin } from './provider.js'
import type { Answer } from './read-text.js'
import type { Scene } from './scene.js'
import { hasKeyword, permissionFor, wideValues } from './source-list.js'

/** Who may be framed by the page, and who may frame it. */
export function checkFrames(scene: Scene): Finding[] {
  return [...checkFrameSrc(scene), checkAncestors(scene)]
}

/** Whether a hidden frame can visit the provider and come back here. */
export function mayFrameProvider({ policies, self, provider }: Scene): boolean {
  if (provider === undefined) return false
  return [pageOrigin(provider), self].every(
    (origin) => permissionFor(policies, 'frame-src', origin, self) !== 'refused',
  )
}

/** Who may frame a page, by the headers that it came with. */
export function ancestorsOf(
  policies: readonly Policy[],
  answer: Answer,
): 'anyone' | 'wide' | 'some' | 'self' | 'none' | 'old' {
  const lists = policies
    .map((policy) => policy.get('frame-ancestors'))
    .filter((one) => one !== undefined)
  if (lists.length === 0) {
    const old = answer.headers.get('x-frame-options')?.trim() ?? ''
    return /^(deny|sameorigin)$/i.test(old) ? 'old' : 'anyone'
  }
  if (lists.some(isNone)) return 'none'
  if (lists.every((values) => wideValues(values).length > 0)) return 'wide'
  return lists.some((values) => values.every((value) => value.toLowerCase() === "'self'"))
    ? 'self'
    : 'some'
}

function isNone(values: readonly string[]): boolean {
  return values.length === 0 || (values.length === 1 && hasKeyword(values, "'none'"))
}

function checkFrameSrc(scene: Scene): Finding[] {
  const { policies, self, provider } = scene
  if (provider === undefined) return []
  const { ok, advice } = verdictOf('frame-src', 'CSP3, "frame-src"')
  const origin = pageOrigin(provider)
  if (permissionFor(policies, 'frame-src', origin, self) === 'free') {
    return [advice(`No frame-src: the page may frame anybody. Say frame-src 'self' ${origin}.`)]
  }
  return [
    mayFrameProvider(scene)
      ? ok(
          `frame-src allows ${origin} and this origin, so a hidden frame can look for the session after a reload.`,
        )
      : advice(
          `frame-src stops the hidden frame, so a reload takes one visit to the provider. That is the stricter way: say \`flows.restore: 'redirect'\`; or allow 'self' and ${origin}.`,
        ),
  ]
}

const ANCESTORS = 'CSP3, "frame-ancestors"; OWASP Clickjacking Defense Cheat Sheet'

function checkAncestors(scene: Scene): Finding {
  const { ok, advice, problem } = verdictOf('frame-ancestors', ANCESTORS)
  switch (ancestorsOf(scene.headerPolicies, scene.page!)) {
    case 'anyone':
      return problem(
        "Any site may frame the page, and have its user click in it. Say frame-ancestors 'none', or 'self', in a header.",
      )
    case 'wide':
      return problem("frame-ancestors lets anybody frame the page. Say 'none', or 'self'.")
    case 'old':
      return advice(
        "Only X-Frame-Options keeps frames away. Say frame-ancestors 'none', or 'self'.",
      )
    case 'some':
      return advice('frame-ancestors lets other origins frame the page; be sure of each of them.')
    case 'self':
      return ok('Only pages of this origin may frame the page.')
    case 'none':
      return mayFrameProvider(scene)
        ? advice(
            "Nobody may frame the page, which is the strictest. If the redirect URI's page says so too, the hidden frame cannot come back to it: say 'self' there, or `flows.restore: 'redirect'`.",
          )
        : ok('Nobody may frame the page.')
  }
}
