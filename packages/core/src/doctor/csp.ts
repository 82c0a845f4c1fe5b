/** One policy: its directives, each with its values as written. */
export type Policy = ReadonlyMap<string, readonly string[]>

/** A directive that governs something, itself or as the fallback of another one. */
export interface Governing {
  readonly name: string
  readonly values: readonly string[]
}

// CSP3, "Get fetch directive fallback list": who speaks for a directive that is not there.
const FALLBACKS: Readonly<Record<string, readonly string[]>> = {
  'connect-src': ['default-src'],
  'frame-src': ['child-src', 'default-src'],
  'script-src': ['default-src'],
  'script-src-attr': ['script-src', 'default-src'],
  'script-src-elem': ['script-src', 'default-src'],
  'worker-src': ['child-src', 'script-src', 'default-src'],
}

/**
 * Reads a header or the content of a `<meta>`: several policies may stand there, and all of them bind.
 *
 * CSP3, sections 2.2.1 and 2.2.2: the first directive of a name wins, names have no case.
 */
export function parsePolicies(text: string | null): Policy[] {
  const policies = (text ?? '').split(',').map(parsePolicy)
  return policies.filter(({ size }) => size > 0)
}

/** The directive that governs, in one policy; undefined where that policy leaves it free. */
export function governing(policy: Policy, directive: string): Governing | undefined {
  for (const name of [directive, ...(FALLBACKS[directive] ?? [])]) {
    const values = policy.get(name)
    if (values !== undefined) return { name, values }
  }
  return undefined
}

/** The directives that govern together, one for each policy that has any. */
export function allGoverning(policies: readonly Policy[], directive: string): Governing[] {
  return policies
    .map((policy) => governing(policy, directive))
    .filter((found) => found !== undefined)
}

function parsePolicy(text: string): Policy {
  const policy = new Map<string, readonly string[]>()
  for (const token of text.split(';')) {
    const [name, ...values] = token.split(/[\t\n\f\r ]+/).filter((part) => part !== '')
    // A directive that is not all ASCII is none.
    if (name === undefined || /[^\0-\x7f]/.test(token)) continue
    const key = name.toLowerCase()
    if (!policy.has(key)) policy.set(key, values)
  }
  return policy
}
