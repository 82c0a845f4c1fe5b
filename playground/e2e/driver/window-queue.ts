import type { Send } from './commands.ts'

/** WebDriver has one current window: commands to different tabs wait for each other. */
export interface WindowQueue {
  /** Opens a tab, does the first work in it and returns its handle. */
  open(work: (send: Send) => Promise<void>): Promise<string>
  /** Takes a window that a page opened and nobody took yet; undefined if there is none. */
  adopt(): Promise<string | undefined>
  /** Runs commands in one tab, while no other command runs. */
  within<T>(handle: string, work: (send: Send) => Promise<T>): Promise<T>
  close(handle: string): Promise<void>
  /** Closes every window that came since the start, and runs commands in one that was there. */
  closeAll(work: (send: Send) => Promise<unknown>): Promise<void>
}

/** What `newWindow` is asked for. */
export type WindowKind = 'tab' | 'window'

/** Puts every command to one browser in line. The windows that are there already are not its own. */
export async function createWindowQueue(send: Send, kind: WindowKind): Promise<WindowQueue> {
  const [home, ...others] = await send<[string, ...string[]]>('getWindows')
  const lasting = new Set([home, ...others])
  const known = new Set(lasting)
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

  async function closeWindow(handle: string): Promise<void> {
    await show(handle)
    await send('closeWindow')
    current = undefined
  }

  return {
    open: (work) =>
      enqueue(async () => {
        // The current window may be gone, and then no new one opens. This one no test has.
        await show(home)
        const { handle } = await send<{ handle: string }>('newWindow', { type: kind })
        known.add(handle)
        await show(handle)
        await work(send)
        return handle
      }),
    adopt: () =>
      enqueue(async () => {
        const handle = (await send<string[]>('getWindows')).find((each) => !known.has(each))
        if (handle !== undefined) known.add(handle)
        return handle
      }),
    within: (handle, work) =>
      enqueue(async () => {
        await show(handle)
        return work(send)
      }),
    close: (handle) => enqueue(() => closeWindow(handle)),
    closeAll: (work) =>
      enqueue(async () => {
        for (const handle of await send<string[]>('getWindows')) {
          if (!lasting.has(handle)) await closeWindow(handle)
        }
        await show(home)
        await work(send)
      }),
  }
}
