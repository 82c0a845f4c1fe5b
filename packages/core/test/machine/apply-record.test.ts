import { describe, expect, test } from 'vitest'
import type { MachineState } from '../../src/machine/state.js'
import { minutes } from '../durations.js'
import { decide, NOW, recordNow, signedIn, signedOut } from './states.js'

type View = Parameters<typeof read>[1]

function read(
  state: MachineState,
  record: ReturnType<typeof recordNow> | 'missing' | 'unreadable',
) {
  return decide(state, { type: 'recordRead', record })
}

describe('P15 without a session here', () => {
  const news: [string, MachineState, View][] = [
    ['another tab signed in', signedOut({ deadEpoch: 'older' }), recordNow()],
  ]
  const noNews: [string, MachineState, View][] = [
    ['no record', signedOut(), 'missing'],
    ['no record after an end', signedOut({ deadEpoch: 'older' }), 'missing'],
    ['a store that does not answer', signedOut(), 'unreadable'],
    ['a session that is over', signedOut(), recordNow({ ended: 'requested' })],
    ['the session that just ended here', signedOut({ deadEpoch: 'one' }), recordNow()],
    ['a start that is under way', signedOut({ status: 'starting' }), recordNow()],
    ['a restore that is under way', signedOut({ busy: 'restore' }), recordNow()],
  ]

  test.each(news)('%s: it is looked for', (_name, before, record) => {
    const { state, does } = read(before, record)

    expect(state).toEqual({ ...before, busy: 'restore' })
    expect(does).toEqual(['restore'])
  })

  test.each(noNews)('%s: nothing is asked', (_name, before, record) => {
    const { state, does } = read(before, record)

    expect(state).toEqual(before)
    expect(does).toEqual([])
  })
})

describe('P15 with a session here', () => {
  test('site data that was cleared: the server is asked, and the session shown meanwhile', () => {
    const { state, does } = read(signedIn(), 'missing')

    expect(state).toEqual(signedIn({}, { busy: 'restore' }))
    expect(does).toEqual(['restore'])
  })

  test('a store that does not answer changes nothing', () => {
    const { state, does } = read(signedIn(), 'unreadable')

    expect(state).toEqual(signedIn())
    expect(does).toEqual([])
  })

  test.each(['one', 'two'])(
    'P13 a sign-out elsewhere (epoch %s) ends it with its reason',
    (epoch) => {
      const { state, effects } = read(signedIn(), recordNow({ epoch, ended: 'requested' }))

      expect(state).toMatchObject({ status: 'signedOut', reason: 'requested', origin: 'elsewhere' })
      expect(effects).toMatchObject([{ type: 'finish', epoch: 'one', origin: 'elsewhere' }])
    },
  )

  test('P14 another account ends it, and is looked for', () => {
    const { state, does } = read(signedIn(), recordNow({ epoch: 'two', account: 'grace' }))

    expect(state).toMatchObject({ status: 'signedOut', reason: 'replaced', busy: 'restore' })
    expect(does).toEqual(['finish', 'restore'])
  })

  test('another sign-in of the same account: shown meanwhile, with the deadlines of the newer one', () => {
    const newer = { startedAt: NOW + 9, activeAt: NOW - 5, serverIdleAt: NOW + minutes(2) }
    const { state, does } = read(signedIn(), recordNow({ epoch: 'two', ...newer }))

    const facts = { startedAt: NOW, activeAt: NOW - 5, activeSeen: NOW - 5 }
    expect(state).toMatchObject({
      status: 'signedIn',
      busy: 'restore',
      live: { epoch: 'one', ...facts, serverIdleAt: NOW + minutes(2) },
    })
    expect(does).toEqual(['restore'])
  })

  test('what is looked for already is not looked for twice', () => {
    const { does } = read(signedIn({}, { busy: 'restore' }), 'missing')

    expect(does).toEqual([])
  })
})

describe('P21 a page from the back/forward cache', () => {
  test.each([recordNow(), 'unreadable'] as const)('goes on, and asks the server (%s)', (record) => {
    const { state, does } = read(signedIn({}, { status: 'starting' }), record)

    expect(state).toEqual(signedIn())
    expect(does).toEqual(['check'])
  })

  test('a start without a session is not taken for such a page', () => {
    const starting = signedOut({ status: 'starting', busy: 'restore' })

    expect(read(starting, 'unreadable').state).toEqual(starting)
  })
})
