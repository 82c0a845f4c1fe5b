import type { Engine } from './engine.js'
import { factsOf } from './record.js'
import type { RecordView } from './record-keeper.js'

/** Reads the record and lets the machine take it in. */
export async function readRecord(engine: Engine): Promise<void> {
  takeView(engine, await engine.keeper.read())
}

/** A store that is slow may hold a sign-out that still waits: it gets more time, or this tab works alone. */
export async function readSurely(engine: Engine): Promise<RecordView> {
  const view = await engine.keeper.read()
  return view === 'unreadable' ? engine.keeper.change((old) => old) : view
}

/** Lets the machine take in a view of the record. */
export function takeView(engine: Engine, view: RecordView): void {
  const record = typeof view === 'object' ? factsOf(view) : view
  engine.dispatch({ type: 'recordRead', record })
}
