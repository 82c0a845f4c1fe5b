import type { Driver } from './driver.js'

/** Runs a session with a driver that has yet to be loaded: what is not used is not paid for. */
export function createLazyDriver(load: () => Promise<Driver>): Driver {
  const loading = load()
  let driver: Driver | undefined
  let stopped = false
  const begin = async (): Promise<void> => {
    driver = await loading
    if (stopped) driver.stop()
  }
  // A chunk that cannot be loaded is what every call says.
  begin().catch(() => {})
  const soon = (work: (loaded: Driver) => void): void => void loading.then(work, () => {})

  return {
    isolation: () => driver?.isolation() ?? 'shared-worker',
    sharedGrant: () => driver?.sharedGrant() ?? false,
    signIn: async (input) => (await loading).signIn(input),
    reauthenticate: async (options) => (await loading).reauthenticate(options),
    signOut: async (options) => (await loading).signOut(options),
    fetch: async (input, init) => (await loading).fetch(input, init),
    getToken: async (minValidityMs) => (await loading).getToken(minValidityMs),
    refresh: async () => (await loading).refresh(),
    extend: () => soon((loaded) => loaded.extend()),
    hold: (by) => soon((loaded) => loaded.hold(by)),
    stop: () => {
      stopped = true
      driver?.stop()
    },
  }
}
