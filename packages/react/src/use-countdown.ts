import { useMemo, useSyncExternalStore } from 'react'
import { useIdle } from './use-idle.js'

/**
 * Counts the whole seconds that are left of the idle warning; `undefined` when there is no warning.
 *
 * It renders once a second while there is one, on the second, so that every tab shows the same number.
 *
 * @example
 * const seconds = useCountdown()
 * const { extend } = useSession()
 * return seconds !== undefined && <button onClick={extend}>Still here? {seconds} s</button>
 */
export function useCountdown(): number | undefined {
  const idle = useIdle()
  const idleAt = idle?.idle === 'warning' ? idle.idleAt : undefined
  const [subscribe, read] = useMemo(() => createCountdown(idleAt), [idleAt])
  // A server's number would be another one by the time it is hydrated.
  return useSyncExternalStore(subscribe, read, () => undefined)
}

function createCountdown(idleAt = 0) {
  const leftMs = () => idleAt - Date.now()
  const read = () => (idleAt ? Math.max(0, Math.ceil(leftMs() / 1000)) : undefined)

  function subscribe(listener: () => void) {
    let timer: ReturnType<typeof setTimeout> | undefined
    function tick() {
      listener()
      if (read()) timer = setTimeout(tick, leftMs() % 1000 || 1000)
    }
    tick()
    return () => clearTimeout(timer)
  }

  return [subscribe, read] as const
}
