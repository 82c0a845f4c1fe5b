import type { Moment, Way } from './fault-cells.ts'
import { type Conduct, type Fault, type FaultName, FAULTS } from './fault-table.ts'

/** Whether the servers take a spent refresh credential once more for a while, or never. */
export type Rotation = 'grace' | 'strict'

/** Where a spent refresh credential is never taken again, the lost answer of a refresh ends the session. */
export const STRICT: Readonly<Partial<Record<FaultName, Conduct>>> = {
  'reset-after': 'endsAfterOneMore',
  'slow-60': 'endsLater',
}

/** A place in the matrix. */
export interface Place {
  readonly name: FaultName
  readonly way: Way
  readonly moment: Moment
  readonly rotation: Rotation
}

/** What a session does in one cell. */
export function conductOf({ name, way, moment, rotation }: Place): Conduct {
  const { conduct, but = {} }: Fault = FAULTS[name]
  const strict = rotation === 'strict' ? STRICT[name] : undefined
  return strict ?? but[`${way} ${moment}`] ?? but[moment] ?? conduct
}

/** Offline no API refuses anything. And a grace period matters where a refresh token is spent. */
export function exists({ name, way, moment, rotation }: Place): boolean {
  if (name === 'offline' && moment === '401') return false
  if (rotation === 'grace') return true
  // A cookie's rotated id stays good for some seconds anyhow.
  if (way === 'cookie') return false
  return moment === 'ahead' || moment === '401' || (way === 'bearer' && moment === 'start')
}
