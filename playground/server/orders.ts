/** Something that a user ordered. */
export interface Order {
  readonly id: number
  readonly item: string
}

/** The orders of every user. */
export interface Orders {
  of(sub: string): readonly Order[]
  add(sub: string, item: string): Order
}

const MAX_ORDERS_PER_USER = 100

/** Creates the orders, with two for every user to begin with. */
export function createOrders(): Orders {
  const ordersOf = new Map<string, Order[]>()
  let nextId = 1

  function of(sub: string): readonly Order[] {
    if (!ordersOf.has(sub)) {
      ordersOf.set(sub, [])
      for (const item of ['a brass key', 'a pin tumbler lock']) add(sub, item)
    }
    return ordersOf.get(sub) ?? []
  }

  function add(sub: string, item: string): Order {
    const order = { id: nextId++, item }
    ordersOf.set(sub, [...of(sub), order].slice(-MAX_ORDERS_PER_USER))
    return order
  }

  return { of, add }
}
