import type { Navigation } from '../ports/navigation.js'

/** The document's own address. */
export const browserNavigation: Navigation = {
  baseUrl: () => document.baseURI,
  secure: () => isSecureContext,
}
