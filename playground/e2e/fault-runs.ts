import type { Engine } from './driver/engine.ts'
import { MOMENTS, WAYS, type Cell } from './fault-cells.ts'
import { exists, type Place, type Rotation, STRICT } from './fault-places.ts'
import { FAULTS, type FaultName } from './fault-table.ts'

// Five seconds of a session are 0.4 of a browser's: enough for it to answer in time.
const SPEED = 12
// A visit to the provider loads a frame; and where a server takes five seconds, eight are near.
const VISIT_SPEED = 4
const SLOW_SPEED = 2.5

export const SERVER_SPEED: number = SPEED

/** The faults that an engine cannot be given, for want of a command in its driver. */
export const CANNOT: Readonly<Record<Engine, readonly FaultName[]>> = {
  chromium: [],
  firefox: ['offline'],
  webkit: ['offline'],
}

/** A cell, and its place in the matrix. */
export interface NamedCell extends Cell, Place {}

/** All cells where spent credentials are taken for a while, or those that spend one where they never are. */
export function cellsOf(rotation: Rotation): readonly NamedCell[] {
  const names = Object.keys(rotation === 'grace' ? FAULTS : STRICT) as FaultName[]
  return names.flatMap((name) =>
    WAYS.flatMap((way) =>
      MOMENTS.filter((moment) => exists({ name, way, moment, rotation })).map((moment) => ({
        id: `${rotation}-${name}-${way}-${moment}`,
        name,
        rotation,
        way,
        moment,
        fault: FAULTS[name],
        speed: speedOf({ name, way, moment }),
      })),
    ),
  )
}

/** Whether the provider is visited then, in a frame. */
export function isVisit({ way, moment }: Pick<Place, 'way' | 'moment'>): boolean {
  return way === 'oidc' && moment === 'start'
}

function speedOf({ name, way, moment }: Pick<Place, 'name' | 'way' | 'moment'>): number {
  if (isVisit({ way, moment })) return VISIT_SPEED
  return name === 'slow-5' ? SLOW_SPEED : SPEED
}
