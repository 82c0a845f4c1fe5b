import { SOAK_WAYS, type SoakNote, type SoakPage, type SoakWay } from '../soak-ways.ts'
import { signInAs } from './playground-strategies.ts'
import { takeCensus } from './soak-census.ts'
import { isCalm, openSoakSession, REFRESH_TOKEN, shown } from './soak-session.ts'

/** Opens a session of each way, in one page. */
export function openSoakPage(query: URLSearchParams): SoakPage {
  const place = { tab: query.get('tab') ?? '', epoch: Number(query.get('epoch')) }
  const notes: SoakNote[] = []
  const note = (what: SoakNote): void => void notes.push(what)
  const open = mapWays((way) => openSoakSession(way, place, note))
  const sessions = mapWays((way) => open[way].session)

  return {
    states: () => mapWays((way) => shown(sessions[way])),
    isCalm: () => SOAK_WAYS.every((way) => isCalm(sessions[way])),
    take: () => notes.splice(0),
    async signIn(way, user) {
      await signInAs(user, sessions[way], open[way].http, REFRESH_TOKEN[way])
      return shown(sessions[way]).id ?? ''
    },
    signOut: (way) => sessions[way].signOut(),
    call(way, times) {
      for (let call = 0; call < times; call++) letBe(sessions[way].fetch('/api/whoami'))
    },
    refresh: (way) => letBe(sessions[way].refresh()),
    census: takeCensus,
    dispose: () => SOAK_WAYS.forEach((way) => sessions[way].dispose()),
  }
}

// A call may fail: its server does, its user goes.
function letBe(call: Promise<unknown>): void {
  call.catch(() => {})
}

function mapWays<T>(make: (way: SoakWay) => T): Record<SoakWay, T> {
  return Object.fromEntries(SOAK_WAYS.map((way) => [way, make(way)])) as Record<SoakWay, T>
}
