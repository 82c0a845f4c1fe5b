import type { Ports } from '../ports/ports.js'
import { browserActivity } from './activity.js'
import { browserLifecycle } from './lifecycle.js'
import { browserNavigation } from './navigation.js'
import { browserRealm } from './browser-realm.js'

/** The world as this browser offers it to a page. */
export function browserPorts(): Ports {
  return {
    ...browserRealm(),
    activity: browserActivity,
    lifecycle: browserLifecycle,
    navigation: browserNavigation,
  }
}
