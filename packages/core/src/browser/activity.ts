import type { Activity } from '../ports/activity.js'

// Moving the pointer is not among them: a bumped desk is not a user. NIST SP 800-63B-4, section 5.1.2.
const INPUTS = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'input'] as const

/** Trusted input to this document. */
export const browserActivity: Activity = {
  listen: (everyMs, listener) => {
    let nextAt = 0
    const onInput = (event: Event): void => {
      if (event.timeStamp < nextAt || !event.isTrusted) return
      nextAt = event.timeStamp + everyMs
      listener()
    }
    // In the capture phase: an app that stops an event's propagation does not hide its user.
    const options = { capture: true, passive: true }
    for (const name of INPUTS) addEventListener(name, onInput, options)
    return () => {
      for (const name of INPUTS) removeEventListener(name, onInput, options)
    }
  },
}
