import { expect, test } from 'vitest'
import { minutes, seconds } from '../durations.js'
import { openOidcWorld } from './open-oidc-tab.js'

const POPUP = { method: 'popup' } as const
// Without an ID token in the answer a refresh needs no key: all of it happens in the world's own time.
const NO_ID_TOKEN = { answer: { id_token: undefined } }

async function signedIn(tabs = 1) {
  const app = await openOidcWorld()
  const first = await app.openTab()
  await first.session.signIn(POPUP)
  app.provider.tamper(NO_ID_TOKEN)
  const all = [first]
  while (all.length < tabs) all.push(await app.openTab())
  return { ...app, tab: first, tabs: all }
}

const statuses = (answers: readonly Response[]) => answers.map(({ status }) => status)

test('P1 P5 tabs with one sealed grant, fifty refused calls: one refresh, no reuse', async () => {
  const { tabs, provider } = await signedIn(5)
  provider.expireAccess()

  const calls = tabs.flatMap(({ session }) =>
    Array.from({ length: 10 }, () => session.fetch('/api/orders')),
  )
  const answers = await Promise.all(calls)

  expect(statuses(answers)).toEqual(calls.map(() => 200))
  expect(provider.counters).toMatchObject({ refreshes: 1, reuses: 0 })
})

test('P5 an API that refuses every token is asked twice, then believed', async () => {
  const { tab, provider, sent, answerWith } = await signedIn()
  answerWith(async (request) =>
    request.url.includes('/api/') ? Response.json({}, { status: 401 }) : provider.respond(request),
  )
  const before = sent.length

  expect((await tab.session.fetch('/api/orders')).status).toBe(401)
  expect((await tab.session.fetch('/api/orders')).status).toBe(401)

  const lines = sent.slice(before).map(({ url }) => new URL(url).pathname)
  expect(lines).toEqual(['/api/orders', '/token', '/api/orders', '/api/orders'])
})

test('P2 after a sleep past its expiry a token is not sent', async () => {
  const { tab, world, sent, provider } = await signedIn()
  const first = await tab.session.getToken()

  world.suspend(minutes(5))
  await tab.session.fetch('/api/orders')

  expect(provider.counters.refreshes).toBe(1)
  expect(sent.at(-1)!.headers.get('authorization')).not.toContain(first)
})

test.each([minutes(-90), minutes(90)])(
  'P6 a clock that is wrong by %i changes nothing',
  async (by) => {
    const { tab, world, provider } = await signedIn()
    world.timeline.setWall(by)

    await world.advance(minutes(4))
    const early = provider.counters.refreshes
    await world.advance(minutes(1))

    expect(early).toBeLessThanOrEqual(1)
    expect(tab.session.state.status).toBe('signedIn')
  },
)

test('P3 P4 a provider that hangs is given up after eight seconds, and the session kept', async () => {
  const { tab, world, provider, answerWith } = await signedIn()
  answerWith(() => new Promise(() => {}))
  const refreshing = tab.session.refresh()
  refreshing.catch(() => {})

  await world.advance(seconds(8))

  await expect(refreshing).rejects.toMatchObject({ code: 'refresh_unavailable', retryable: true })
  expect(tab.session.state).toMatchObject({ status: 'signedIn', connection: 'degraded' })
  answerWith(provider.respond)
  await world.advance(minutes(1))
  expect(tab.session.state).toMatchObject({ status: 'signedIn', connection: 'ok' })
})

test('P4 a frozen tab that holds the lock delays another by ten seconds', async () => {
  const { tabs, world, provider, answerWith } = await signedIn(2)
  answerWith(() => new Promise(() => {}))
  tabs[0]!.session.refresh().catch(() => {})
  await world.settled()
  tabs[0]!.life.freeze()
  answerWith(provider.respond)

  const refreshing = tabs[1]!.session.refresh()
  await world.advance(seconds(10))
  await refreshing

  expect(provider.counters).toMatchObject({ refreshes: 1, reuses: 0 })
})

test('P3 invalid_grant ends the session in every tab, and is asked once', async () => {
  const { tabs, world, provider, answerWith } = await signedIn(3)
  answerWith(async (request) =>
    request.url.endsWith('/token')
      ? Response.json({ error: 'invalid_grant' }, { status: 400 })
      : provider.respond(request),
  )

  await tabs[0]!.session.refresh().catch(() => {})
  await world.settled()

  expect(tabs.map(({ session }) => session.state)).toMatchObject([
    { status: 'signedOut', reason: 'rejected', origin: 'server' },
    { status: 'signedOut', reason: 'rejected' },
    { status: 'signedOut', reason: 'rejected' },
  ])
})

test('P13 a sign-out offline is local at once, and revokes when the network is back', async () => {
  const { tab, world, provider, answerWith, openTab } = await signedIn()
  answerWith(() => Promise.reject(new TypeError('Failed to fetch')))

  await tab.session.signOut({ provider: false })
  const offline = { ...provider.counters }
  tab.life.kill()
  answerWith(provider.respond)
  const later = await openTab()
  await world.advance(seconds(1))

  expect(offline.revocations).toBe(0)
  expect(provider.counters.revocations).toBe(1)
  expect(later.session.state).toMatchObject({ status: 'signedOut' })
})

