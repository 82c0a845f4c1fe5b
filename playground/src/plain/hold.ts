import type { Session } from '@latchkey/core'
import { TAB_NAME } from '../shared/tab-name.ts'
import { element } from './element.ts'
import { log } from './log.ts'

/** Makes the button work that pauses idleness. */
export function addHold(session: Session): void {
  let release: (() => void) | undefined
  const button = element('hold', HTMLButtonElement)

  button.addEventListener('click', () => {
    if (release === undefined) release = session.hold('The user paused idleness')
    else release = void release()
    const isHeld = release !== undefined
    button.ariaPressed = String(isHeld)
    log({ who: TAB_NAME, what: isHeld ? 'paused idleness' : 'let idleness go on' })
  })
}
