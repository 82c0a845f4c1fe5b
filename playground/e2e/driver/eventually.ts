import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 25

/** Asks again and again until there is an answer; undefined when the time is up. */
export async function eventually<T>(
  attempt: () => T | undefined | Promise<T | undefined>,
  timeoutMs: number,
): Promise<T | undefined> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const answer = await attempt()
    if (answer !== undefined || performance.now() > deadline) return answer
    await sleep(POLL_MS)
  }
}
