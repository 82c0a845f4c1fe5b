import { expect, test } from 'vitest'
import { createGuardedClock } from '../../src/runtime/guarded-clock.js'
import { createWorld } from '../../src/testing/index.js'
import { hours, minutes, seconds } from '../durations.js'

function clockInWorld() {
  const { timeline, openPage } = createWorld()
  const clock = createGuardedClock(openPage().ports.clock)
  const start = clock.now()
  return { timeline, clock, passed: () => clock.now() - start }
}

test('P6 a wall clock set back stops nothing', async () => {
  const { timeline, passed } = clockInWorld()

  timeline.setWall(-hours(3))
  expect(passed()).toBe(0)
  await timeline.advance(minutes(5))

  expect(passed()).toBe(minutes(5))
})

test('P6 after a wall clock was set back a sleep still counts', () => {
  const { timeline, passed } = clockInWorld()

  timeline.setWall(-hours(3))
  expect(passed()).toBe(0)
  timeline.sleep(minutes(20))

  expect(passed()).toBe(minutes(20))
})

test('P8 a sleep that the monotonic clock missed counts', () => {
  const { timeline, passed } = clockInWorld()

  timeline.sleep(minutes(20))

  expect(passed()).toBe(minutes(20))
})

test('P6 a monotonic clock that runs ahead counts as well', () => {
  const { timeline, passed } = clockInWorld()

  timeline.setMonotonic(minutes(1))

  expect(passed()).toBe(minutes(1))
})

test('P6 both clocks set back stop nothing', async () => {
  const { timeline, passed } = clockInWorld()

  timeline.setWall(-hours(3))
  timeline.setMonotonic(-hours(3))
  expect(passed()).toBe(0)
  await timeline.advance(minutes(5))

  expect(passed()).toBe(minutes(5))
})

test('P6 a clock that jumps to and fro never goes back', async () => {
  const { timeline, passed } = clockInWorld()
  let before = 0

  for (const byMs of [minutes(9), -minutes(20), 3, -3, minutes(1), -seconds(1)]) {
    timeline.setWall(byMs)
    await timeline.advance(seconds(1))
    expect(passed()).toBeGreaterThan(before)
    before = passed()
  }
})

test.each([
  ['a second or less is the imprecision of clocks, and gone when they agree again', 1_000, 0],
  ['more is a jump, and has passed', 1_001, 1_001],
])('P6 %s', async (_name, ms, stays) => {
  const { timeline, passed } = clockInWorld()

  timeline.setWall(ms)
  expect(passed()).toBe(ms)
  timeline.setWall(-ms)
  await timeline.advance(seconds(10))

  expect(passed()).toBe(seconds(10) + stays)
})

test('a moment that another tab has reached is reached here, an earlier one changes nothing', async () => {
  const { timeline, clock, passed } = clockInWorld()
  const start = clock.now()

  clock.catchUp(start - minutes(1))
  expect(passed()).toBe(0)
  clock.catchUp(start + minutes(2))
  expect(passed()).toBe(minutes(2))
  await timeline.advance(minutes(1))

  expect(passed()).toBe(minutes(3))
})
