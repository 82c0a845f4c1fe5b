import type { Limits } from './limits.js'

/** The two instants from which a session's deadlines follow. */
export interface Lifetime {
  readonly createdAt: number
  activeAt: number
}

/** When a session ends for want of activity. */
export function idleExpiresAt(life: Lifetime, limits: Limits): number {
  return life.activeAt + limits.idleMs
}

/** When a session ends however active its user is. */
export function absoluteExpiresAt(life: Lifetime, limits: Limits): number {
  return life.createdAt + limits.absoluteMs
}

/** Whether a session has reached one of its deadlines; the deadline itself is too late. */
export function isOver(life: Lifetime, limits: Limits, now: number): boolean {
  return now >= idleExpiresAt(life, limits) || now >= absoluteExpiresAt(life, limits)
}
