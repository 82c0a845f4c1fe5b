import type { Ports } from '../ports/ports.js'
import { browserActivity } from './activity.js'
import { browserChannel } from './channel.js'
import { browserClock } from './clock.js'
import { browserCrypto } from './crypto.js'
import { browserHttp } from './http.js'
import { browserLifecycle } from './lifecycle.js'
import { browserLock } from './lock.js'
import { browserNavigation } from './navigation.js'
import { browserStore } from './store.js'

/** The world as this browser offers it. */
export function browserPorts(): Ports {
  return {
    activity: browserActivity,
    channel: browserChannel(),
    clock: browserClock,
    crypto: browserCrypto,
    http: browserHttp,
    lifecycle: browserLifecycle,
    lock: browserLock(),
    navigation: browserNavigation,
    store: browserStore(),
  }
}

/** Whether there is a page here at all; not on a server. */
export function inBrowser(): boolean {
  return typeof window !== 'undefined' && typeof document !== 'undefined'
}
