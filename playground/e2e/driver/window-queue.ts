import type { Send } from './commands.ts'
import type { Windows } from './windows.ts'

/** WebDriver has one current window: commands to different tabs wait for each other. */
export interface WindowQueue {
  /** Opens a tab at this address and returns its handle. */
  open(url: string): Promise<string>
  /** Takes a window that a page opened and nobody took yet; undefined if there is none. */
  adopt(): Promise<string | undefined>
  /** Runs commands in one tab, while no other command runs. */
  within<T>(handle: string, work: (send: Send) => Promise<T>): Promise<T>
  close(handle: string): Promise<void>
  /** Lets go of every window that came since the start, and runs commands in one that was there. */
  clear(work: (send: Send) => Promise<unknown>): Promise<void>
}

const MOST_SPARE = 10

/** Puts every command to one browser in line. The windows that are there already are not its own. */
export async function createWindowQueue(send: Send, windows: Windows): Promise<WindowQueue> {
  const [home, ...others] = await send<[string, ...string[]]>('getWindows')
  const lasting = new Set([home, ...others])
  const known = new Set(lasting)
  // Windows that no page opened; and those of them that are empty.
  const own = new Set<string>()
  const spare = new Set<string>()
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

  async function settle(handle: string): Promise<void> {
    if (windows.settle === undefined) return
    await show(handle)
    // What the driver takes for it may be out of date already: it is looked up once more.
    current = undefined
    await windows.settle(send)
  }

  async function closeWindow(handle: string): Promise<void> {
    await show(handle)
    await send('closeWindow')
    current = undefined
  }

  async function openWindow(url: string): Promise<string> {
    // The current window may be gone, and then no new one opens. This one no test has.
    await show(home)
    const handle = await windows.open(send, url)
    known.add(handle)
    own.add(handle)
    current = handle
    return handle
  }

  async function openAgain(handle: string, url: string): Promise<string> {
    spare.delete(handle)
    await show(handle)
    await send('navigate', { url })
    return handle
  }

  async function letGo(handle: string): Promise<void> {
    const mayServeAgain = own.has(handle) && spare.size < MOST_SPARE
    if (windows.empty === undefined || !mayServeAgain) return closeWindow(handle)
    await show(handle)
    await windows.empty(send)
    spare.add(handle)
  }

  return {
    open: (url) =>
      enqueue(() => {
        const [used] = spare
        return used === undefined ? openWindow(url) : openAgain(used, url)
      }),
    adopt: () =>
      enqueue(async () => {
        const handle = (await send<string[]>('getWindows')).find((each) => !known.has(each))
        if (handle === undefined) return undefined
        known.add(handle)
        await settle(handle)
        return handle
      }),
    within: (handle, work) =>
      enqueue(async () => {
        await show(handle)
        return work(send)
      }),
    close: (handle) => enqueue(() => closeWindow(handle)),
    clear: (work) =>
      enqueue(async () => {
        const handles = await send<string[]>('getWindows')
        const used = handles.filter((handle) => !lasting.has(handle) && !spare.has(handle))
        for (const handle of used) await letGo(handle)
        await show(home)
        await work(send)
      }),
  }
}
