import type { Engine } from './engine.js'
import { factsOf } from './record.js'
import type { RecordView } from './record-keeper.js'

/** Reads the record and lets the machine take it in. */
export async function readRecord(engine: Engine): Promise<void> {
  takeView(engine, await engine.keeper.read())
}

/** Lets the machine take in a view of the record. */
export function takeView(engine: Engine, view: RecordView): void {
  const record = typeof view === 'object' ? factsOf(view) : view
  engine.dispatch({ type: 'recordRead', record })
}
