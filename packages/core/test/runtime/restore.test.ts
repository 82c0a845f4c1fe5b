import { describe, expect, test } from 'vitest'
import { startingState } from '../../src/machine/state.js'
import type { RecordView } from '../../src/runtime/record-keeper.js'
import { restore } from '../../src/runtime/restore.js'
import { signedIn } from '../machine/states.js'
import { always, grant, KEY, partOfEngine, type Surroundings } from './part-of-engine.js'
import { ended, lasting, waiting } from './placed.js'

const resting = { ...lasting, refresh: 'rest' } as const
const NONE = { kind: 'none' } as const
const OK = { kind: 'ok', value: grant } as const

async function restored(given: Surroundings) {
  const part = partOfEngine({ kind: 'cookie', answers: { restore: always(NONE) }, ...given })
  await restore(part.engine)
  return { ...part, types: part.events.map(({ type }) => type) }
}

test('a session that is there is found with one question, and no other work', async () => {
  const { types, asked } = await restored({ record: resting, answers: { restore: always(OK) } })

  expect(types).toEqual(['signedIn'])
  expect(asked.filter((what) => what === 'restore' || what === 'signOut')).toEqual(['restore'])
})

test('P13 a session that the server does not know any longer is ended for all tabs', async () => {
  const { record, told } = await restored({ record: resting })

  expect(record()?.ended).toMatchObject({ reason: 'rejected' })
  expect(told).toEqual(['signedOut one'])
})

test('P13 somebody who signed in meanwhile is found instead', async () => {
  const part = partOfEngine({
    kind: 'cookie',
    record: ended,
    answers: {
      restore: () => {
        const before = part.asked.filter((what) => what === 'restore').length
        if (before > 1) return Promise.resolve(OK)
        part.world.storage.values.set(KEY, { ...resting, epoch: 'two' })
        return Promise.resolve(NONE)
      },
    },
  })

  await restore(part.engine)

  expect(part.record()?.ended).toBe(undefined)
  expect(part.events.map(({ type }) => type)).toEqual(['signedIn'])
})

describe('a store that does not answer in time', () => {
  function unreadable(views: readonly (RecordView | 'as it is')[], given: Surroundings) {
    const part = partOfEngine({ kind: 'cookie', answers: { restore: always(NONE) }, ...given })
    const left = [...views]
    let changes = 0
    const { keeper } = part.engine
    const next = (): Promise<RecordView> => {
      const view = left.shift() ?? 'as it is'
      return view === 'as it is' ? keeper.read() : Promise.resolve(view)
    }
    const change: typeof keeper.change = (work) => {
      changes++
      return keeper.change(work)
    }
    const engine = { ...part.engine, keeper: { ...keeper, read: next, change } }
    return { ...part, engine, changes: () => changes }
  }

  test('is waited for longer: it may hold a sign-out', async () => {
    const { engine, asked, changes } = unreadable(['unreadable'], { record: waiting })

    await restore(engine)

    expect(asked).toContain('signOut')
    expect(changes()).toBeGreaterThan(0)
  })

  test('and that holds a sign-out after all: it is sent before anything is found', async () => {
    const { engine, asked } = unreadable(['missing', 'as it is'], { record: waiting })

    await restore(engine)

    expect(asked).toEqual(['restore', 'signOut', 'restore'])
  })

  test('one that answers is read, not written', async () => {
    const { engine, changes } = unreadable([], { record: ended })

    await restore(engine)

    expect(changes()).toBe(0)
  })
})

describe('where every tab has tokens of its own', () => {
  const state = signedIn()

  test('a session that began here while nothing was found stays', async () => {
    const { types } = await restored({ kind: 'bearer', sharing: 'own', state })

    expect(types).toEqual(['done', 'recordRead'])
  })

  test('one that the record says is over does not', async () => {
    const { types } = await restored({ kind: 'bearer', sharing: 'own', state, record: ended })

    expect(types).toEqual(['notSignedIn'])
  })

  test('and nobody is signed in, nobody is found', async () => {
    const { types } = await restored({ kind: 'bearer', sharing: 'own', state: startingState(true) })

    expect(types).toEqual(['notSignedIn'])
  })
})
