import { expect, test } from 'vitest'
import { holdOrAlone } from '../../src/runtime/hold-or-alone.js'
import { partOfEngine } from './part-of-engine.js'

test('an error of the work is the caller’s, and the work is not done again without the lock', async () => {
  const { engine, notices } = partOfEngine()
  const wrong = new Error('of the work')
  let runs = 0

  const done = holdOrAlone(engine, engine.ports.lock!, 'name', {}, () => {
    runs++
    return Promise.reject(wrong)
  })

  await expect(done).rejects.toBe(wrong)
  expect([runs, notices]).toEqual([1, []])
})

test('where the lock manager fails the work is done all the same, and said so', async () => {
  const { engine, notices } = partOfEngine()
  const lock = { hold: () => Promise.reject(new DOMException('No.', 'SecurityError')) }

  const done = await holdOrAlone(engine, lock, 'name', {}, () => Promise.resolve('done'))

  expect(done).toEqual({ held: true, value: 'done' })
  expect(notices).toEqual(['locks_unavailable'])
})
