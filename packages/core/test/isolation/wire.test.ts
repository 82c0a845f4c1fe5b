import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ToPage } from '../../src/isolation/wire.js'
import { openVaultWorld } from './open-vault-world.js'

const ADA = { user: 'ada' }
const FUZZED = 10_000
const WORDS =
  'hello call abort tell visiting bye signIn getToken fetch held refresh touched __proto__ constructor https://evil.example.com/'

/** A script of the page's that opened a connection of its own, and what it hears. */
async function intruder(options = {}) {
  const vault = openVaultWorld(options)
  const page = await vault.openPage()
  await page.session.signIn(ADA)
  await vault.world.settled()
  const heard: ToPage[] = []
  const port = vault.connect((message) => heard.push(message as ToPage))
  const send = async (message: unknown): Promise<void> => {
    port.post(message)
    await vault.world.settled()
  }
  await send({ kind: 'hello', page: 'intruder', visible: false })
  const answer = () => heard.findLast(({ kind }) => kind === 'result' || kind === 'error')
  return { ...vault, page, heard, send, answer }
}

const request = (more: object, url = 'https://app.example.com/api/whoami') => ({
  kind: 'call',
  id: 1,
  verb: 'fetch',
  input: { epoch: undefined, url, init: { method: 'GET', headers: [] }, ...more },
})

test('P14 a request that names another session is never sent', async () => {
  const { world, send, answer } = await intruder()
  const before = world.network.log.length

  await send(request({ epoch: 'of-another-user' }))

  expect(answer()).toMatchObject({ kind: 'error', error: { code: 'signed_out' } })
  expect(world.network.log.length).toBe(before)
})

test.each(['__proto__', 'constructor', 'toString', 'token', 'restore', 'hasOwnProperty', 42, null])(
  'the verb %s is none',
  async (verb) => {
    const { send, answer } = await intruder()

    await send({ kind: 'call', id: 1, verb, input: {} })

    expect(answer()).toBeUndefined()
  },
)

const SPELLINGS = [
  'https://app.example.com@evil.example.com/',
  'https://app.example.com.evil.example.com/',
  'https://evil.example.com/https://app.example.com/',
  'https://evil.example.com#app.example.com',
  'https://evil.example.com?app.example.com',
  'https://evil.example.com\\@app.example.com/',
  'https:\\\\evil.example.com/',
  'https://app.example.com:8443/',
  'http://app.example.com/',
  'https://APP.example.com.:443/',
  'https://app.example.com\t.evil.example.com/',
  'javascript:fetch("https://evil.example.com")',
  'blob:https://app.example.com/1234',
  'data:text/plain,hello',
]

test.each(SPELLINGS)('P17 an address that only looks allowed gets nothing: %s', async (url) => {
  const { world, send, answer } = await intruder()
  const before = world.network.log.length

  await send(request({}, url))

  expect(answer()?.kind).not.toBe('result')
  expect(world.network.log.length).toBe(before)
})

test('an address that is the same origin in other words is served', async () => {
  const { send, answer } = await intruder()

  await send(request({}, 'https://APP.example.com:443/api/../api/whoami'))

  expect(answer()).toMatchObject({ kind: 'result', value: { status: 200 } })
})

test('P17 an answer that repeats the token is withheld, and no other', async () => {
  const { world, page } = await intruder()
  const ids = Array.from({ length: 20 }, (_, id) => id)
  for (const id of ids) {
    world.network.fail('/api/whoami', { kind: 'body', text: `Bearer access-${id}-secret` }, 1)
  }

  const read = ids.map(async () => (await page.session.fetch('/api/whoami')).text())
  const answers = await Promise.allSettled(read)

  const refused = answers.filter(({ status }) => status === 'rejected')
  expect(refused).toMatchObject([{ reason: { code: 'token_isolated' } }])
})

test('P17 a header that repeats the token is withheld with its answer', async () => {
  const { world, page } = await intruder()
  world.server.echo('x-echo', 'authorization')

  await expect(page.session.fetch('/api/whoami')).rejects.toMatchObject({ code: 'token_isolated' })
})

test('P17 an answer that repeats a token that was replaced while it was under way is withheld', async () => {
  const { world, page } = await intruder()
  world.server.echo('x-echo', 'authorization')
  world.network.fail('/api/whoami', { kind: 'slow', when: 'after', ms: 2_000 }, 1)

  const answer = page.session.fetch('/api/whoami').catch((error: unknown) => error)
  await world.settled()
  await page.session.refresh()
  await page.session.refresh()
  await world.advance(2_000)

  expect(await answer).toMatchObject({ code: 'token_isolated' })
})

test('P18 ten thousand messages of any shape change nothing and get no secret', async () => {
  const { world, told, page, send } = await intruder()
  const word = fc.constantFrom(...WORDS.split(' '))
  const leaf = fc.oneof(word, fc.anything({ maxDepth: 2 }), fc.integer())
  const shaped = fc.record(
    { kind: word, id: leaf, verb: word, input: leaf, what: word, page: leaf, callback: leaf },
    { requiredKeys: [] },
  )
  const messages = fc.sample(fc.oneof(shaped, fc.anything()), { numRuns: FUZZED, seed: 7 })

  for (const message of messages) {
    try {
      await send(message)
    } catch (error) {
      // What cannot be cloned never gets to a vault.
      expect((error as Error).name).toBe('DataCloneError')
    }
    if (page.state().status !== 'signedIn') await page.session.signIn(ADA)
  }

  expect(JSON.stringify(told, noBuffers)).not.toContain('-secret')
  expect((await page.session.fetch('/api/whoami')).status).toBe(200)
  expect(world.network.log.filter(({ line }) => line.includes('evil'))).toEqual([])
}, 60_000)

function noBuffers(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' || typeof value === 'symbol' ? String(value) : value
}
