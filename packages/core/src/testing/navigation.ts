import type { Navigation } from '../ports/navigation.js'

/** An app at an address. */
export function createTestNavigation(baseUrl: string, secure: boolean): Navigation {
  return { baseUrl: () => baseUrl, secure: () => secure }
}
