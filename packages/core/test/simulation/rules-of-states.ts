import { isOwn } from './history.js'
import { type Activity, aheadSince, WRITTEN_MS } from './ledger.js'
import { isRefresh } from './rules-of-requests.js'
import type { Profile, SimulatedTab } from './profile.js'

// Other tabs' deeds are known within a second and a few steps to the store.
const KNOWN_MS = 2_500
// Two requests, with their limits and the wait between them.
const ASKED_MS = 20_000
// A session is a little older than a tab shows it.
const SHOWN_MS = 1_000
// A deadline that has passed is confirmed by a reading of the record.
const CONFIRMED_MS = 3_000

/** What must be true when a session has just ended in a tab. */
export function judgeEnd(profile: Profile, tab: SimulatedTab): void {
  const { ledger } = profile
  const { state } = tab.session
  if (state.status !== 'signedOut' || tab.epoch === undefined) return
  ledger.tell(`${tab.name} is signed out: ${state.reason}, ${state.origin}`)
  if (state.reason === 'idle' && isClear(profile, tab.epoch)) judgeIdle(profile, tab, tab.epoch)
  if (state.reason === 'absolute') judgeAbsolute(profile, tab, tab.epoch)
  // A tab that was cached may come back to a later sign-in that was refused.
  const isLatest = [...ledger.began.keys()].at(-1) === tab.epoch
  if (state.reason === 'rejected' && state.origin !== 'elsewhere' && isLatest) {
    judgeRejected(profile, tab, tab.epoch)
  }
  if (state.reason === 'requested' && ledger.asked.size === 0) {
    ledger.blame('P3', `${tab.name} was signed out as asked for, by nobody`)
  }
}

/**
 * Whether all tabs can know of all activity. A tab that slept may come back to a later sign-in that is idle; where the site's
 * data was cleared, a clock was set back, or two versions run side by side, they do not agree.
 */
function isClear({ ledger, tabs }: Profile, epoch: string): boolean {
  const began = ledger.began.get(epoch)?.at ?? 0
  const strayed = ledger.jumps.some(({ ms, at }) => ms < 0 || at - WRITTEN_MS < began)
  const mixed = tabs.some(({ newer }) => newer)
  const isLatest = [...ledger.began.keys()].at(-1) === epoch
  return isLatest && !ledger.cleared && !strayed && !mixed
}

/** P7: activity in any tab keeps every tab. A clock that jumps ahead looks like sleep. */
function judgeIdle({ ledger, history }: Profile, tab: SimulatedTab, epoch: string): void {
  // A tab that was frozen may hear of the end much later.
  const endedAt = ledger.ended.get(epoch)?.at ?? ledger.now()
  const lasting = ledger.activity.filter((one) => one.certain && one.at <= endedAt && !isLost(one))
  const at = Math.max(0, ...lasting.map((one) => one.at))
  const quietMs = endedAt - at + aheadSince(ledger, at)
  if (quietMs < (history.idleMs ?? Infinity) - WRITTEN_MS) {
    ledger.blame('P7', `${tab.name} is idle after ${quietMs} ms`)
  }
}

/** P7: a dead, frozen or discarded tab neither keeps nor ends the session. */
function isLost({ realm, at }: Activity): boolean {
  return realm.stoppedAt !== undefined && realm.stoppedAt - at < WRITTEN_MS
}

function judgeAbsolute({ ledger, history }: Profile, tab: SimulatedTab, epoch: string): void {
  // Tabs from before and after a jump may not agree on what is now.
  if (ledger.jumps.length > 0) return
  const at = ledger.began.get(epoch)?.at ?? 0
  const lastedMs = ledger.now() - at + aheadSince(ledger, at)
  if (lastedMs < (history.absoluteMs ?? Infinity) - SHOWN_MS) {
    ledger.blame('P3', `${tab.name} reaches its limit after ${lastedMs} ms`)
  }
}

/** P3: only a definite refusal ends a session. */
function judgeRejected({ ledger, world, history }: Profile, tab: SimulatedTab, epoch: string) {
  const { jar, tokens, cookies } = world.server
  const own = ledger.sent.findLast((one) => one.realm.life === tab.life && isRefresh(one))
  const [reference = ''] =
    isOwn(history.way) && own !== undefined
      ? [tokens.facts.find(({ refresh }) => refresh === own.asked.credential)?.reference]
      : ([...ledger.epochOf].findLast(([, of]) => of === epoch) ?? [])
  const inJar =
    history.way === 'cookie'
      ? cookies.referenceOf(jar)
      : tokens.facts.find(({ refresh }) => refresh === jar.refresh)?.reference
  const held = history.way === 'cookie' || history.way === 'refresh-cookie'
  const stands = held
    ? reference === inJar && (history.way === 'cookie' || tokens.stands(reference))
    : tokens.stands(reference) && !ledger.cleared
  if (stands) ledger.blame('P3', `${tab.name} is rejected, and the server would have it`)
}

/** What must be true at every moment. */
export function judgeMoment(profile: Profile): void {
  for (const tab of profile.running()) {
    const { state } = tab.session
    if (state.status !== 'signedIn' || tab.alone) continue
    judgeLate(profile, tab, state.id)
    judgeLeft(profile, tab, state.id)
    const ended = profile.ledger.ended.get(state.id)
    if (ended === undefined) continue
    const { ranAt } = profile.ledger.moment()
    // A later sign-in of the same user is asked for before anything changes, and a server may be slow.
    const isLatest = [...profile.ledger.began.keys()].at(-1) === state.id
    const limitMs = isLatest ? KNOWN_MS : KNOWN_MS + ASKED_MS
    if (ranAt - Math.max(ended.ranAt, tab.resumed.ranAt) > limitMs) {
      profile.ledger.blame('P13', `${tab.name} still shows a session that is over`)
    }
  }
}

/** P13: who signs out before a tab knows who is there is not there any longer. */
function judgeLeft({ ledger }: Profile, tab: SimulatedTab, epoch: string): void {
  const { leftEarly: left } = tab
  const began = ledger.began.get(epoch)
  if (left === undefined || began === undefined || began.at > left.at || ledger.cleared) return
  if (ledger.moment().ranAt - Math.max(left.ranAt, tab.resumed.ranAt) > ASKED_MS) {
    ledger.blame('P13', `${tab.name} shows a session that its user has left`)
  }
}

/** P6, P8: nothing but activity prolongs a session, no clock and no late key. */
function judgeLate({ ledger, history }: Profile, tab: SimulatedTab, epoch: string): void {
  // What a realm with a clock of its own wrote down looks like the future to the next one.
  const strayed = ledger.jumps.length > 0 && history.way.includes('vault')
  if (history.idleMs === undefined || strayed) return
  const began = ledger.began.get(epoch)?.ranAt ?? 0
  // A new page takes what looks like the future for now.
  const opened = ledger.jumps.length > 0 ? tab.opened.ranAt : 0
  const last = ledger.activity.at(-1)?.ranAt ?? 0
  const quietMs = ledger.moment().ranAt - Math.max(began, opened, last, tab.resumed.ranAt)
  if (quietMs > history.idleMs + CONFIRMED_MS) {
    ledger.blame('P8', `${tab.name} is still there after ${quietMs} quiet ms`)
  }
}
