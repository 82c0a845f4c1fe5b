import type { Browsing, Popup } from '../ports/browsing.js'

/** A page's window, and what a test sees of it. */
export interface TestBrowsing extends Browsing {
  /** Every address that the page left for, in order. */
  readonly left: string[]
  readonly frames: string[]
  readonly popups: string[]
}

/** A window at an address; `blocked`: it may open no popup. */
export function createTestBrowsing(url: string, blocked = false): TestBrowsing {
  const left: string[] = []
  const frames: string[] = []
  const popups: string[] = []
  let current = url

  function popup(): Popup | undefined {
    return blocked ? undefined : { goTo: (next) => void popups.push(next), close: () => {} }
  }

  return {
    left,
    frames,
    popups,
    url: () => current,
    replace: (next) => void (current = next),
    leave: (next) => void left.push(next),
    popup,
    frame: (next) => {
      frames.push(next)
      return () => {}
    },
    mayLeave: () => true,
    close: () => {},
  }
}
