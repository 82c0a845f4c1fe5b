import { type Cell, isSlow, type Measured } from '../fault-cells.ts'
import { runCell, type Together } from './fault-cell.ts'
import type { Servers } from './fault-ports.ts'

/** What the tests drive: many cells side by side, each with a session of its own. */
interface FaultMatrix {
  start(cells: readonly Cell[], servers: Servers): void
  /** How many cells are not done yet. */
  left(): number
  readonly results: Measured[]
  /** How many cells wait for the network to be cut off, and to be put back. */
  readonly waiting: { cut: number; back: number }
  /** Lets those go on. */
  readonly go: { cut(): void; back(): void }
}

declare global {
  var faultMatrix: FaultMatrix
}

const AT_ONCE = 80
// Browsers open six connections to a server. A request that hangs keeps one, and one that is slow keeps one for two seconds:
// all others need the rest, or they are slow too.
const HANGING_AT_ONCE = 2
const SLOW_APART_MS = 2_000
const SIGN_INS_AT_ONCE = 4
// A page that begins everything at once is slow in a way that no fault is about.
const APART_MS = 30
const VISITS_APART_MS = 300

const results: Measured[] = []
const waiting = { cut: 0, back: 0 }
const cut = createGate()
const back = createGate()
const lanes = createLanes(SIGN_INS_AT_ONCE)
let left = 0

const together: Together = {
  signingIn: (work) => lanes(work),
  cutOff: () => (waiting.cut++, cut.opened),
  putBack: () => (waiting.back++, back.opened),
}

function start(cells: readonly Cell[], servers: Servers): void {
  left += cells.length
  const work = (some: readonly Cell[], atOnce: number, apartMs: number): void => {
    const inLane = createLanes(atOnce)
    some.forEach((cell, index) => {
      setTimeout(() => void inLane(() => runOne(cell, servers)), Math.min(index, atOnce) * apartMs)
    })
  }
  for (const isThere of [isAtProvider, (cell: Cell) => !isAtProvider(cell)]) {
    const slow = cells.filter((cell) => isSlow(cell) && isThere(cell))
    const answered = slow.filter(({ fault }) => !fault.hangs)
    work(
      slow.filter(({ fault }) => fault.hangs),
      HANGING_AT_ONCE,
      VISITS_APART_MS,
    )
    work(answered, answered.length, SLOW_APART_MS)
  }
  const others = cells.filter((cell) => !isSlow(cell))
  const [visits, rest] = [others.filter(isVisit), others.filter((cell) => !isVisit(cell))]
  work(rest, AT_ONCE, APART_MS)
  work(visits, AT_ONCE, VISITS_APART_MS)
}

function isAtProvider({ way }: Cell): boolean {
  return way === 'oidc'
}

/** A frame is loaded for each try. */
function isVisit({ way, moment }: Cell): boolean {
  return way === 'oidc' && moment === 'start'
}

async function runOne(cell: Cell, servers: Servers): Promise<void> {
  try {
    results.push(await runCell(cell, servers, together))
  } catch (error) {
    results.push({ id: cell.id, broke: String(error) })
  } finally {
    left--
  }
}

/** Runs so many works at once; the others wait their turn. */
function createLanes(count: number): (work: () => Promise<void>) => Promise<void> {
  const waitingFor: (() => void)[] = []
  let free = count
  return async (work) => {
    if (free === 0) await new Promise<void>((resolve) => waitingFor.push(resolve))
    else free--
    try {
      await work()
    } finally {
      const next = waitingFor.shift()
      if (next === undefined) free++
      else next()
    }
  }
}

function createGate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open: () => open() }
}

globalThis.faultMatrix = {
  start,
  left: () => left,
  results,
  waiting,
  go: { cut: cut.open, back: back.open },
}
