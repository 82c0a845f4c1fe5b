import type { RealmPorts } from '../ports/ports.js'
import { browserChannel } from './channel.js'
import { browserClock } from './clock.js'
import { browserCrypto } from './crypto.js'
import { browserHttp } from './http.js'
import { browserLock } from './lock.js'
import { browserStore } from './store.js'

/** What this browser offers to any realm, a worker's too. */
export function browserRealm(): RealmPorts {
  return {
    channel: browserChannel(),
    clock: browserClock,
    crypto: browserCrypto,
    http: browserHttp,
    lock: browserLock(),
    store: browserStore(),
  }
}
