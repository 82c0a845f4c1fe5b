import type { Clock } from '../ports/clock.js'
import type { Store } from '../ports/store.js'
import type { NoticeCode } from '../session.js'
import type { GuardedClock } from './guarded-clock.js'
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
  /** Whether a newer version of this code keeps the record. */
  outdated(): boolean
  /** The record was as this tab knows it at this moment, or later. */
  seenAt(): number
}

/** `notice` is told once why this tab works alone. */
export function createRecordKeeper(
  store: Store | undefined,
  key: string,
  clock: Clock & GuardedClock,
  notice: (code: NoticeCode) => void,
): RecordKeeper {
  let shared = store
  let known: SessionRecord | undefined
  let seenAt = -Infinity
  let outdated = false

  /** A tab that is frozen meanwhile gets what was true before. */
  async function seen(look: () => Promise<RecordView>): Promise<RecordView> {
    const askedAt = clock.now()
    const view = await look()
    seenAt = askedAt
    return view
  }

  function leave(code: NoticeCode): void {
    if (shared !== undefined) notice(code)
    shared = undefined
    outdated ||= code === 'newer_version'
  }

  function parse(value: unknown): ReturnType<typeof parseRecord> {
    const record = parseRecord(value)
    // A page that was opened after a clock was set back goes on where the others are.
    if (typeof record === 'object') clock.catchUp(record.at ?? 0)
    return record
  }

  function take(value: unknown): RecordView {
    const record = parse(value)
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
        const record = parse(old)
        const next = record === 'newer' ? undefined : work(record)
        written = next === undefined || next === record ? old : { ...next, at: clock.now() }
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

  return {
    read: () => seen(read),
    change: (work) => seen(() => change(work)),
    alone: () => shared === undefined,
    outdated: () => outdated,
    seenAt: () => seenAt,
  }
}

const TOO_LATE = Symbol('too late')
