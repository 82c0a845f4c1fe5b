import type { Send } from './commands.ts'
import { DriverError } from './driver-error.ts'

/**
 * Sends input that may close the window it goes to.
 *
 * The driver finds the window gone while it still holds the key or the button down.
 */
export async function mayClose(send: Send, work: (send: Send) => Promise<void>): Promise<void> {
  // A window that is gone already is an error all the same.
  await send('getUrl')
  try {
    await work(send)
  } catch (error) {
    if (!(error instanceof DriverError && error.code === 'no such window')) throw error
  }
}
