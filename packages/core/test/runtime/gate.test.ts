import { describe, expect, test } from 'vitest'
import type { Live } from '../../src/machine/state.js'
import { createGate } from '../../src/runtime/credential-gate.js'
import { minutes, seconds } from '../durations.js'
import { liveNow, NOW, signedIn } from '../machine/states.js'
import { partOfEngine } from './part-of-engine.js'
import { lasting } from './placed.js'

/** A gate in a tab that has just seen the record. */
async function gateOf(live: Live, after = live) {
  const states = [signedIn(live)]
  const part = partOfEngine({ record: lasting })
  await part.engine.keeper.read()
  const state = () => states.shift() ?? signedIn(after)
  let renewals = 0
  const renew = () => {
    renewals++
    return Promise.resolve({ kind: 'ok', value: undefined } as const)
  }
  const gate = createGate({ ...part.engine, state }, renew, () => Promise.resolve())
  return { ...part, gate, renewals: () => renewals }
}

describe('a request of a session that stands', () => {
  test('passes at once, without a look at the store and without waking anybody', async () => {
    const live = liveNow()
    const { gate, events, renewals } = await gateOf(live)

    expect(gate(0)).toEqual(live)

    expect([events, renewals()]).toEqual([[], 0])
  })

  test('with a credential that ends too soon waits for a new one, and for nothing else', async () => {
    const { gate, events, renewals } = await gateOf(liveNow({ expiresAt: NOW + seconds(30) }))

    await gate(minutes(1))

    expect([events, renewals()]).toEqual([[], 1])
  })

  test('looks at the record first where it was seen more than a second ago', async () => {
    const { gate, events, world } = await gateOf(liveNow())
    await world.advance(seconds(1))

    await gate(0)

    expect(events).toContainEqual(expect.objectContaining({ type: 'recordRead' }))
  })
})

test('P14 a request that was begun for one user never goes on for the next', async () => {
  const { gate, world } = await gateOf(liveNow(), liveNow({ account: 'grace' }))
  await world.advance(seconds(1))

  await expect(gate(0)).rejects.toMatchObject({ code: 'signed_out' })
})
