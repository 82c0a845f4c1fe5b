/** Counts the locks that this page holds or waits for. */
export function countLocks(): () => { readonly locks: number } {
  const { locks } = navigator
  const request = locks.request.bind(locks) as (...given: unknown[]) => Promise<unknown>
  let count = 0
  locks.request = (async (...given: unknown[]) => {
    count++
    try {
      return await request(...given)
    } finally {
      count--
    }
  }) as never
  return () => ({ locks: count })
}
