import type { MachineEvent } from '../../src/machine/event.js'
import { type MachineState, startingState } from '../../src/machine/state.js'
import type { Call, Grant, Outcome, Sharing, Strategy } from '../../src/ports/strategy.js'
import { createEpochSignals } from '../../src/runtime/epoch-signals.js'
import type { Engine } from '../../src/runtime/engine.js'
import { createGuardedClock } from '../../src/runtime/guarded-clock.js'
import { createRecordKeeper } from '../../src/runtime/record-keeper.js'
import type { SessionRecord } from '../../src/runtime/record.js'
import { createWorld } from '../../src/testing/index.js'
import { NOW, policy } from '../machine/states.js'

export const KEY = 'latchkey:test'

/** What a test says about the engine around the part that it looks at. */
export interface Surroundings {
  readonly record?: SessionRecord | undefined
  readonly state?: MachineState
  readonly sharing?: Sharing
  readonly kind?: Strategy['kind']
  /** What the strategy answers, by the name of the call. Default: that all is well. */
  readonly answers?: Partial<Record<string, (call: Call) => Promise<Outcome<unknown>>>>
  readonly without?: 'lock'
}

/** One part of the runtime in a world of its own: a real store, real locks, and a strategy that does as it is told. */
export function partOfEngine(given: Surroundings = {}) {
  const { sharing = 'shared', kind = 'bearer', answers = {}, without } = given
  const world = createWorld({ without: without === undefined ? [] : [without] })
  const { values } = world.storage
  if (given.record !== undefined) values.set(KEY, given.record)
  const { ports } = world.openPage()
  const [asked, events, told, notices]: [string[], MachineEvent[], string[], string[]] = [
    [],
    [],
    [],
    [],
  ]
  const ask =
    (name: string) =>
    (call: Call): Promise<Outcome<unknown>> => {
      asked.push(name)
      return answers[name]?.(call) ?? Promise.resolve({ kind: 'ok', value: undefined })
    }
  const note = (name: string) => (epoch: string) => void asked.push(`${name} ${epoch}`)
  const calls = ['restore', 'refresh', 'adopt', 'check', 'keepAlive', 'signOut'] as const
  const strategy = {
    ...Object.fromEntries(calls.map((name) => [name, ask(name)])),
    kind,
    forget: note('forget'),
    rename: note('rename'),
  } as unknown as Strategy
  const clock = { ...ports.clock, ...createGuardedClock(ports.clock) }
  const parts = {
    name: 'test',
    ports,
    policy,
    strategy,
    sharing,
    keeper: createRecordKeeper(ports.store, KEY, clock, (code) => void notices.push(code)),
    signals: createEpochSignals(),
    parseUser: (claims: unknown) => claims,
    now: clock.now,
    state: () => given.state ?? startingState(true),
    dispatch: (event: MachineEvent) => void events.push(event),
    wakeAt: () => Infinity,
    notice: (code: string) => void notices.push(code),
    tell: (what: string, epoch: string) => void told.push(`${what} ${epoch}`),
    finishing: Promise.resolve(),
    signIns: 0,
    ownEnd: undefined,
  }
  const engine = parts as unknown as Engine
  const record = () => values.get(KEY) as SessionRecord | undefined
  return { engine, world, asked, events, told, notices, record, start: NOW }
}

/** An answer that is always the same. */
export function always<T>(outcome: Outcome<T>): () => Promise<Outcome<T>> {
  return () => Promise.resolve(outcome)
}

export const grant: Grant = { account: 'ada', claims: { name: 'Ada' } }
export const UNAVAILABLE = { kind: 'unavailable' } as const
