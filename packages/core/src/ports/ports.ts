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

/** All that the engine needs from the world. What a browser lacks is `undefined`. */
export interface Ports {
  readonly clock: Clock
  readonly http: Http
  readonly activity: Activity
  readonly lifecycle: Lifecycle
  readonly navigation: Navigation
  readonly crypto: Crypto
  readonly lock: Lock | undefined
  readonly channel: Channel | undefined
  readonly store: Store | undefined
  /** Only where the strategy may visit a provider. */
  readonly visit?: Visit
}
