import type { Send } from './commands.ts'

/** Runs a script in the window around the current page, which alone knows of processes, cookies and windows. */
export async function runAroundPage<T>(send: Send, script: string): Promise<T> {
  await send('setContext', { value: 'chrome' })
  try {
    return await send<T>('execute', { script, args: [] })
  } finally {
    // A window may close meanwhile; the commands after it are for pages all the same.
    await send('setContext', { value: 'content' })
  }
}
