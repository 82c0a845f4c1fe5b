import { expect, test } from 'vitest'
import { createIdleWith } from '../src/idle/create-idle.js'
import { createIdle } from '../src/idle/index.js'
import { createWorld } from '../src/testing/index.js'
import { minutes, seconds } from './durations.js'

const options = { timeoutMs: minutes(10), warningMs: seconds(30) }

test('idleness without a session: one warning and one end in every tab, and a new start', async () => {
  const world = createWorld()
  const [first, second] = [world.openPage(), world.openPage()]
  const watches = [createIdleWith(first.ports, options), createIdleWith(second.ports, options)]
  const states = () => watches.map(({ state }) => state.status)
  await world.advance(minutes(5))
  second.activity.touch()

  await world.advance(minutes(9))
  expect(states()).toEqual(['active', 'active'])
  await world.advance(seconds(40))
  expect(states()).toEqual(['warning', 'warning'])
  watches[0]!.extend()
  await world.settled()
  expect(states()).toEqual(['active', 'active'])
  await world.advance(minutes(10))
  expect(states()).toEqual(['idle', 'idle'])
  await watches[1]!.restart()
  await world.settled()

  expect(states()).toEqual(['active', 'active'])
  expect(world.network.log).toEqual([])
})

test('the state is the same object while nothing changed', async () => {
  const world = createWorld()
  const watch = createIdleWith(world.openPage().ports, options)
  const { state } = watch

  await world.advance(minutes(5))

  expect(watch.state).toBe(state)
})

test('on a server nobody is idle', () => {
  expect(createIdle(options).state).toEqual({ status: 'active' })
})
