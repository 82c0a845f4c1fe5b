import type { Session } from '../../../packages/core/src/session.js'
import type { Cell, Measured, Seen } from '../fault-cells.ts'
import { createCellWorld, type CellWorld, type Sent, type Servers } from './fault-ports.ts'
import { API, openSession, signIn, targetOf } from './fault-session.ts'

const MINUTE_MS = 60_000
const PATIENCE_MS = 120_000
const LOOK_EVERY_MS = 250

/** What cells do one after the other, or all at once when the driver says so. */
export interface Together {
  /** Few at a time: what is slow then is not what is measured. */
  signingIn(work: () => Promise<void>): Promise<void>
  /** Resolves when the driver has cut off this page's network. */
  cutOff(): Promise<void>
  /** Resolves when it has put it back. */
  putBack(): Promise<void>
}

/** Signs in, lets the fault last for a minute from the moment on, and sees what becomes of the session. */
export async function runCell(cell: Cell, servers: Servers, all: Together): Promise<Measured> {
  const { id, way, moment } = cell
  const world = createCellWorld(cell, servers)
  const { clock } = world
  let session = openSession(way, id, world, servers)
  await session.ready
  await all.signingIn(() => signIn(session, way, world))
  if (moment === 'start') session.dispose()
  await breakThings(cell, world, all)
  const first = world.sent.length
  clock.setSpeed(cell.speed)
  if (moment === 'start') session = openSession(way, id, world, servers)
  const call = moment === '401' ? callOf(session, cell) : undefined
  if (moment === 'signOut') void session.signOut({ provider: false }).catch(() => {})
  const { path } = targetOf(cell)
  const hits = () => world.sent.slice(first).filter((one) => one.path === path)
  await until(world, () => hits().length > 0)
  const startedAt = hits()[0]?.at ?? clock.now()
  await clock.pass(startedAt + MINUTE_MS - clock.now())
  const during = seen(session)
  const requests = hits().filter((one) => one.at < startedAt + MINUTE_MS).length
  const wellBefore = isWell(cell, session, hits(), Infinity)
  const liftedAt = await mend(cell, world, all)
  const well = await until(world, () => wellBefore || isWell(cell, session, hits(), liftedAt))
  const backAfterMs = wellBefore ? 0 : well ? clock.now() - liftedAt : undefined
  const after = seen(session)
  session.dispose()
  const statuses = hits().map(({ status = 0 }) => status)
  const result = { id, during, requests, statuses, backAfterMs, after }
  return { ...result, ...(call && { call: await call }) }
}

async function breakThings(cell: Cell, world: CellWorld, all: Together): Promise<void> {
  const { id, moment, fault } = cell
  const { path, route } = targetOf(cell)
  if (moment === '401') await control(id, 'POST', { route: 'api', kind: 'unauthorized', times: 1 })
  if (fault.server !== undefined) {
    const { slowMs, ...kind } = fault.server
    await control(id, 'POST', { ...kind, route, ...(slowMs && { ms: slowMs / cell.speed }) })
  }
  if (fault.network === 'offline') await all.cutOff()
  else if (fault.network !== undefined) world.bend(path, fault.network)
}

async function mend({ id, fault }: Cell, world: CellWorld, all: Together): Promise<number> {
  world.bend(undefined)
  if (fault.network === 'offline') await all.putBack()
  else if (fault.server !== undefined) await control(id, 'DELETE')
  return world.clock.now()
}

/** Turns the knobs of this cell's room. */
async function control(room: string, method: string, fault?: object): Promise<void> {
  const answer = await fetch(`/rooms/${room}/playground/faults`, {
    method,
    headers: { 'latchkey-csrf': '1', ...(fault && { 'content-type': 'application/json' }) },
    ...(fault && { body: JSON.stringify(fault) }),
  })
  if (!answer.ok) throw new Error(`faults: ${answer.status} ${await answer.text()}`)
}

function callOf(session: Session, { way }: Cell): Promise<number | string> {
  return session.fetch(API[way]).then(
    (answer) => answer.status,
    (error: { code?: string }) => error.code ?? String(error),
  )
}

/** Whether nothing is left to be done; after a sign-out: whether the server itself has heard of it. */
function isWell({ moment, fault }: Cell, session: Session, hits: Sent[], liftedAt: number) {
  if (moment === 'signOut') {
    const told = hits.filter(({ status = 0 }) => status === 200 || status === 204)
    return told.some(({ at }) => !fault.forges || at >= liftedAt)
  }
  const { state } = session
  return state.status === 'signedOut' || (state.status === 'signedIn' && state.connection === 'ok')
}

function seen({ state }: Session): Seen {
  if (state.status === 'signedOut') return { status: state.status, reason: state.reason }
  const { status, connection, error } = state
  return { status, connection, ...(error?.field && { field: error.field }) }
}

async function until({ clock }: CellWorld, check: () => boolean): Promise<boolean> {
  const giveUpAt = clock.now() + PATIENCE_MS
  while (!check()) {
    if (clock.now() > giveUpAt) return false
    await clock.pass(LOOK_EVERY_MS)
  }
  return true
}
