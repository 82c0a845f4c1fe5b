import { minutes } from '../durations.js'
import type { Profile } from './profile.js'
import { ageMs, type Returned } from './visits.js'

const some = (is: (one: Returned, all: readonly Returned[]) => boolean) => {
  return ({ ledger }: Profile) => ledger.returns.some((one) => is(one, ledger.returns))
}

/** What a history had in it of visits to a provider. */
export const SEEN_OF_VISITS = {
  'a redirect that signed in': some(({ result }) => result === 'signedIn'),
  'a return opened again': some((one, all) =>
    all.some((other) => other.callback === one.callback && other.at < one.at),
  ),
  'a return opened twice at once': some((one, all) =>
    all.some(
      ({ callback, at, realm }) =>
        callback === one.callback && at === one.at && realm !== one.realm,
    ),
  ),
  'a return taken in twice by one tab': some((one, all) =>
    all.some((other) => other !== one && other.realm === one.realm && other.visit === one.visit),
  ),
  'a reload during an exchange': ({ ledger }: Profile) =>
    ledger.sent.some(
      ({ asked, outcome, realm }) =>
        asked.kind === 'exchange' && outcome === 'pending' && realm.life.dead(),
    ),
  'a return after ten minutes': some((one) => ageMs(one) >= minutes(10)),
  'a return after a sign-out': ({ ledger }: Profile) =>
    ledger.returns.some(({ visit, at }) =>
      [...ledger.ended.values()].some((end) => end.at < at && end.at > (visit?.at ?? at)),
    ),
  'a return with a changed state or issuer': some(
    ({ honest, code, callback }) => !honest && code !== null && callback.includes('evil'),
  ),
  'a code of a stranger': some(({ honest, code, callback }) => {
    return !honest && code !== null && !callback.includes('evil')
  }),
  'a refusal of the provider': some(({ callback }) => callback.includes('error=')),
  'two visits at once': ({ ledger }: Profile) =>
    ledger.visits.some(
      ({ at, method }, index) =>
        method === 'redirect' &&
        ledger.returns.some(
          ({ visit, at: backAt }) =>
            visit !== undefined &&
            ledger.visits.indexOf(visit) < index &&
            backAt > at &&
            at > visit.at,
        ),
    ),
  'a popup that came back late': ({ ledger }: Profile) =>
    ledger.returns.some((one) => one.visit?.method === 'popup' && ageMs(one) > 30_000),
} as const
