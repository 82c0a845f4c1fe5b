/** How the session is held. */
export type Way = 'cookie' | 'bearer' | 'sealed'

/** How long things live. */
export type LimitsName = 'long' | 'short'

/** What the address of the page asks for; nothing of it is stored anywhere else. */
export interface Choice {
  readonly way: Way
  readonly limits: LimitsName
  /** Whether the limits are in the address, and so are to be set at the server too. */
  readonly setsLimits: boolean
}

/** Reads the choice from a query such as `?way=bearer&limits=short`; unknown values count as none. */
export function readChoice(query: string): Choice {
  const asked = new URLSearchParams(query)
  const way = asked.get('way')
  const limits = asked.get('limits')
  return {
    way: way === 'bearer' || way === 'sealed' ? way : 'cookie',
    limits: limits === 'short' ? 'short' : 'long',
    setsLimits: limits === 'short' || limits === 'long',
  }
}

/** Says the choice, for people. */
export function choiceInWords({ way, limits }: Choice): string {
  const ways = { cookie: 'cookie', bearer: 'bearer', sealed: 'bearer, sealed' }
  return `${ways[way]}, ${limits} limits`
}
