import { buildPages } from './build-pages.ts'
import { warmFirefox } from './warm-firefox.ts'

declare global {
  /** Set once the first of the projects has prepared for all: each loads its own modules. */
  var isPrepared: boolean | undefined
}

/** Prepares for the tests in browsers, once for all projects; returns what cleans up after them. */
export default async function prepare(): Promise<(() => Promise<void>) | undefined> {
  if (globalThis.isPrepared) return undefined
  globalThis.isPrepared = true
  await buildPages()
  return warmFirefox()
}