test('P14 another user replaces the session, and a request under way is never sent as his', async () => {
  const { tab, as, provider, answerWith } = await signedIn()
  provider.tamper({})
  answerWith((request) =>
    request.url.includes('/api/') ? new Promise(() => {}) : provider.respond(request),
  )
  const waiting = tab.session.fetch('/api/orders', { method: 'POST', body: 'of Ada' })
  waiting.catch(() => {})

  as('u-grace')
  await tab.session.signIn(POPUP)

  await expect(waiting).rejects.toMatchObject({ code: 'signed_out' })
  expect(tab.session.state).toMatchObject({ status: 'signedIn', user: { sub: 'u-grace' } })
  expect(tab.events).toEqual(['signedIn', 'userChanged', 'signedIn'])
})

test('P16 P17 tokens rest sealed, and go to allowed origins only', async () => {
  const { tab, world } = await signedIn()

  await expect(tab.session.fetch('https://api.example.com/orders')).rejects.toMatchObject({
    code: 'origin_not_allowed',
  })

  const rest = JSON.stringify([...world.storage.values])
  expect(rest).toContain('u-ada')
  expect(rest).not.toMatch(/access-|refresh-\d/)
})

test('a step-up keeps the session and starts both limits anew', async () => {
  const { tab, world, provider } = await signedIn()
  provider.tamper({ claims: { acr: 'mfa' } })
  const { id, signedInAt } = tab.session.state as { id: string; signedInAt: number }
  await world.advance(minutes(2))

  await tab.session.reauthenticate({ method: 'popup', acrValues: 'mfa' })

  expect(tab.session.state).toMatchObject({
    status: 'signedIn',
    id,
    signedInAt: signedInAt + minutes(2),
    user: { acr: 'mfa' },
  })
})

test.each([
  ['the provider gives less than was asked for', { claims: { acr: 'password' } }, 'u-ada'],
  ['another account signs in', { claims: { acr: 'mfa' } }, 'u-grace'],
])('P23 a step-up fails where %s, and the session stands', async (_why, tampering, name) => {
  const { tab, provider, as } = await signedIn()
  provider.tamper(tampering)
  as(name)

  const stepping = tab.session.reauthenticate({ method: 'popup', acrValues: 'mfa' })

  await expect(stepping).rejects.toMatchObject({ name: 'SessionError', code: 'step_up_failed' })
  expect(tab.session.state).toMatchObject({ status: 'signedIn', user: { sub: 'u-ada' } })
  expect(provider.counters.revocations).toBe(1)
  expect((await tab.session.fetch('/api/orders')).status).toBe(200)
})

test('an API that asks for more is told to the app, and nothing is done without it', async () => {
  const { tab, answerWith, provider } = await signedIn()
  const headers = { 'www-authenticate': 'Bearer error="insufficient_user_authentication"' }
  answerWith(async (request) =>
    request.url.includes('/api/')
      ? Response.json({}, { status: 401, headers })
      : provider.respond(request),
  )
  const visits = tab.visited.length

  await expect(tab.session.fetch('/api/pay')).rejects.toMatchObject({ code: 'step_up_required' })

  expect(tab.visited.length).toBe(visits)
  expect(tab.events).toEqual(['signedIn', 'stepUpRequired'])
})

test('an API that asks for more is answered by a step-up, and asked once more', async () => {
  const app = await openOidcWorld()
  const tab = await app.openTab({}, { flows: { stepUp: 'popup' } })
  await tab.session.signIn(POPUP)
  app.provider.tamper({ claims: { acr: 'mfa', auth_time: Math.floor(Date.now() / 1_000) } })
  let proved = false
  app.answerWith(async (request) => {
    if (!request.url.includes('/api/')) return app.provider.respond(request)
    const refused = !proved
    proved = true
    const headers = {
      'www-authenticate':
        'Bearer error="insufficient_user_authentication", acr_values="mfa", max_age="300"',
    }
    return refused ? Response.json({}, { status: 401, headers }) : Response.json({ paid: true })
  })

  const answer = await tab.session.fetch('/api/pay', { method: 'POST', body: '1' })

  expect(await answer.json()).toEqual({ paid: true })
  expect(tab.events).toEqual(['signedIn', 'stepUpRequired'])
  const { searchParams } = new URL(tab.visited.at(-1)!)
  expect(searchParams.get('acr_values')).toBe('mfa')
  expect(searchParams.get('max_age')).toBe('300')
})

test('P15 what tabs tell each other holds nothing of a sign-in, and a forged hint changes nothing', async () => {
  const { tabs, world, refreshes } = await signedIn(2)
  const [tab, other] = tabs as [(typeof tabs)[0], (typeof tabs)[0]]
  await tab.session.refresh()
  world.channels.forge('latchkey:https://login.example.com notes', { v: 1, kind: 'signedOut' })
  await world.settled()
  expect(other.session.state.status).toBe('signedIn')

  await tab.session.signOut({ provider: false })
  await world.settled()

  expect(other.session.state).toMatchObject({ status: 'signedOut', origin: 'elsewhere' })
  expect(refreshes()).toBe(1)
  expect(world.channels.said.length).toBeGreaterThan(0)
  expect(JSON.stringify(world.channels.said)).not.toMatch(/u-ada|access-|refresh-|code/)
})
