import { describe, expect, test } from 'vitest'
import { enginesThatCan } from './driver/cannot.ts'
import type { Tab } from './driver/tab.ts'
import { STATE, STATUS } from './harness-tab.ts'
import { usePlayground } from './use-playground.ts'

const MINUTE_MS = 60_000
// Shorter than the time that the tab is hidden.
const TOKEN_MS = 1_500
const HIDDEN_MS = 2_500
// What was answered within a minute is not asked again.
const STALE_MS = 61_000
const TELL = `void (globalThis.asked = new BroadcastChannel('timers'), asked.onmessage = () => {
  asked.postMessage([document.visibilityState, timersIn()])
})`
// Nobody sees a tab for the sake of an event.
const LATE_FOCUS = `void document.addEventListener('visibilitychange', () => {
  if (document.hidden) setTimeout(() => dispatchEvent(new Event('focus')), 100)
})`
// Asked from another tab: a tab that is shown has set its timers before any event says so, for
// Chromium tells of the focus first at times.
const ASK = `new Promise((resolve) => {
  const asking = new BroadcastChannel('timers')
  asking.onmessage = ({ data }) => resolve(data)
  setTimeout(() => asking.postMessage('how many?'), ${HIDDEN_MS})
})`

describe.each(enginesThatCan('hide tabs'))('%s', (engine) => {
  const stage = usePlayground(engine)

  test('P12 a hidden tab keeps one timer at most, and renews nothing until it is shown', async () => {
    const { counters, limits } = stage.playground
    limits.accessTokenMs = TOKEN_MS
    const tab = await stage.open(`way=sealed&idle=${15 * MINUTE_MS}&platform=counts timers`)
    await tab.run(`latchkey.signIn('ada')`)
    await tab.run(TELL)
    await tab.run(LATE_FOCUS)
    const other = await open(stage)
    const before = counters.tokenRefresh

    const [visibility, timers] = await other.run<[string, number]>(ASK)

    expect(counters.tokenRefresh).toBe(before)
    expect(visibility).toBe('hidden')
    console.log(`${engine}: ${timers} timers after ${HIDDEN_MS} ms hidden`)
    expect(timers).toBeLessThanOrEqual(1)
    expect(await tab.run(`latchkey.call(1)`)).toEqual([200])
    expect(counters.tokenRefresh).toBeGreaterThan(before)
  })

  test('P3 a tab that is shown again asks at once if its session stands', async () => {
    const tab = await stage.open()
    await tab.run(`latchkey.signIn('ada')`)
    // So long is it hidden, by its own clock.
    await tab.run(`void document.addEventListener('visibilitychange', () => {
      if (document.hidden) latchkey.jump(${STALE_MS}, localStorage.hidden = 'yes')
    })`)
    const other = await open(stage)
    await other.until(`localStorage.hidden`)
    const before = stage.playground.counters.session
    stage.playground.endSessions()
    expect(stage.playground.counters.session).toBe(before)

    await tab.until(`${STATUS} === 'signedOut'`)

    expect(await tab.run(STATE)).toMatchObject({ reason: 'rejected', origin: 'server' })
  })
})

/** Opens a tab without a session before the others, which are hidden by it. */
function open(stage: ReturnType<typeof usePlayground>): Promise<Tab> {
  return stage.browser.open(`${stage.playground.url}/api/nowhere`)
}
