import { activityEveryMs } from './activity-pace.js'
import { check } from './check.js'
import type { Engine } from './engine.js'
import { type Hints, openHints } from './hints.js'
import { readRecord } from './read-record.js'
import { LOCKS } from './refresh-lock.js'

/** Opens the ears of an engine and lets it begin; returns what stops it all. */
export function startEngine(engine: Engine): () => void {
  const { activity, lifecycle, navigation, lock } = engine.ports
  const hints = hear(engine)
  engine.tell = (kind, epoch) => hints?.tell(kind, epoch)
  const stops = [
    activity.listen(activityEveryMs(engine.policy), () => engine.dispatch({ type: 'touched' })),
    lifecycle.listen((type) => {
      if (type === 'left') return engine.ports.store?.letGo()
      if (type === 'restored') engine.signals.end(LOCKS)
      engine.dispatch({ type })
    }),
  ]
  lifecycle.whenOpened(() => {
    // After the app's own code had its chance to listen.
    queueMicrotask(() => {
      if (!navigation.secure()) engine.notice('insecure_context')
      else if (lock === undefined) engine.notice('locks_unavailable')
      if (engine.ports.store === undefined) engine.notice('storage_unavailable')
      if (hints === undefined) engine.notice('channel_unavailable')
      engine.dispatch({ type: 'opened' })
    })
  })
  return () => {
    for (const stop of stops) stop()
    hints?.close()
    engine.signals.endAll()
  }
}

function hear(engine: Engine): Hints | undefined {
  const { channel } = engine.ports
  if (channel === undefined) return undefined
  try {
    return openHints(channel, `latchkey:${engine.name}`, () => {
      void readRecord(engine)
      // Without a shared record only the server can say what the hint was about.
      if (engine.keeper.alone()) void check(engine)
    })
  } catch {
    return undefined
  }
}
