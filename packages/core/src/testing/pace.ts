import type { Timeline } from './timeline.js'

/** A step on the way between a tab and what it talks to. */
export type Hop = 'store' | 'channel' | 'lock' | 'network' | 'wire'

/** How long the next such step takes, in milliseconds: whoever decides that decides what overtakes what. */
export type Pace = (hop: Hop) => number

/** Takes a step. */
export type Hops = (hop: Hop) => Promise<void>

/** Steps at a pace of world time; without one, each takes no time at all. */
export function createHops(timeline: Timeline, pace: Pace | undefined): Hops {
  if (pace === undefined) return () => Promise.resolve()
  return (hop) => new Promise((resolve) => void timeline.after(pace(hop), resolve))
}

/** A way on which nothing overtakes anything: what was sent first arrives first. */
export function createLane(hops: Hops, hop: Hop): () => Promise<void> {
  let last = Promise.resolve()
  return () => (last = last.then(() => hops(hop)))
}
