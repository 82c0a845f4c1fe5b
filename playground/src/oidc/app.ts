interface App {
  readonly clientId: 'notes' | 'orders'
  readonly name: string
  /** The host of its pages: another site than that of the other app. */
  readonly host: string
}

const NOTES: App = { clientId: 'notes', name: 'Notes', host: 'localhost' }
const ORDERS: App = { clientId: 'orders', name: 'Orders', host: 'orders.localhost' }
const isOrders = location.hostname === ORDERS.host

/** The app that this page is, by the name under which it was asked for: a return brings no query. */
export const APP: App = isOrders ? ORDERS : NOTES

/** The app that shares the sign-in. */
export const OTHER_APP: App = isOrders ? NOTES : ORDERS

/** This page of the other app. */
export function otherAppUrl(): string {
  const url = new URL(location.pathname, location.origin)
  url.hostname = OTHER_APP.host
  return url.href
}
