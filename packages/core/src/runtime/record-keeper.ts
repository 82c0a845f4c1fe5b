import type { Clock } from '../ports/clock.js'
import type { Store } from '../ports/store.js'
import type { NoticeCode } from '../session.js'
import { parseRecord, type SessionRecord } from './record.js'
import { orAfter } from './time-limit.js'

const READ_LIMIT_MS = 2_000
const WRITE_LIMIT_MS = 5_000

/** What is known of the record. 'unreadable': nothing new, the store did not answer in time. */
export type RecordView = SessionRecord | 'missing' | 'unreadable'

/** Returns the new record, or the old one itself to leave it as it is. */
export type RecordChange = (old: SessionRecord | undefined) => SessionRecord | undefined

/** Reads and changes the record; where there is no store, one that only this tab has. */
export interface RecordKeeper {
  read(): Promise<RecordView>
  /** Changes the record atomically and tells what it is now. */
  change(change: RecordChange): Promise<RecordView>
  /** Whether this tab works alone. */
  alone(): boolean
}

/** `notice` is told once why this tab works alone. */
export function createRecordKeeper(
  store: Store | undefined,
  key: string,
  clock: Clock,
  notice: (code: NoticeCode) => void,
): RecordKeeper {
  let shared = store
  let known: SessionRecord | undefined

  function leave(code: NoticeCode): void {
    if (shared !== undefined) notice(code)
    shared = undefined
  }

  function take(value: unknown): RecordView {
    const record = parseRecord(value)
    // Written by a newer version, in another tab: never touched; this tab goes on without it.
    if (record === 'newer') leave('newer_version')
    else known = record
    return known ?? 'missing'
  }

  async function read(): Promise<RecordView> {
    if (shared === undefined) return known ?? 'missing'
    try {
      const value = await orAfter(clock, READ_LIMIT_MS, shared.read(key), TOO_LATE)
      return value === TOO_LATE ? 'unreadable' : take(value)
    } catch {
      leave('storage_unavailable')
      return known ?? 'missing'
    }
  }

  async function change(work: RecordChange): Promise<RecordView> {
    if (shared !== undefined) {
      let written: unknown
      const update = shared.update(key, (old) => {
        const record = parseRecord(old)
        written = record === 'newer' ? old : (work(record) ?? old)
        return written
      })
      try {
        const late = await orAfter(clock, WRITE_LIMIT_MS, update, TOO_LATE)
        if (late !== TOO_LATE && parseRecord(written) !== 'newer') return take(written)
        leave(late === TOO_LATE ? 'storage_unavailable' : 'newer_version')
      } catch {
        leave('storage_unavailable')
      }
    }
    known = work(known)
    return known ?? 'missing'
  }

  return { read, change, alone: () => shared === undefined }
}

const TOO_LATE = Symbol('too late')
