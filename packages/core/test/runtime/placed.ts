import type { Grant, Sharing } from '../../src/ports/strategy.js'
import type { Engine } from '../../src/runtime/engine.js'
import { type Arrival, place, type Settled } from '../../src/runtime/place.js'
import type { SessionRecord } from '../../src/runtime/record.js'
import { minutes } from '../durations.js'
import { NOW, policy } from '../machine/states.js'

const grant: Grant = { account: 'ada', claims: {} }
/** The record of a session that runs, and is being renewed. */
export const lasting: SessionRecord = {
  v: 1,
  epoch: 'one',
  generation: 3,
  account: 'ada',
  reference: 'session-1',
  startedAt: NOW - minutes(2),
  activeAt: NOW - minutes(1),
  serverDeadlines: {},
  refresh: { since: NOW, owner: 'me' },
}
export const ended: SessionRecord = { ...lasting, ended: { reason: 'requested', at: NOW } }
/** A sign-out that waits for its server. */
export const waiting: SessionRecord = { ...ended, epoch: 'older', queuedEnd: { epoch: 'older' } }

/** Where a grant of Ada's is put, by default of a cookie session. */
export function placed(
  arrival: Arrival,
  old: SessionRecord | undefined,
  facts: Partial<Grant> = {},
  { sharing = 'shared', kind = 'cookie' }: { sharing?: Sharing; kind?: 'cookie' | 'bearer' } = {},
): Settled {
  const ports = { crypto: { randomId: () => 'two' } }
  const engine = { sharing, policy, ports, strategy: { kind } } as unknown as Engine
  return place(engine, { ...grant, ...facts }, arrival, old, NOW)
}
