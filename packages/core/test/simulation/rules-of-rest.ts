import { isOwn } from './history.js'
import { judgeSignIns } from './rules-of-sign-ins.js'
import type { Profile } from './profile.js'

const ANSWERED_MS = 60_000
// Longer than any time limit.
const STOPPED_MS = 15_000

/** What must be true when the world is well again. */
export async function judgeRest(profile: Profile): Promise<void> {
  const { world, ledger } = profile
  judgeStates(profile)
  judgeReuse(profile)
  judgeMessages(profile)
  judgeSignIns(profile)
  // Beside a newer version an older one works alone, and finds out what it missed by asking.
  if (!profile.tabs.some(({ newer }) => newer)) await judgeCalls(profile)
  for (const { session } of profile.living()) session.dispose()
  await world.advance(STOPPED_MS)
  if (world.channels.open() > (profile.hasVault() ? 1 : 0)) {
    ledger.blame('P22', 'a channel is left behind')
  }
}

/** P4: whatever happened, all tabs find the one truth. */
function judgeStates({ ledger, living, history }: Profile): void {
  const shown = new Set<string>()
  for (const { session, name, alone } of living()) {
    const { state } = session
    if (state.status === 'starting') ledger.blame('P4', `${name} does not know its state`)
    if (!alone && state.status !== 'signedOut' && state.connection !== 'ok') {
      ledger.blame('P4', `${name} does not recover`)
    }
    // A grant that only one tab has leaves the others signed out.
    const counts = !alone && (state.status === 'signedIn' || !isOwn(history.way))
    if (counts) shown.add(state.status === 'signedIn' ? state.id : state.status)
  }
  if (shown.size > 1) ledger.blame('P14', `the tabs disagree: ${[...shown].join(', ')}`)
}

/** P4: whoever shows a session can use it; a server that expired every token at once refuses one request. */
async function judgeCalls(profile: Profile): Promise<void> {
  await callAll(profile)
  for (const answer of await callAll(profile)) profile.ledger.blame('P4', answer)
}

async function callAll({ living, world }: Profile): Promise<string[]> {
  const wrong: string[] = []
  for (const { session, name } of living()) {
    if (session.state.status !== 'signedIn') continue
    const { id } = session.state
    session.fetch('/api/whoami').then(
      ({ status }) => void (status === 200 || wrong.push(`${name} gets ${status}`)),
      (error: { code: string }) => {
        const same = session.state.status === 'signedIn' && session.state.id === id
        if (same) wrong.push(`${name} gets ${error.code}`)
      },
    )
  }
  await world.advance(ANSWERED_MS)
  return wrong
}

/** P1: a refresh token comes twice only where the answer to the first was lost. */
function judgeReuse({ ledger, world, tabs }: Profile): void {
  for (const { kind, spent } of world.server.tokens.facts) {
    if (kind !== 'reused') continue
    const spends = ledger.sent.filter(({ asked }) => asked.credential === spent)
    const lost = spends.some(
      ({ outcome, at, realm: { life, stoppedAt = -Infinity } }) =>
        outcome !== 'answered' || stoppedAt >= at || life.dead(),
    )
    const robbed = spends.some(({ realm }) => world.locks.robbed.includes(realm.life))
    // A newer version that took the record over meanwhile leaves the answer no place to rest.
    const ages = new Set(
      spends.map(({ realm }) => tabs.find(({ life }) => life === realm.life)?.newer),
    )
    if (!lost && !robbed && ages.size < 2 && !ledger.cleared) {
      ledger.blame('P1', `a refresh token came twice, and no answer was lost`)
    }
  }
}

/** P15: what tabs say to each other is a hint. */
function judgeMessages({ ledger, world }: Profile): void {
  for (const message of world.channels.said) {
    const keys = Object.keys(message as object)
      .toSorted()
      .join()
    if (keys !== 'epoch,kind,v') ledger.blame('P15', `a message says ${keys}`)
  }
}
