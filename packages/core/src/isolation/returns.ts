import { fieldsOf } from '../strategies/fields.js'

/** The channel over which a popup or a frame hands its address to the vault that waits for it. */
export function returnsChannel(name: string): string {
  return `latchkey:${name}:returns`
}

/** Reads a message of that channel: the address of a return. */
export function parseReturn(message: unknown): string | undefined {
  const { v, url } = fieldsOf(message)
  return v === 1 && typeof url === 'string' && URL.canParse(url) ? url : undefined
}

/** Reads a message of that channel: that somebody took this return. */
export function isTaken(message: unknown, state: string): boolean {
  const { v, taken } = fieldsOf(message)
  return v === 1 && taken === state
}
