import { describe, expect, test } from 'vitest'
import { enginesThatCan } from './driver/cannot.ts'
import { ENGINES } from './driver/engines.ts'
import type { Tab } from './driver/tab.ts'
import { STATUS } from './harness-tab.ts'
import { GATHER, plant } from './secret-scan.ts'
import { usePlayground, type Stage } from './use-playground.ts'

const LISTEN = `void (globalThis.heard = [], globalThis.errors = [],
  new BroadcastChannel('latchkey:sealed').onmessage = ({ data }) => heard.push(data))`
const FAIL = `latchkey.session.refresh().catch((error) => void errors.push(error))`

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  test('P16 no token is at rest anywhere, and a planted one is found in each place', async () => {
    const { tab, secrets } = await useSession(stage)

    const places: Record<string, string> = await tab.run(GATHER)

    for (const secret of secrets) {
      for (const [place, content] of Object.entries(places)) {
        expect(content.includes(secret), `a token in ${place}`).toBe(false)
      }
    }
    expect(places['indexedDB']).toContain('latchkey')
    expect(places['errors']).toContain('SessionError')

    const canary = secrets.at(-1)!
    await tab.run(plant(canary))
    const planted: Record<string, string> = await tab.run(GATHER)
    const blind = Object.entries(planted).filter(([, content]) => !content.includes(canary))

    expect(blind.map(([place]) => place)).toEqual([])
    expect(Object.keys(planted)).toHaveLength(10)
  })
})

describe.each(enginesThatCan('read the console'))('%s', (engine) => {
  const stage = usePlayground(engine)
  const written = async () => (await stage.browser.logs()).map(({ message }) => message).join()

  test('P16 no token is written to the console, and a planted one is found there', async () => {
    const { tab, secrets } = await useSession(stage)

    const console = await written()

    expect(secrets.filter((secret) => console.includes(secret))).toEqual([])
    const canary = secrets.at(-1)!
    await tab.run(plant(canary))
    expect(await written()).toContain(canary)
  })
})

/** Signs in, refreshes and fails to: what a session does with tokens. */
async function useSession(stage: Stage): Promise<{ tab: Tab; secrets: readonly string[] }> {
  const tab = await stage.open('way=sealed')
  await tab.run(LISTEN)
  await tab.run(`latchkey.signIn('ada')`)
  await tab.run(`latchkey.session.refresh()`)
  stage.playground.faults.set({ route: 'token', kind: 'status-503', times: 1 })
  await tab.run(FAIL)
  await tab.until(`${STATUS} === 'signedIn'`)
  const secrets = await tab.run<string[]>(`latchkey.secrets()`)
  expect(secrets.length).toBeGreaterThanOrEqual(4)
  return { tab, secrets }
}
