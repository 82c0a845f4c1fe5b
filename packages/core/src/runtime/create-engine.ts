import type { Effect } from '../machine/effect.js'
import type { MachineEvent } from '../machine/event.js'
import type { Policy } from '../machine/policy.js'
import type { MachineState } from '../machine/state.js'
import type { Ports } from '../ports/ports.js'
import type { Strategy } from '../ports/strategy.js'
import type { NoticeCode } from '../session.js'
import type { Front } from './driver.js'
import type { Engine } from './engine.js'
import { createEpochSignals } from './epoch-signals.js'
import { createGuardedClock } from './guarded-clock.js'
import { createLoop, type Loop } from './loop.js'
import { perform } from './perform.js'
import { createRecordKeeper } from './record-keeper.js'
import { rememberingLast } from './remembering-last.js'
import { createRenew, type Renew } from './renew.js'

/** What an engine is made for. */
export interface EngineOptions {
  readonly name: string
  readonly strategy: Strategy
  readonly persist: 'none' | 'sealed'
  readonly user: (claims: unknown) => unknown
}

/** Whom an engine tells. */
export interface EngineListener {
  readonly initial: MachineState
  readonly publish: (state: MachineState, event: MachineEvent) => void
  readonly emit: Front['emit']
}

export interface RunningEngine {
  readonly engine: Engine
  readonly renew: Renew
  readonly loop: Loop
}

/** Puts the runtime together; it does nothing yet. */
export function createEngine(
  ports: Ports,
  options: EngineOptions,
  policy: Policy,
  { initial, publish, emit }: EngineListener,
): RunningEngine {
  const { name, strategy, persist } = options
  const { clock, http, navigation, crypto, store, visit } = ports
  const { now, catchUp } = createGuardedClock(clock)
  const noticed = new Set<NoticeCode>()
  const notice = (code: NoticeCode): void => {
    if (!noticed.has(code)) emit('notice', { code })
    noticed.add(code)
  }
  const signals = createEpochSignals()
  const world = { clock: { ...clock, now }, http, navigation, crypto, persist, name, store, visit }
  const loop = createLoop(initial, {
    clock,
    now,
    policy,
    publish,
    perform: (effect) => performing(effect),
  })
  const engine: Engine = {
    name,
    ports,
    policy,
    strategy,
    sharing: strategy.open(world),
    keeper: createRecordKeeper(
      ports.store,
      `latchkey:${name}`,
      { ...world.clock, catchUp },
      notice,
    ),
    signals,
    parseUser: rememberingLast(options.user),
    now,
    state: loop.state,
    dispatch: loop.dispatch,
    wakeAt: loop.wakeAt,
    tell: () => {},
    notice,
    emit,
    finishing: Promise.resolve(),
    signIns: 0,
    ownEnd: undefined,
  }
  const renew = createRenew(engine)
  return { engine, renew, loop }

  function performing(effect: Effect): void {
    const done = perform(engine, renew, effect).catch((error: unknown) => {
      // After `dispose` waits are called off; anything else is a bug and must be seen.
      if (!signals.all.aborted) throw error
    })
    if (effect.type === 'finish') engine.finishing = done
  }
}
