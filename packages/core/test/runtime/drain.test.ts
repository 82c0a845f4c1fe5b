import { describe, expect, test } from 'vitest'
import { drain, signOut } from '../../src/runtime/sign-out.js'
import { signedIn } from '../machine/states.js'
import { seconds } from '../durations.js'
import { always, KEY, partOfEngine, UNAVAILABLE } from './part-of-engine.js'
import { ended } from './placed.js'

const END_LOCK = 'latchkey:test:end'
const queued = { ...ended, queuedEnd: { epoch: 'one' } }
const done = { type: 'done', work: 'end' }
const failed = { type: 'failed', work: 'end' }
const never = () => new Promise<never>(() => {})

describe('P13 a queued sign-out', () => {
  test.each(['ok', 'none', 'rejected'] as const)(
    'is over when the server says %s',
    async (kind) => {
      const signOutAnswer = always({ kind, value: undefined })
      const part = partOfEngine({ record: queued, answers: { signOut: signOutAnswer } })

      await drain(part.engine)

      expect(part.events).toEqual([done])
      expect(part.record()?.queuedEnd).toBe(undefined)
    },
  )

  test.each([
    UNAVAILABLE,
    { kind: 'throttled', retryAfterMs: 1 },
    { kind: 'misconfigured', field: 'HTTP 404' },
  ] as const)('stays when it says anything else: %j', async (outcome) => {
    const part = partOfEngine({ record: queued, answers: { signOut: always(outcome) } })

    await drain(part.engine)

    expect(part.events).toMatchObject([failed])
    expect(part.record()).toEqual(queued)
  })

  test('is not taken for a newer one that was queued meanwhile', async () => {
    const newer = { ...queued, epoch: 'two', queuedEnd: { epoch: 'two' } }
    const part = partOfEngine({
      record: queued,
      answers: {
        signOut: async () => {
          part.world.storage.values.set(KEY, newer)
          return { kind: 'ok', value: undefined }
        },
      },
    })

    await drain(part.engine)

    expect(part.record()?.queuedEnd).toEqual({ epoch: 'two' })
  })

  test('that cannot be read is looked for again later', async () => {
    const part = partOfEngine({ record: queued })
    part.world.storage.break('hangs')

    const draining = drain(part.engine)
    await part.world.advance(seconds(2))
    await draining

    expect([part.asked, part.events]).toMatchObject([[], [failed]])
  })

  test('that is none is done', async () => {
    const part = partOfEngine()

    await drain(part.engine)

    expect([part.asked, part.events]).toEqual([[], [done]])
  })

  test('is left to a tab that is at it, and tried again where that takes too long', async () => {
    const part = partOfEngine({ record: queued })
    void part.world.openPage().ports.lock?.hold(END_LOCK, {}, never)

    const draining = drain(part.engine)
    await part.world.advance(seconds(10) - 1)
    expect(part.events).toEqual([])
    await part.world.advance(1)
    await draining

    expect([part.asked, part.events]).toMatchObject([[], [failed]])
  })

  test('of tokens that only this tab has waits for no other tab', async () => {
    const part = partOfEngine({ sharing: 'own' })
    part.engine.ownEnd = { epoch: 'one' }
    void part.world.openPage().ports.lock?.hold(END_LOCK, {}, never)

    await drain(part.engine)

    expect([part.asked, part.events]).toEqual([['signOut'], [done]])
    expect(part.engine.ownEnd).toBe(undefined)
  })

  test('needs no locks, and says nothing of them', async () => {
    const part = partOfEngine({ record: queued, without: 'lock' })

    await drain(part.engine)

    expect([part.asked, part.notices]).toEqual([['signOut'], []])
  })
})

describe("a sign-out at a provider's own page", () => {
  const known = () => Promise.resolve()

  function partWithPage(state = signedIn()) {
    const opened: string[] = []
    const part = partOfEngine({ kind: 'oidc', state })
    const { engine } = part
    const open = async (_method: string, url: string) => void opened.push(url)
    Object.assign(engine.ports, { visit: { open } })
    Object.assign(engine.strategy, { signOutUrl: async () => 'https://issuer.test/end' })
    return { engine, opened, events: part.events }
  }

  test('goes there when all is done here, unless the app says no', async () => {
    const [asked, refused] = [partWithPage(), partWithPage()]

    await signOut(asked.engine, {}, known)
    await signOut(refused.engine, { provider: false }, known)

    expect([asked.opened, refused.opened]).toEqual([['https://issuer.test/end'], []])
  })

  test('of somebody who is signed out ends nothing, and goes nowhere', async () => {
    const { engine, opened, events } = partWithPage(signedIn({}, { live: undefined }))

    await signOut(engine, {}, known)

    expect([opened, events]).toEqual([[], []])
  })
})
