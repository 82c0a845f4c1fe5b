import { setTimeout as sleep } from 'node:timers/promises'
import { DriverError } from './driver-error.ts'

type Run = <T>(expression: string) => Promise<T>

const POLL_MS = 40
const PAGE = `location.href + '\\n' + (document.body?.innerText ?? '').slice(0, 1_000)`
// Everything else passes: pages navigate, and expressions throw before their page is ready.
const FINAL_CODES = ['no such window', 'invalid session id', 'javascript syntax error']

/**
 * Evaluates an expression again and again until it is truthy, and returns that value.
 *
 * It polls from here: a loop in the page would die with a navigation and stop with a freeze.
 */
export async function waitUntil<T>(run: Run, expression: string, timeoutMs: number): Promise<T> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const last = await attempt<T>(run, expression)
    if ('value' in last && last.value) return last.value
    if (performance.now() > deadline) throw await timedOut(run, expression, timeoutMs, last)
    await sleep(POLL_MS)
  }
}

type Attempt<T> = { value: T } | { error: Error }

async function attempt<T>(run: Run, expression: string): Promise<Attempt<T>> {
  try {
    return { value: await run<T>(expression) }
  } catch (error) {
    if (!(error instanceof Error) || isFinal(error)) throw error
    return { error }
  }
}

function isFinal(error: Error): boolean {
  // `fetch` throws a TypeError when chromedriver itself is gone.
  if (error instanceof TypeError) return true
  return error instanceof DriverError && FINAL_CODES.includes(error.code)
}

async function timedOut(
  run: Run,
  expression: string,
  timeoutMs: number,
  last: Attempt<unknown>,
): Promise<Error> {
  const result = 'value' in last ? JSON.stringify(last.value) : `error ${last.error.message}`
  const page = await run<string>(PAGE).catch((error) => `unreadable: ${error}`)
  return new Error(
    `Not true within ${timeoutMs} ms: ${expression}\nlast result: ${result}\npage: ${page}`,
  )
}
