import type { Activity } from './activity.js'
import type { Channel } from './channel.js'
import type { Clock } from './clock.js'
import type { Crypto } from './crypto.js'
import type { Http } from './http.js'
import type { Lifecycle } from './lifecycle.js'
import type { Lock } from './lock.js'
import type { Navigation } from './navigation.js'
import type { Store } from './store.js'
import type { Visit } from './visit.js'

/** What any realm has, with a page or without. What a browser lacks is `undefined`. */
export interface RealmPorts {
  readonly clock: Clock
  readonly http: Http
  readonly crypto: Crypto
  readonly lock: Lock | undefined
  readonly channel: Channel | undefined
  readonly store: Store | undefined
}

/** All that the engine needs from the world. */
export interface Ports extends RealmPorts {
  readonly activity: Activity
  readonly lifecycle: Lifecycle
  readonly navigation: Navigation
  /** Only where the strategy may visit a provider. */
  readonly visit?: Visit
}
