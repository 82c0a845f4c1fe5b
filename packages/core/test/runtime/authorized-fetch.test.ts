import { expect, test } from 'vitest'
import { createAuthorizedFetch } from '../../src/runtime/authorized-fetch.js'
import type { Gate } from '../../src/runtime/credential-gate.js'
import type { Strategy } from '../../src/ports/strategy.js'
import { liveNow, signedIn } from '../machine/states.js'
import { always, grant, partOfEngine, type Surroundings } from './part-of-engine.js'
import { lasting } from './placed.js'

const live = liveNow()

/** The API wants a proof, and the user gives it. */
const PROVES: Partial<Strategy> = {
  challengeOf: ({ status }) => (status === 401 ? {} : undefined),
  stepUp: 'popup',
  signIn: always({ kind: 'ok', value: grant }),
}

function fetching(
  answers: readonly Response[],
  given: Surroundings = {},
  lives = [live],
  own: Partial<Strategy> = {},
) {
  const part = partOfEngine({ state: signedIn(), ...given })
  const [left, passing] = [[...answers], [...lives]]
  const gate: Gate = () => passing.shift() ?? live
  const strategy = { ...part.engine.strategy, ...own, fetch: () => Promise.resolve(left.shift()!) }
  const renew = () => Promise.resolve({ kind: 'ok', value: undefined } as const)
  const engine = { ...part.engine, strategy, emit: () => {} }
  const send = createAuthorizedFetch(engine, renew, gate, () => {})
  return { ...part, send: () => send('/api') }
}

const refused = () => new Response(null, { status: 401 })

test('P5 a refused request is sent again with a new credential', async () => {
  const { send } = fetching([refused(), new Response('yes')])

  expect(await (await send()).text()).toBe('yes')
})

test('P14 a refused request is not sent again for another sign-in of the same user', async () => {
  const { send } = fetching([refused(), new Response('yes')], {}, [live, liveNow({ epoch: 'two' })])

  await expect(send()).rejects.toMatchObject({ code: 'signed_out' })
})

test.each([
  ['a mismatch that the server is sure of ends the request', 409, 'signed_out'],
  ['any other answer is the app’s, whatever its headers', 200, 200],
])('%s', async (_name, status, expected) => {
  const { send } = fetching([new Response(null, { status, headers: { 'latchkey-mismatch': '1' } })])

  const answer = await send().then(
    (response) => response.status,
    ({ code }: { code: string }) => code,
  )

  expect(answer).toBe(expected)
})

test.each([
  ['slides the deadline of the server whose cookie it carries', 'cookie', ['sent']],
  ['with a token says nothing of a deadline', 'bearer', []],
] as const)('a request %s', async (_name, kind, types) => {
  const { send, events } = fetching([new Response()], { kind })

  await send()

  expect(events.map(({ type }) => type)).toEqual(types)
})

test.each([
  ['goes on in the same session', 'one', 200],
  ['P14 goes on in no other session than its own', 'zero', 'signed_out'],
])('a request whose user has proved who it is %s', async (_name, epoch, expected) => {
  const { send } = fetching(
    [refused(), new Response()],
    { record: lasting },
    [liveNow({ epoch })],
    PROVES,
  )

  const came = await send().then(
    ({ status }) => status,
    ({ code }: { code: string }) => code,
  )

  expect(came).toBe(expected)
})
