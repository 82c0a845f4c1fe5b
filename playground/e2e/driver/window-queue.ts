import type { Send } from './commands.ts'

/** WebDriver has one current window: commands to different tabs wait for each other. */
export interface WindowQueue {
  /** Opens a tab and returns its handle. */
  open(): Promise<string>
  /** Runs commands in one tab, while no other command runs. */
  within<T>(handle: string, work: (send: Send) => Promise<T>): Promise<T>
  close(handle: string): Promise<void>
}

/** Puts every command to one browser in line. */
export function createWindowQueue(send: Send): WindowQueue {
  let line: Promise<unknown> = Promise.resolve()
  let current: string | undefined

  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const turn = line.then(work)
    line = turn.catch(() => {})
    return turn
  }

  async function show(handle: string): Promise<void> {
    if (handle === current) return
    await send('setWindow', { handle })
    current = handle
  }

  return {
    open: () =>
      enqueue(async () => (await send<{ handle: string }>('newWindow', { type: 'tab' })).handle),
    within: (handle, work) =>
      enqueue(async () => {
        await show(handle)
        return work(send)
      }),
    close: (handle) =>
      enqueue(async () => {
        await show(handle)
        await send('closeWindow')
        current = undefined
      }),
  }
}
