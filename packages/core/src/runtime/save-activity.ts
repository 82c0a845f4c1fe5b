import type { Effect } from '../machine/effect.js'
import type { Engine } from './engine.js'
import { takeView } from './read-record.js'
import { isLive, type SessionRecord } from './record.js'

type SaveActivity = Extract<Effect, { type: 'saveActivity' }>

/** Writes activity down for the other tabs; the latest wins. Learns on the way if the session is over. */
export async function saveActivity(engine: Engine, effect: SaveActivity): Promise<void> {
  const { epoch, activeAt } = effect
  const view = await engine.keeper.change((old) => {
    if (!isLive(old, epoch)) return old
    // One from the future (the clock was set back since) must not win for ever.
    const latest = Math.max(Math.min(old.activeAt, engine.now()), activeAt)
    return { ...old, activeAt: latest, serverDeadlines: slid(engine, old) }
  })
  if (!isLive(view, epoch)) takeView(engine, view)
  else if (effect.extends) engine.tell('extended', epoch)
}

/** The server's idle deadline as this tab knows it: what this tab sent has moved it for all. */
function slid(
  engine: Engine,
  { serverDeadlines }: SessionRecord,
): SessionRecord['serverDeadlines'] {
  const { serverIdleAt = Infinity } = engine.state().live ?? {}
  if (serverIdleAt === Infinity) return serverDeadlines
  return { ...serverDeadlines, idleAt: Math.max(serverDeadlines.idleAt ?? 0, serverIdleAt) }
}
