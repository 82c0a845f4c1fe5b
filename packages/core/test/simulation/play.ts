import type { History } from './history.js'
import { WRITTEN_MS } from './ledger.js'
import { performDeed } from './perform-deed.js'
import { judgeRest } from './rules-of-rest.js'
import { judgeDeparture } from './rules-of-requests.js'
import { judgeEnd, judgeMoment } from './rules-of-states.js'
import type { Profile } from './profile.js'
import { createProfile } from './simulated-profile.js'
import { touch, wake } from './tab-deeds.js'

// Longer than any backoff, and than any time limit that still runs.
const CALM_MS = 150_000

/** Plays a history from its first tab to the calm after the storm, and judges all of it. */
export async function play(history: History): Promise<Profile> {
  const profile = createProfile(history, judgeDeparture, judgeEnd)
  const { world } = profile
  world.timeline.watch(() => judgeMoment(profile))
  for (let count = 0; count < history.tabs; count++) profile.open()
  for (const step of history.steps) {
    await world.advance(step.waitMs)
    await performDeed(profile, step)
  }
  await calm(profile)
  await judgeRest(profile)
  return profile
}

/** The world gets well again: everything that can go on goes on. */
async function calm(profile: Profile): Promise<void> {
  const { world, ledger } = profile
  ledger.tell('the world gets well again')
  profile.calm()
  world.network.mend()
  world.network.offline(false)
  if (profile.living().length === 0) profile.open()
  for (const tab of profile.living()) wake(profile, tab)
  // Activity is noticed every few seconds.
  await world.advance(WRITTEN_MS)
  for (const tab of profile.living()) {
    // It may have been about to be left for a provider.
    wake(profile, tab)
    tab.page.lifecycle.happen('online')
    tab.page.lifecycle.happen('shown')
    // An idle user renews nothing: only one who is there sees the connection recover.
    touch(profile, tab, tab.page.activity.touch)
  }
  await world.advance(CALM_MS)
}
