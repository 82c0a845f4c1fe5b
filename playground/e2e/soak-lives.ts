import { clockTime } from './soak-story.ts'
import { SOAK_LIMITS, SOAK_WAYS, type SoakNote, type SoakWay } from './soak-ways.ts'

/** What the soak itself knows of its sessions: when each began, and what may have ended it. */
export interface Lives {
  begin(way: SoakWay, id: string, at: number): void
  /** How many there were of a way. */
  count(way: SoakWay): number
  /** Something that ends the session of a way, now or when somebody comes to hear of it. */
  cause(way: SoakWay, reason: 'requested' | 'replaced' | 'rejected', at: number): void
  /** What a tab that is cut off from the others does may end any session. */
  unsure(at: number): void
  touched(at: number): void
  /** What is wrong with an end; undefined: it had to come. */
  judge(note: Extract<SoakNote, { kind: 'signedOut' }>): string | undefined
  /** The id of the session that nothing has ended. */
  living(way: SoakWay, at: number): string | undefined
  /** Whether its time was over a while ago. */
  isOverdue(way: SoakWay, at: number): boolean
}

interface Life {
  readonly way: SoakWay
  readonly id: string
  readonly since: number
  readonly causes: { readonly reason: string; readonly at: number }[]
}

const { idleMs, absoluteMs } = SOAK_LIMITS
// Activity is written every few seconds, and what is dead at once writes nothing.
const SLACK_MS = 45_000
// A page that asked before a sign-in may come to know after it.
const OVERLAP_MS = 20_000
// A page may hear before the server has closed the book on a request.
const AHEAD_MS = 3_000

const REASONS = ['requested', 'replaced', 'rejected', 'idle', 'absolute']

export function createLives(): Lives {
  const lives: Life[] = []
  const touches: number[] = []

  const last = (way: SoakWay, at = Infinity): Life | undefined =>
    lives.findLast((life) => life.way === way && life.since <= at)

  function idleFor({ since }: Life, at: number): number {
    return at - Math.max(since, touches.findLast((touch) => touch <= at) ?? 0)
  }

  function reasonsOf(life: Life, at: number): string[] {
    return [
      ...life.causes.filter((cause) => cause.at <= at + AHEAD_MS).map(({ reason }) => reason),
      ...(idleFor(life, at) >= idleMs - SLACK_MS ? ['idle'] : []),
      ...(at - life.since >= absoluteMs - SLACK_MS ? ['absolute'] : []),
    ]
  }

  return {
    begin: (way, id, at) => void lives.push({ way, id, since: at, causes: [] }),
    count: (way) => lives.filter((life) => life.way === way).length,
    cause: (way, reason, at) => void last(way)?.causes.push({ reason, at }),
    unsure(at) {
      for (const way of SOAK_WAYS) {
        for (const reason of REASONS) last(way)?.causes.push({ reason, at })
      }
    },
    touched(at) {
      for (const way of SOAK_WAYS) {
        const life = last(way)
        // Too late: the touch revives nothing.
        if (life && idleFor(life, at) >= idleMs - SLACK_MS) life.causes.push({ reason: 'idle', at })
      }
      touches.push(at)
    },
    judge({ way, id, reason, at }) {
      const told = `${clockTime(at)} ${way}: signed out, ${reason}`
      const known = lives.find((one) => one.way === way && one.id === id)
      // Where a tab found a new cookie before it was told, it gave the session a name of its own.
      const life = known ?? last(way, at - OVERLAP_MS)
      if (life === undefined || (known === undefined && life !== last(way, at))) return undefined
      const reasons = reasonsOf(life, at)
      const isRight = id === undefined ? reasons.length > 0 : reasons.includes(reason)
      return isRight ? undefined : `${told}; known: ${reasons.join() || 'the session lived'}`
    },
    living(way, at) {
      const life = last(way)
      return life !== undefined && reasonsOf(life, at).length === 0 ? life.id : undefined
    },
    isOverdue(way, at) {
      const life = last(way)
      if (life === undefined) return false
      const isIdle = idleFor(life, at) > idleMs + SLACK_MS
      return isIdle || at - life.since > absoluteMs + SLACK_MS
    },
  }
}
