import type { PagePorts } from '../ports/page-ports.js'
import { browserActivity } from './activity.js'
import { browserChannel } from './channel.js'
import { browserClock } from './clock.js'
import { browserLifecycle } from './lifecycle.js'
import { browserLock } from './lock.js'
import { browserNavigation } from './navigation.js'

/** What this browser offers to a page whose session is run elsewhere. */
export function browserPagePorts(): PagePorts {
  return {
    activity: browserActivity,
    channel: browserChannel(),
    clock: browserClock,
    lifecycle: browserLifecycle,
    lock: browserLock(),
    navigation: browserNavigation,
    randomId: () => crypto.randomUUID?.() ?? '',
  }
}
