import type { SessionRecord } from '../../src/runtime/record.js'
import type { Ledger } from './ledger.js'

/** The credential in a record, and the server's name for its grant. */
interface Resting {
  readonly refreshToken?: string | undefined
  readonly family?: string | undefined
}

/** Notes what a written record says. */
export function noteRecord(ledger: Ledger, record: SessionRecord, rests: Resting = {}): void {
  const { epoch, ended } = record
  const { refreshToken, family = record.reference } = rests
  if (family !== undefined) noteFamily(ledger, epoch, family, refreshToken !== undefined)
  if (ended !== undefined && !ledger.ended.has(epoch)) ledger.ended.set(epoch, ledger.moment())
  if (refreshToken !== undefined && !ledger.restedAt.has(refreshToken)) {
    ledger.restedAt.set(refreshToken, ledger.now())
  }
}

/** P20: what one sign-in gave is one session, wherever its tokens rest. */
function noteFamily(ledger: Ledger, epoch: string, family: string, rests: boolean): void {
  const before = ledger.epochOf.get(family)
  if (rests && before !== undefined && before !== epoch) {
    ledger.blame('P20', `the tokens of ${before} rest in ${epoch}`)
  }
  ledger.epochOf.set(family, epoch)
}
