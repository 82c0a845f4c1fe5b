import { afterAll, expect, test } from 'vitest'
import {
  ADA,
  createWorld,
  type Fault,
  type Tab,
  testCookie,
  type World,
} from '../src/testing/index.js'
import { minutes, seconds } from './durations.js'
import { testBearer } from './bearer-sessions.js'

const SLOW_MS = seconds(20)
const FAULTS: Record<string, { readonly fault: Fault; readonly times?: number }> = {
  '503 three times': { fault: { kind: 'status', status: 503 }, times: 3 },
  '503 for ever': { fault: { kind: 'status', status: 503 } },
  '429 with Retry-After': { fault: { kind: 'status', status: 429, retryAfter: '20' }, times: 1 },
  'connection refused': { fault: { kind: 'refused' }, times: 2 },
  'dropped before': { fault: { kind: 'dropped', when: 'before' }, times: 1 },
  'slow 5 s before': { fault: { kind: 'slow', when: 'before', ms: seconds(5) }, times: 1 },
  'slow 20 s before': { fault: { kind: 'slow', when: 'before', ms: SLOW_MS }, times: 1 },
  'slow 20 s after': { fault: { kind: 'slow', when: 'after', ms: SLOW_MS }, times: 1 },
  'HTML instead of JSON': {
    fault: { kind: 'body', text: '<p>Pay here', contentType: 'text/html' },
    times: 2,
  },
  'truncated JSON': { fault: { kind: 'body', text: '{"user":{"su' }, times: 1 },
  invalid_grant: {
    fault: { kind: 'status', status: 400, body: { error: 'invalid_grant' } },
    times: 1,
  },
}

interface Mode {
  readonly open: (world: World) => Promise<Tab>
  readonly signIn: (tab: Tab) => Promise<void>
  readonly restorePath: string
  readonly refreshPath: string
}

const MODES: Record<string, Mode> = {
  cookie: {
    open: (world) => world.openTab({ strategy: testCookie() }),
    signIn: (tab) => tab.signIn(ADA),
    restorePath: '/session',
    refreshPath: '/session/refresh',
  },
  bearer: {
    open: (world) =>
      world.openTab({
        strategy: testBearer('cookie'),
      }),
    signIn: (tab) => tab.signIn(ADA, { refresh: 'cookie' }),
    restorePath: '/token/refresh',
    refreshPath: '/token/refresh',
  },
}

const rows = Object.keys(FAULTS).flatMap((fault) =>
  Object.keys(MODES).map((mode) => [fault, mode] as const),
)

// What each cell came to, for the reader of the test's output.
const table: Record<string, Record<string, string>> = {}
afterAll(() => console.table(table))

function note(name: string, mode: string, moment: string, tab: Tab, requests: number): void {
  const { status } = tab.state
  const connection = tab.state.status === 'signedOut' ? '' : ` ${tab.state.connection}`
  const cell = { [`${mode}, ${moment}`]: `${status}${connection}, ${requests} requests` }
  table[name] = { ...table[name], ...cell }
}

function worldOf(): World {
  const world = createWorld()
  world.server.limits.credentialMs = minutes(5)
  world.server.limits.accessTokenMs = minutes(5)
  // A lost answer is survived where the server has a grace period; without one, see P4.
  world.server.limits.graceMs = minutes(2)
  return world
}

test.each(rows)('P3 at start: %s, %s', async (name, modeName) => {
  const { fault, times } = FAULTS[name]!
  const mode = MODES[modeName]!
  const world = worldOf()
  const first = await mode.open(world)
  await mode.signIn(first)
  first.kill()
  world.network.fail(mode.restorePath, fault, times)
  const before = world.network.log.length

  const tab = await mode.open(world)
  await world.advance(minutes(1))

  const requests = world.network.log.length - before
  note(name, modeName, 'start', tab, requests)
  expect(requests).toBeLessThanOrEqual(10)
  if (name === '503 for ever') {
    expect(tab.state).toEqual({ status: 'starting', connection: 'degraded' })
  } else if (name === 'invalid_grant') expect(tab.state).toMatchObject({ status: 'signedOut' })
  else expect(tab.state).toMatchObject({ status: 'signedIn', connection: 'ok' })
})

test.each(rows)('P3 at a proactive refresh: %s, %s', async (name, modeName) => {
  const { fault, times } = FAULTS[name]!
  const mode = MODES[modeName]!
  const world = worldOf()
  const tab = await mode.open(world)
  await mode.signIn(tab)
  world.network.fail(mode.refreshPath, fault, times)
  const before = world.network.log.length

  await world.advance(minutes(5) + seconds(30))

  note(name, modeName, 'ahead', tab, world.network.log.length - before)
  expectOutcome(name, tab, world.network.log.length - before)
  expect(tab.events.includes('degraded')).toBe(!['slow 5 s before', 'invalid_grant'].includes(name))
})

test.each(rows)('P3 at a refresh after a 401: %s, %s', async (name, modeName) => {
  const { fault, times } = FAULTS[name]!
  const mode = MODES[modeName]!
  const world = worldOf()
  const tab = await mode.open(world)
  await mode.signIn(tab)
  world.network.fail(mode.refreshPath, fault, times)
  world.server.cookies.expire()
  world.server.tokens.expire()
  const before = world.network.log.length

  const call = tab.session.fetch('/api/whoami').then(
    (answer) => answer.status,
    (error: { code: string }) => error.code,
  )
  await world.advance(minutes(1))

  const slow = name === 'slow 5 s before'
  expect(await call).toBe(slow ? 200 : name === 'invalid_grant' ? 'signed_out' : 401)
  note(name, modeName, '401', tab, world.network.log.length - before)
  expectOutcome(name, tab, world.network.log.length - before)
})

function expectOutcome(name: string, tab: Tab, requests: number): void {
  expect(requests).toBeLessThanOrEqual(10)
  if (name === 'invalid_grant') {
    expect(tab.state).toMatchObject({ status: 'signedOut', reason: 'rejected' })
  } else {
    const connection = name === '503 for ever' ? 'degraded' : 'ok'
    expect(tab.state).toMatchObject({ status: 'signedIn', connection })
  }
}
