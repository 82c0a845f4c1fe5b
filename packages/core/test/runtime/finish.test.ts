import { describe, expect, test } from 'vitest'
import type { Sharing } from '../../src/ports/strategy.js'
import { finish } from '../../src/runtime/sign-out.js'
import { partOfEngine } from './part-of-engine.js'
import { ended, lasting } from './placed.js'

const ending = { type: 'finish', epoch: 'one', reference: 'older', reason: 'requested' } as const
const newer = { ...lasting, epoch: 'two' }

describe('P13 whom the end of a session is told', () => {
  test.each([
    ['here', 'shared', lasting, ['signedOut one'], true],
    ['here', 'own', lasting, ['signedOut one'], true],
    ['here', 'shared', undefined, ['signedOut one'], true],
    ['here', 'shared', newer, [], false],
    ['here', 'shared', ended, [], false],
    ['server', 'shared', lasting, ['signedOut one'], false],
    ['server', 'own', lasting, ['signedOut one'], false],
    ['elsewhere', 'shared', lasting, [], false],
    ['elsewhere', 'own', ended, [], true],
  ] as const)('ended %s, tokens %s', async (origin, sharing: Sharing, record, tabs, server) => {
    const { engine, asked, told, events } = partOfEngine({ record, sharing })

    await finish(engine, { ...ending, origin })

    expect(told).toEqual(tabs)
    expect(asked).toEqual(server ? ['signOut', 'forget one'] : ['forget one'])
    expect(events).toEqual(server ? [{ type: 'done', work: 'end' }] : [])
  })
})

describe('P14 a session that another one replaced', () => {
  test('here is forgotten, and nobody is told: the newer one is news enough', async () => {
    const { engine, asked, told, record } = partOfEngine({ record: lasting, sharing: 'own' })

    await finish(engine, { ...ending, reason: 'replaced', origin: 'here' })

    expect([asked, told]).toEqual([['forget one'], []])
    expect(record()).toEqual(lasting)
  })

  test('elsewhere still has tokens of its own to end', async () => {
    const { engine, asked } = partOfEngine({ record: newer, sharing: 'own' })

    await finish(engine, { ...ending, reason: 'replaced', origin: 'elsewhere' })

    expect(asked).toEqual(['signOut', 'forget one'])
  })
})

describe('P13 the record of a sign-out', () => {
  const failing = { signOut: () => Promise.resolve({ kind: 'unavailable' } as const) }

  test('keeps the public name that the record knew, for the server that is told later', async () => {
    const { engine, record } = partOfEngine({ record: lasting, answers: failing })

    await finish(engine, { ...ending, origin: 'here' })

    expect(record()).toMatchObject({
      epoch: 'one',
      ended: { reason: 'requested' },
      queuedEnd: { epoch: 'one', reference: 'session-1' },
    })
  })

  test('of a cleared site has the public name that this tab knew', async () => {
    const { engine, record } = partOfEngine({ answers: failing })

    await finish(engine, { ...ending, origin: 'here' })

    expect(record()).toMatchObject({ queuedEnd: { epoch: 'one', reference: 'older' } })
  })

  test.each([
    ['server', 'shared'],
    ['here', 'own'],
  ] as const)('queues nothing that no other tab can send (%s, %s)', async (origin, sharing) => {
    const { engine, record } = partOfEngine({ record: lasting, answers: failing, sharing })

    await finish(engine, { ...ending, origin })

    expect(record()).toMatchObject({ ended: { reason: 'requested' } })
    expect(record()?.queuedEnd).toBe(undefined)
  })
})
